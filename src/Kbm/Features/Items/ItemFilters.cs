using Kbm.Features.Checkouts;
using Kbm.Features.Settings;
using Kbm.Features.Signs;

namespace Kbm.Features.Items;

/// <summary>The questions that lists ask of items, as conditions over what is out of them.</summary>
internal static class ItemFilters
{
    /// <summary>The items whose derived state is this one, as <see cref="Stock.State"/> derives it.</summary>
    /// <param name="items">The items to look among.</param>
    /// <param name="state">The state.</param>
    /// <param name="type">The one type that they are of, if they are of one.</param>
    public static IQueryable<Item> InState(this IQueryable<Item> items, ItemState state, ItemType? type = null) => state switch
    {
        ItemState.Retired => items.Where(i => i.RetiredAt != null),
        ItemState.Installed => items.InUse().Where(i => i.Type == ItemType.SmartLock),
        ItemState.InLockbox => items.InUse().Where(i => i.InLockboxId != null),
        ItemState.InSign => items.InUse().Where(i => (i as SignPiece)!.Mountings.Any(m => m.TakenOutAt == null)),
        ItemState.Available => items.Lendable(type).Where(i => i.CopiesOut == 0),
        ItemState.PartlyOut => items.WithSomebody(type).Where(i => i.CopiesOut < i.Copies),
        ItemState.Assigned => items.AllOut(type).Where(i => i.Checkouts.All(c => c.Outstanding == 0 || c.Kind == CheckoutKind.Assignment)),
        _ => items.AllOut(type).Where(i => i.Checkouts.Any(c => c.Outstanding > 0 && c.Kind == CheckoutKind.Loan)),
    };

    /// <summary>Nothing sets them apart, as <see cref="Stock.ApartOf"/> says it of one: their copies can be lent when they are in.</summary>
    /// <param name="items">The items to look among.</param>
    /// <param name="type">The one type that they are of, if they are of one: what cannot set that type apart is not asked of every item.</param>
    public static IQueryable<Item> Lendable(this IQueryable<Item> items, ItemType? type = null)
    {
        items = items.InUse().Where(i => i.InLockboxId == null);
        if (type is null or ItemType.SmartLock) items = items.Where(i => i.Type != ItemType.SmartLock);
        return type is null or ItemType.SignPiece
            ? items.Where(i => i.Type != ItemType.SignPiece || !(i as SignPiece)!.Mountings.Any(m => m.TakenOutAt == null))
            : items;
    }

    /// <summary>What lists show when they are not asked for a state.</summary>
    public static IQueryable<Item> InUse(this IQueryable<Item> items) => items.Where(i => i.RetiredAt == null);

    /// <summary>At least one copy is with somebody.</summary>
    public static IQueryable<Item> WithSomebody(this IQueryable<Item> items, ItemType? type = null) =>
        items.Lendable(type).Where(i => i.CopiesOut > 0);

    public static IQueryable<Item> HeldBy(this IQueryable<Item> items, long contactId) =>
        items.Where(i => i.CopiesOut > 0 && i.Checkouts.Any(c => c.Outstanding > 0 && c.HolderId == contactId));

    /// <param name="items">The items to look among.</param>
    /// <param name="before">What was due before this instant is overdue.</param>
    public static IQueryable<Item> Overdue(this IQueryable<Item> items, DateTime before) =>
        items.Where(i => i.CopiesOut > 0 && i.NextDueAt < before);

    /// <summary>At least one copy is due on the company's present day and not overdue.</summary>
    public static IQueryable<Item> DueToday(this IQueryable<Item> items, CompanyTime time)
    {
        var (from, until) = time.StillDueToday;
        return items.Where(i => i.CopiesOut > 0 && i.Checkouts.Any(c => c.Outstanding > 0 && c.DueAt >= from && c.DueAt < until));
    }

    /// <summary>
    /// Some copies are out and few are left in. A single key is not low but simply in or out, so it is left alone.
    /// </summary>
    /// <param name="items">The items to look among.</param>
    /// <param name="threshold">The company's setting; 0 turns the question off.</param>
    public static IQueryable<Item> LowOnCopies(this IQueryable<Item> items, int threshold) => threshold == 0
        ? items.Where(i => false)
        : items.WithSomebody().Where(i => i.Copies > 1 && i.Copies - i.CopiesOut <= threshold);

    private static IQueryable<Item> AllOut(this IQueryable<Item> items, ItemType? type) =>
        items.WithSomebody(type).Where(i => i.CopiesOut >= i.Copies);
}
