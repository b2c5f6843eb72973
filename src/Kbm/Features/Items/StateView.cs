using Kbm.Features.Settings;

namespace Kbm.Features.Items;

/// <summary>An item's state as a pill shows it: a tone, an icon and words. Who and until when stand in it.</summary>
public sealed record StateView(string Tone, string Icon, string Text)
{
    /// <summary>The page of what the state names, for places where it can be a link.</summary>
    public string? Href { get; init; }

    private static StateView Available { get; } = new("ok", "check", "available");

    /// <summary>"available", "2 of 3 in", "Ana Ruiz · due Fri 27 Nov", "Marco Silva · 3 days late".</summary>
    public static StateView Of(ItemRow item, CompanyTime time) => item.Stock switch
    {
        { Apart: ItemState.Retired } => new("off", "archive", item.Type == ItemType.AssembledSign ? "taken apart" : "retired"),
        { Apart: ItemState.InSign, Inside: { } sign } => new("off", "signpost", $"in {sign}") { Href = ItemKind.AssembledSign.PageOf(sign) },
        { Apart: ItemState.Installed } => new("off", ItemKind.SmartLock.Icon, "installed"),
        { Apart: ItemState.InLockbox } => Inside(item.Box!, time),
        { Out: 0, Copies: 1 } => Available,
        { Out: 0 } all => new("ok", "check", $"{all.In} of {all.Copies} in"),
        _ => Due(item, time),
    };

    /// <summary>The same without counts, for places that count the copies themselves: "available", "Ana Ruiz · due Fri 27 Nov".</summary>
    public static StateView BesideCounts(ItemRow item, CompanyTime time) => item.Stock switch
    {
        { Apart: not null } => Of(item, time),
        { Out: 0 } => Available,
        _ => FirstDue(item.Holders, time),
    };

    /// <summary>The same without names, for places that name the holders themselves: "2 of 3 in", "out · 3 days late".</summary>
    public static StateView Brief(ItemRow item, CompanyTime time) => item.Stock switch
    {
        { Apart: not null } or { Out: 0 } => Of(item, time),
        { In: > 0 } some => new("ok", "check", $"{some.In} of {some.Copies} in"),
        _ => OfDue(item.Holders[0].DueAt, "out · ", time),
    };

    /// <summary>Fewer copies are in than are wanted: "only 2 of 3 in".</summary>
    public static StateView TooFew(ItemRow item) => new("soon", "triangle-alert", $"only {item.Stock.In} of {item.Copies} in");

    /// <summary>One checkout's due state.</summary>
    public static StateView Of(HolderRow holder, CompanyTime time) => OfDue(holder.DueAt, "", time);

    /// <summary>"in LBA003 at Winthrop Apts.", or with the box out "in LBA003 · Ana Ruiz · due Fri 27 Nov".</summary>
    private static StateView Inside(BoxRow box, CompanyTime time) => box.Holders.Count > 0
        ? FirstDue(box.Holders, time) is var due ? due with { Text = $"in {box.Code} · {due.Text}" } : due
        : new("off", "lock-keyhole", box.Place is { } place ? $"in {box.Code} at {place}" : $"in {box.Code}");

    private static StateView Due(ItemRow item, CompanyTime time)
    {
        var first = FirstDue(item.Holders, time);
        return item.Stock is { In: > 0 } stock ? first with { Text = $"{stock.In} of {stock.Copies} in · {first.Text}" } : first;
    }

    private static StateView FirstDue(IReadOnlyList<HolderRow> holders, CompanyTime time)
    {
        var people = holders.Select(h => h.ContactId).Distinct().Count();
        return OfDue(holders[0].DueAt, (people == 1 ? holders[0].Name : $"{people} holders") + " · ", time);
    }

    /// <summary>A due state after the words <paramref name="who"/>.</summary>
    internal static StateView OfDue(DateTime? dueAt, string who, CompanyTime time)
    {
        if (dueAt is not { } due) return new("out", "arrow-up-right", who + "assigned");
        if (time.IsOverdue(due))
            return new("late", "triangle-alert", $"{who}{time.DaysLate(due)} {(time.DaysLate(due) == 1 ? "day" : "days")} late");
        return time.DateOf(due) == time.Today
            ? new("soon", "clock", who + "due today")
            : new("out", "arrow-up-right", $"{who}due {time.Due(due)}");
    }
}
