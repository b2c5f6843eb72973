using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Features.Properties;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Audits;

/// <summary>An audit that is to be started on a day.</summary>
public sealed class PlannedAudit
{
    private PlannedAudit()
    {
    }

    internal PlannedAudit(AuditRange range, DateOnly day, Actor by, DateTime now)
    {
        (Scope, Property, FromHook, ToHook, Title) = (range.Scope, range.Property, range.FromHook, range.ToHook, range.Title);
        (Day, UserName, PlannedAt) = (day, by.Name, now);
    }

    public long Id { get; private init; }

    /// <summary>The company's local day.</summary>
    public DateOnly Day { get; private init; }
    public AuditScope Scope { get; private init; }
    public long? PropertyId { get; private init; }
    public Property? Property { get; private init; }
    public string? FromHook { get; private init; }
    public string? ToHook { get; private init; }
    public string Title { get; private init; } = "";
    public string UserName { get; private init; } = "";
    public DateTime PlannedAt { get; private init; }

    /// <summary>The audit that it has become.</summary>
    public long? AuditId { get; private set; }
    public Audit? Audit { get; private set; }
    public DateTime? DroppedAt { get; private set; }

    internal void Start(Audit audit) => Audit = audit;

    internal void Drop(DateTime now) => DroppedAt ??= now;
}

internal sealed class PlannedAuditConfiguration : IEntityTypeConfiguration<PlannedAudit>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<PlannedAudit> builder)
    {
        builder.ToTable("PlannedAudits");
        builder.Property(p => p.Title).HasMaxLength(Audits.Audit.TitleLength);
        builder.Property(p => p.FromHook).HasMaxLength(Item.HookLength);
        builder.Property(p => p.ToHook).HasMaxLength(Item.HookLength);
        builder.Property(p => p.UserName).HasMaxLength(User.NameLength);
        builder.HasOne(p => p.Property).WithMany().HasForeignKey(p => p.PropertyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(p => p.Audit).WithMany().HasForeignKey(p => p.AuditId).OnDelete(DeleteBehavior.SetNull);
    }
}

internal static class PlannedAuditQueries
{
    /// <summary>Those that are still to come or overdue.</summary>
    public static IQueryable<PlannedAudit> Open(this IQueryable<PlannedAudit> plans) => plans.Where(p => p.AuditId == null && p.DroppedAt == null);
}
