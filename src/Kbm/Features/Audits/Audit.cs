using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Features.Properties;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Audits;

public enum AuditScope { Everything, Property, Hooks }

public enum AuditState { Counting, Paused, Finished, Cancelled }

/// <summary>A physical count of the key cabinet, hook by hook. Each count is judged by what the record says at its moment.</summary>
public sealed class Audit
{
    public const int TitleLength = 200;
    public const int ActKeyLength = 100;

    private Audit()
    {
    }

    internal Audit(AuditRange range, bool isBlind, Actor by, DateTime now, string actKey)
    {
        (Scope, Property, FromHook, ToHook, Title) = (range.Scope, range.Property, range.FromHook, range.ToHook, range.Title);
        (IsBlind, StartedAt, UserName, ActKey) = (isBlind, now, by.Name, actKey);
        Steps.Add(new(AuditStepKind.Started, by, now));
    }

    public long Id { get; private init; }
    public AuditScope Scope { get; private init; }
    public long? PropertyId { get; private init; }
    public Property? Property { get; private init; }
    public string? FromHook { get; private init; }
    public string? ToHook { get; private init; }

    /// <summary>What is counted, in words: "Everything", "Winthrop Apts.", "Hooks 1 to 50".</summary>
    public string Title { get; private init; } = "";

    /// <summary>How many copies are expected is not shown before an item has been counted.</summary>
    public bool IsBlind { get; private init; }

    /// <summary>What its last step has made of it.</summary>
    public AuditState State { get; private set; }
    public DateTime StartedAt { get; private init; }
    public string UserName { get; private init; } = "";
    public DateTime? EndedAt { get; private set; }
    public string ActKey { get; private init; } = "";

    /// <summary>How many items it is about.</summary>
    public int ItemCount { get; internal set; }
    public List<AuditStep> Steps { get; private init; } = [];

    public string Name => $"audit {Id}, {Title}";

    public bool IsOpen => State is AuditState.Counting or AuditState.Paused;

    /// <summary>Whether this can be done to it now.</summary>
    public bool Can(AuditStepKind step) => step switch
    {
        AuditStepKind.Paused => State == AuditState.Counting,
        AuditStepKind.Resumed => State == AuditState.Paused,
        AuditStepKind.Finished => IsOpen,
        AuditStepKind.Reopened or AuditStepKind.Applied => State == AuditState.Finished,
        AuditStepKind.Cancelled => State != AuditState.Cancelled,
        _ => false,
    };

    /// <exception cref="InvalidOperationException">It cannot be done now.</exception>
    internal void Take(AuditStepKind step, Actor by, DateTime now)
    {
        if (!Can(step)) throw new InvalidOperationException($"{step} cannot follow {State}.");
        State = step switch
        {
            AuditStepKind.Paused => AuditState.Paused,
            AuditStepKind.Resumed or AuditStepKind.Reopened => AuditState.Counting,
            AuditStepKind.Cancelled => AuditState.Cancelled,
            _ => AuditState.Finished,
        };
        if (step != AuditStepKind.Applied) EndedAt = IsOpen ? null : now;
        Steps.Add(new(step, by, now));
    }
}

internal sealed class AuditConfiguration : IEntityTypeConfiguration<Audit>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<Audit> builder)
    {
        builder.Property(a => a.Title).HasMaxLength(Audit.TitleLength);
        builder.Property(a => a.FromHook).HasMaxLength(Item.HookLength);
        builder.Property(a => a.ToHook).HasMaxLength(Item.HookLength);
        builder.Property(a => a.UserName).HasMaxLength(User.NameLength);
        builder.Property(a => a.ActKey).HasMaxLength(Audit.ActKeyLength);
        builder.HasIndex(a => a.ActKey).IsUnique();
        builder.HasIndex(a => a.State);
        builder.HasOne(a => a.Property).WithMany().HasForeignKey(a => a.PropertyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(a => a.Steps).WithOne().HasForeignKey(s => s.AuditId).OnDelete(DeleteBehavior.Cascade);
    }
}
