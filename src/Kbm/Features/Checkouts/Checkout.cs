using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Contacts;
using Kbm.Features.Items;
using Kbm.Features.Properties;
using Kbm.Features.Receipts;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Checkouts;

public enum CheckoutKind { Loan, Assignment }

/// <summary>One line of a hand-over: so many copies of an item with one holder. Open until all of them are back.</summary>
public sealed class Checkout : IMovement
{
    public const int PurposeLength = 200;
    public const int InsideLength = 400;

    public long Id { get; private init; }
    public long ItemId { get; private init; }
    public required Item Item { get; init; }
    public long HolderId { get; private init; }
    public required Contact Holder { get; init; }
    public long ReceiptId { get; private init; }
    public required Receipt Receipt { get; init; }

    /// <summary>The item's label at the time, as the receipt shows it.</summary>
    public required string Label { get; init; }

    /// <summary>The property and unit at the time, as the receipt shows them.</summary>
    public string? Place { get; init; }

    /// <summary>What was inside of a lockbox at the time, as the receipt shows it: "KA014, KA020".</summary>
    public string? Inside { get; init; }

    /// <summary>Where a sign is put up while it is out; null for items that are not, and where nobody said.</summary>
    public long? PropertyId { get; private init; }
    public Property? Property { get; init; }
    public required CheckoutKind Kind { get; init; }
    public required int Quantity { get; init; }

    /// <summary>Copies of it that are not back yet: its quantity less those of its check-ins.</summary>
    public int Outstanding { get; private set; }
    public required DateTime At { get; init; }

    /// <summary>The instant after which it is late; null for an assignment without an end.</summary>
    public DateTime? DueAt { get; private set; }
    public string? Purpose { get; init; }
    public List<CheckIn> CheckIns { get; private init; } = [];

    public static Checkout Start(
        Receipt receipt, Item item, Contact holder, int quantity, CheckoutKind kind, IReadOnlyList<Item> inside, Property? putUpAt = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quantity, 1);
        var isPutUp = ItemKind.Of(item.Type).IsPutUp;
        return new()
        {
            Receipt = receipt,
            Item = item,
            Holder = holder,
            Label = item.Label,
            Place = isPutUp && putUpAt is not null ? putUpAt.Name : ItemPlace.Of(item),
            Inside = Named(inside),
            Property = isPutUp ? putUpAt ?? item.Property : null,
            Kind = kind,
            Quantity = quantity,
            Outstanding = quantity,
            At = receipt.At,
            DueAt = receipt.DueAt,
            Purpose = receipt.Purpose,
        };
    }

    private static string? Named(IReadOnlyList<Item> inside)
    {
        if (inside.Count == 0) return null;
        var codes = string.Join(", ", inside.Select(i => i.Code));
        return codes.Length <= InsideLength ? codes : Word.Count(inside.Count, "key");
    }

    /// <summary>Gives what is still out another due date.</summary>
    public void DueOn(DateTime due) => DueAt = Outstanding > 0 ? due : throw new InvalidOperationException($"Checkout {Id} is back.");

    /// <summary>Takes copies back: a row that says who, when and how many.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than are outstanding, or none.</exception>
    public CheckIn CheckIn(Receipt receipt, int quantity, ReturnCondition condition, string? note)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quantity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quantity, Outstanding);
        Outstanding -= quantity;
        var back = new CheckIn { Checkout = this, Receipt = receipt, Quantity = quantity, Condition = condition, Note = note, At = receipt.At };
        CheckIns.Add(back);
        return back;
    }
}

internal sealed class CheckoutConfiguration : IEntityTypeConfiguration<Checkout>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<Checkout> builder)
    {
        builder.Property(c => c.Label).HasMaxLength(Item.LabelLength);
        builder.Property(c => c.Place).HasMaxLength(200);
        builder.Property(c => c.Inside).HasMaxLength(Checkout.InsideLength);
        builder.Property(c => c.Purpose).HasMaxLength(Checkout.PurposeLength);
        builder.HasIndex(c => c.ItemId, "IX_Checkouts_Open").HasFilter("\"Outstanding\" > 0");
        builder.HasIndex(c => c.DueAt, "IX_Checkouts_OpenDue").HasFilter("\"Outstanding\" > 0");
        builder.HasIndex(c => c.HolderId);
        builder.HasIndex(c => c.PropertyId);
        builder.HasIndex(c => c.ItemId, "IX_Checkouts_Item");
        builder.HasIndex(c => c.ReceiptId);
        builder.HasOne(c => c.Item).WithMany(i => i.Checkouts).HasForeignKey(c => c.ItemId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(c => c.Property).WithMany().HasForeignKey(c => c.PropertyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(c => c.Holder).WithMany().HasForeignKey(c => c.HolderId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(c => c.Receipt).WithMany(r => r.Checkouts).HasForeignKey(c => c.ReceiptId).OnDelete(DeleteBehavior.Restrict);
    }
}
