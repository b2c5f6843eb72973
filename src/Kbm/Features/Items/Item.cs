using Kbm.Data;
using Kbm.Features.Checkouts;
using Kbm.Features.Lockboxes;
using Kbm.Features.Properties;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Items;

public enum ItemType { Key, Lockbox, SignPiece, AssembledSign, SmartLock }

/// <summary>Anything that can be lent, and smart locks, which stay where they are installed. Its code is given out when it is saved and never used again.</summary>
public abstract class Item
{
    public const int LabelLength = 120;
    public const int HookLength = 20;
    public const int LocationLength = 120;
    public const int NotesLength = 2000;
    public const int MostCopies = 500;

    protected Item()
    {
    }

    protected Item(string code, DateTime createdAt, ItemFacts facts)
    {
        (Code, CreatedAt) = (code, createdAt);
        Edit(facts);
    }

    public long Id { get; private init; }
    public string Code { get; private init; } = "";
    public ItemType Type { get; private init; }
    public string Label { get; private set; } = "";
    public int Copies { get; private set; } = 1;
    public long? PropertyId { get; private set; }
    public Property? Property { get; private set; }
    public long? UnitId { get; private set; }
    public Unit? Unit { get; private set; }

    /// <summary>Where it hangs when it is in.</summary>
    public string? Hook { get; private set; }

    /// <summary>The cabinet or office it is kept in when it is in.</summary>
    public string? Location { get; private set; }
    public string? Notes { get; private set; }

    /// <summary>The lockbox that it is in. While it is inside, it is wherever the box is.</summary>
    public long? InLockboxId { get; private set; }
    public Lockbox? InLockbox { get; private set; }
    public DateTime CreatedAt { get; private init; }
    public DateTime? RetiredAt { get; private set; }
    public List<Checkout> Checkouts { get; private init; } = [];

    /// <summary>Copies that are with somebody, counted from what is open, so that lists find them without asking of every item.</summary>
    public int CopiesOut { get; private set; }

    /// <summary>When the first of them is due; null when none is or nobody said.</summary>
    public DateTime? NextDueAt { get; private set; }

    /// <summary>When it was last handed over or taken back.</summary>
    public DateTime? LastMovedAt { get; private set; }

    /// <summary>Whether a property only says what is out of an item.</summary>
    internal static bool Moves(string property) => property is nameof(CopiesOut) or nameof(NextDueAt) or nameof(LastMovedAt);

    /// <summary>What the type adds to that by which it is found.</summary>
    internal virtual IEnumerable<string?> FoundBy => [];

    public void Retire(DateTime now) => RetiredAt ??= now;

    public void Restore() => RetiredAt = null;

    internal void PutInto(Lockbox lockbox)
    {
        if (InLockboxId is not null || InLockbox is not null) throw new InvalidOperationException($"{Code} is in a lockbox already.");
        InLockbox = lockbox;
    }

    internal void TakeOut() => (InLockbox, InLockboxId) = (null, null);

    /// <summary>Counts again what is out of it.</summary>
    /// <param name="checkouts">All of its open checkouts; others among them count for nothing.</param>
    /// <param name="movedAt">When it was handed over or taken back; null when it was not.</param>
    internal void CountOut(IEnumerable<Checkout> checkouts, DateTime? movedAt = null)
    {
        var open = checkouts.Where(c => c.Outstanding > 0).ToList();
        (CopiesOut, NextDueAt, LastMovedAt) = (open.Sum(c => c.Outstanding), open.Min(c => c.DueAt), movedAt ?? LastMovedAt);
    }

    public void EditPlace(ItemFacts facts) => Edit(facts);

    protected void Edit(ItemFacts facts)
    {
        (Label, Copies, Property, Unit) = (facts.Label, facts.Copies, facts.Property, facts.Unit);
        (Hook, Location, Notes) = (facts.Hook, facts.Location, facts.Notes);
    }
}

internal sealed class ItemConfiguration : IEntityTypeConfiguration<Item>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<Item> builder)
    {
        builder.Property(i => i.Code).HasMaxLength(12);
        builder.Property(i => i.Label).HasMaxLength(Item.LabelLength);
        builder.Property(i => i.Hook).HasMaxLength(Item.HookLength);
        builder.Property(i => i.Location).HasMaxLength(Item.LocationLength);
        builder.Property(i => i.Notes).HasMaxLength(Item.NotesLength);
        builder.HasIndex(i => i.Code).IsUnique();
        // With the type, so that the planner does not take the longer way by the index that lists are sorted by.
        builder.HasIndex(i => new { i.PropertyId, i.Type });
        builder.HasIndex(i => new { i.UnitId, i.Type });
        builder.HasIndex(i => i.InLockboxId);
        // Counts a list from the index alone.
        builder.HasIndex(i => new { i.Type, i.RetiredAt, i.CopiesOut, i.InLockboxId }, "IX_Items_InUse").HasFilter("\"RetiredAt\" IS NULL");
        builder.HasIndex(i => i.Hook);
        builder.HasDiscriminator(i => i.Type).HasValue<Keys.Key>(ItemType.Key).HasValue<Lockbox>(ItemType.Lockbox)
            .HasValue<Signs.SignPiece>(ItemType.SignPiece).HasValue<Signs.AssembledSign>(ItemType.AssembledSign)
            .HasValue<SmartLocks.SmartLock>(ItemType.SmartLock);
        builder.HasOne(i => i.Property).WithMany().HasForeignKey(i => i.PropertyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(i => i.InLockbox).WithMany(l => l.Inside).HasForeignKey(i => i.InLockboxId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(i => i.Unit).WithMany().HasForeignKey(i => i.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
