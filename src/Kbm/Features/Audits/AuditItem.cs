using Kbm.Data;
using Kbm.Features.Items;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Audits;

/// <summary>An item that an audit is about, as the record had it when the audit started.</summary>
public sealed class AuditItem
{
    public long AuditId { get; init; }
    public long ItemId { get; init; }
    public Item Item { get; private init; } = null!;
    public required int Copies { get; init; }

    /// <summary>Copies that were in and free: on their hook.</summary>
    public required int In { get; init; }
    public string? Hook { get; init; }
    public string? Location { get; init; }

    public HookPlace Place => new(Hook, Location);
}

internal sealed class AuditItemConfiguration : IEntityTypeConfiguration<AuditItem>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<AuditItem> builder)
    {
        builder.ToTable("AuditItems");
        builder.HasKey(i => new { i.AuditId, i.ItemId });
        builder.Property(i => i.Hook).HasMaxLength(Items.Item.HookLength);
        builder.Property(i => i.Location).HasMaxLength(Items.Item.LocationLength);
        builder.Ignore(i => i.Place);
        builder.HasIndex(i => i.ItemId);
        builder.HasOne<Audit>().WithMany().HasForeignKey(i => i.AuditId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(i => i.Item).WithMany().HasForeignKey(i => i.ItemId).OnDelete(DeleteBehavior.Restrict);
    }
}
