using Kbm.Features.Checkouts;

namespace Kbm.Features.Items;

public enum ItemState { Available, PartlyOut, Out, Assigned, InLockbox, InSign, Installed, Retired }

/// <summary>How many copies there are, how many of them are with somebody and what keeps the rest from being lent: all that an item's state is derived from.</summary>
/// <param name="Copies">All copies.</param>
/// <param name="Out">Copies with somebody, for short or for long.</param>
/// <param name="Assigned">Those of them that are assigned for long.</param>
/// <param name="Apart">The state in which none of it can be lent however many copies are in; null when it can be.</param>
public readonly record struct Stock(int Copies, int Out, int Assigned, ItemState? Apart)
{
    /// <summary>The code of the item that it is inside of, where that is what sets it apart.</summary>
    public string? Inside { get; init; }

    /// <summary>Copies that can be lent.</summary>
    public int In => Apart is null ? Copies - Out : 0;

    public ItemState State => this switch
    {
        { Apart: { } apart } => apart,
        { Out: 0 } => ItemState.Available,
        { In: > 0 } => ItemState.PartlyOut,
        var all when all.Assigned == all.Out => ItemState.Assigned,
        _ => ItemState.Out,
    };

    /// <summary>Whether so many copies can be lent once <paramref name="back"/> of those that are out have come back.</summary>
    public bool CanLend(int copies, int back) => Apart is null && copies <= In + back;

    /// <param name="item">The item.</param>
    /// <param name="open">What is out of it.</param>
    /// <param name="inside">The code of the assembled sign or lockbox that it is in, if it is in one.</param>
    public static Stock Of(Item item, IReadOnlyCollection<Checkout> open, string? inside) => new(
        item.Copies, open.Sum(c => c.Outstanding), open.Where(c => c.Kind == CheckoutKind.Assignment).Sum(c => c.Outstanding), ApartOf(item.Type, item.RetiredAt, inside))
    {
        Inside = inside,
    };

    /// <summary>What sets an item apart, as <see cref="ItemFilters.Lendable"/> asks it of the database.</summary>
    /// <param name="type">The item's type.</param>
    /// <param name="retiredAt">When it was retired.</param>
    /// <param name="inside">The code of the assembled sign or lockbox that it is in.</param>
    public static ItemState? ApartOf(ItemType type, DateTime? retiredAt, string? inside) =>
        retiredAt is not null ? ItemState.Retired
        : !ItemKind.Of(type).IsLent ? ItemState.Installed
        : inside is null ? null
        : ItemKind.OfCode(inside) == ItemKind.Lockbox ? ItemState.InLockbox : ItemState.InSign;
}
