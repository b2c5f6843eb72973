using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Audits;

/// <summary>
/// So many copies of something were found at a place by somebody, and what the record said of it at that moment. The last count of an
/// item at a place counts; those before it stay, with who made them. A count where the item belongs also takes the place of the one
/// that was made where it belonged before.
/// </summary>
public sealed class AuditCount
{
    public const int CodeLength = 40;
    public const int ActKeyLength = 100;

    public long Id { get; private init; }
    public required long AuditId { get; init; }

    /// <summary>Null for a code that no item has.</summary>
    public long? ItemId { get; init; }
    public Item? Item { get; private init; }
    public required string Code { get; init; }

    /// <summary>Where it was found.</summary>
    public string? Hook { get; init; }
    public string? Location { get; init; }
    public required int Quantity { get; init; }

    /// <summary>All copies by the record at that moment.</summary>
    public required int Copies { get; init; }

    /// <summary>Copies that were in and free by the record at that moment: on their hook.</summary>
    public required int In { get; init; }

    /// <summary>Copies that belonged at this place at that moment.</summary>
    public required int Expected { get; init; }

    /// <summary>What kept it from being in at all; null when nothing did.</summary>
    public ItemState? Apart { get; init; }

    /// <summary>Where it belonged at that moment.</summary>
    public string? HomeHook { get; init; }
    public string? HomeLocation { get; init; }
    public required bool IsHome { get; init; }
    public required DateTime At { get; init; }
    public required long UserId { get; init; }
    public required string UserName { get; init; }

    /// <summary>When a later count took its place, or the place was to be counted again.</summary>
    public DateTime? ReplacedAt { get; private set; }
    public string? ActKey { get; init; }

    public HookPlace Place => new(Hook, Location);

    public HookPlace Home => new(HomeHook, HomeLocation);

    internal void Replace(DateTime now) => ReplacedAt ??= now;
}

internal sealed class AuditCountConfiguration : IEntityTypeConfiguration<AuditCount>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<AuditCount> builder)
    {
        builder.ToTable("AuditCounts");
        builder.Property(c => c.Code).HasMaxLength(AuditCount.CodeLength);
        builder.Property(c => c.Hook).HasMaxLength(Items.Item.HookLength);
        builder.Property(c => c.Location).HasMaxLength(Items.Item.LocationLength);
        builder.Property(c => c.HomeHook).HasMaxLength(Items.Item.HookLength);
        builder.Property(c => c.HomeLocation).HasMaxLength(Items.Item.LocationLength);
        builder.Property(c => c.UserName).HasMaxLength(User.NameLength);
        builder.Property(c => c.ActKey).HasMaxLength(AuditCount.ActKeyLength);
        builder.Ignore(c => c.Place).Ignore(c => c.Home);
        builder.HasIndex(c => new { c.AuditId, c.ItemId });
        builder.HasIndex(c => new { c.AuditId, c.ActKey });
        builder.HasIndex(c => c.ItemId);
        builder.HasOne<Audit>().WithMany().HasForeignKey(c => c.AuditId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(c => c.Item).WithMany().HasForeignKey(c => c.ItemId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal static class AuditCountQueries
{
    /// <summary>Those that count.</summary>
    public static IQueryable<AuditCount> Last(this IQueryable<AuditCount> counts, long audit) =>
        counts.Where(c => c.AuditId == audit && c.ReplacedAt == null);

    /// <summary>The number of the audit's last count; 0 before the first.</summary>
    public static async Task<long> LastNumber(this IQueryable<AuditCount> counts, long audit) =>
        await counts.Where(c => c.AuditId == audit).MaxAsync(c => (long?)c.Id) ?? 0;
}
