using Kbm.Data;
using Kbm.Features.Checkouts;
using Kbm.Features.Properties;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Items;

public enum ItemType { Key }

/// <summary>Anything that can be lent. Its code is given out when it is saved and never used again.</summary>
public abstract class Item
{
    public const int LabelLength = 120;
    public const int LocationLength = 120;
    public const int NotesLength = 2000;
    public const int MostCopies = 500;

    public long Id { get; private init; }
    public required string Code { get; init; }
    public ItemType Type { get; private init; }
    public required string Label { get; set; }
    public int Copies { get; set; } = 1;
    public long? PropertyId { get; set; }
    public Property? Property { get; set; }
    public long? UnitId { get; set; }
    public Unit? Unit { get; set; }

    /// <summary>Where it is kept when it is in.</summary>
    public string? Location { get; set; }
    public string? Notes { get; set; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? RetiredAt { get; set; }
    public List<Checkout> Checkouts { get; private init; } = [];
}

internal sealed class ItemConfiguration : IEntityTypeConfiguration<Item>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<Item> builder)
    {
        builder.Property(i => i.Code).HasMaxLength(12);
        builder.Property(i => i.Label).HasMaxLength(Item.LabelLength);
        builder.Property(i => i.Location).HasMaxLength(Item.LocationLength);
        builder.Property(i => i.Notes).HasMaxLength(Item.NotesLength);
        builder.HasIndex(i => i.Code).IsUnique();
        builder.HasIndex(i => i.PropertyId);
        builder.HasIndex(i => i.UnitId);
        builder.HasDiscriminator(i => i.Type).HasValue<Keys.Key>(ItemType.Key);
        builder.HasOne(i => i.Property).WithMany().HasForeignKey(i => i.PropertyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(i => i.Unit).WithMany().HasForeignKey(i => i.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
