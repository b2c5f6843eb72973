using Kbm.Data;
using Kbm.Features.Contacts;
using Kbm.Features.Items;
using Kbm.Features.Settings;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Checkouts;

/// <summary>Says who has an item, since when and until when; every refusal to lend names them.</summary>
internal static class WhoHasIt
{
    public static Refusal NotAvailable(Item item, PlanOut line, IReadOnlyList<Checkout> open, CompanyTime time)
    {
        var left = item.Copies - open.Sum(c => c.Outstanding);
        var holders = Word.List([.. open.Select(c => Holder(c, open.Count > 1, time))]);
        var sentence = (left, item.Copies) switch
        {
            (_, 1) when open.Count == 0 => $"There is one {item.Code}; {line.Quantity} were asked for.",
            (_, _) when open.Count == 0 => $"{item.Code} has {Word.Count(item.Copies, "copy", "copies")}; {line.Quantity} were asked for.",
            ( > 0, _) => $"{item.Code}: only {left} of {item.Copies} copies {(left == 1 ? "is" : "are")} in; {Is(item.Copies - left)} {With(holders)}.",
            (_, 1) => $"{item.Code} is {With(holders)}.",
            (_, 2) => $"{item.Code}: both copies are {With(holders)}.",
            _ => $"{item.Code}: all {item.Copies} copies are {With(holders)}.",
        };
        return Refusal.Conflict("not_available", sentence, line.At + (left > 0 ? ".quantity" : ".code")) with
        {
            Detail = HoldersOf(open),
        };
    }

    /// <summary>Why nothing of an item can be lent, whoever has it; null when it can be.</summary>
    /// <param name="code">The item's code.</param>
    /// <param name="stock">Its copies, and what sets it apart.</param>
    /// <param name="field">Where the refusal belongs.</param>
    public static Refusal? NotLent(string code, Stock stock, string field = "lines") => stock.Apart switch
    {
        null => null,
        ItemState.Installed => Refusal.Conflict("not_lent", $"{code} is a smart lock: it stays where it is installed and is not lent.", field),
        ItemState.InLockbox => Refusal.Conflict("in_lockbox", $"{code} is in {stock.Inside} and cannot be lent by itself; take it out first, or hand over {stock.Inside}.", field),
        ItemState.InSign => InSign(code, stock.Inside!, "be lent by itself", $"; hand over {stock.Inside}, or swap {code} out of it", field),
        ItemState.Retired when ItemKind.OfCode(code) == ItemKind.AssembledSign => Refusal.Conflict("retired",
            $"{code} was taken apart and cannot be lent; build a new sign from its pieces.", field),
        ItemState.Retired => Refusal.Conflict("retired", $"{code} is retired and cannot be lent; an admin can bring it back.", field),
        var other => throw new ArgumentOutOfRangeException(nameof(stock), other, "No sentence says why nothing of it can be lent."),
    };

    /// <summary>Why what is out cannot be worked on: "ASA001 is with Ana Ruiz (Vendor) since 3 Nov, due 7 Nov, and cannot be taken apart; take it back first."</summary>
    public static async Task<Refusal?> KeptBack(TenantDb db, Item item, string cannot, string? field, CompanyTime time)
    {
        var open = await db.Checkouts.Include(c => c.Holder).Where(c => c.ItemId == item.Id && c.Outstanding > 0).OrderBy(c => c.Id).ToListAsync();
        return open.Count == 0 ? null : Refusal.Conflict("out",
            $"{item.Code} is with {Word.List([.. open.Select(c => Holder(c, false, time))])}, and cannot {cannot}; take it back first.", field) with
        {
            Detail = HoldersOf(open),
        };
    }

    /// <summary>"SA003 is in ASA001 and cannot be retired; swap it out or take ASA001 apart first."</summary>
    public static Refusal InSign(string code, string sign, string cannot, string wayOn, string? field = null) =>
        Refusal.Conflict("in_sign", $"{code} is in {sign} and cannot {cannot}{wayOn}.", field) with { Detail = ("sign", sign) };

    /// <summary>"2 copies are out with Ana Ruiz (Vendor) since 3 Nov, due 7 Nov"; of what there is one of, "it is out with Ana Ruiz (Vendor) …".</summary>
    public static string OutWith(Item item, IReadOnlyList<Checkout> open, CompanyTime time)
    {
        var copies = open.Sum(c => c.Outstanding);
        var holders = Word.List([.. open.Select(c => Holder(c, open.Count > 1, time))]);
        var what = item.Copies == 1 ? "it is" : $"{Word.Count(copies, "copy", "copies")} {(copies == 1 ? "is" : "are")}";
        return $"{what} out{(open.Count > 1 ? ": " : " with ")}{holders}";
    }

    /// <summary>"Ana Ruiz (Vendor) since 3 Nov, due 7 Nov".</summary>
    public static string Holder(Checkout checkout, bool withQuantity, CompanyTime time) =>
        (withQuantity ? $"{checkout.Outstanding} with " : "")
        + $"{checkout.Holder.Name} ({Kind(checkout.Holder)}) since {time.Date(checkout.At)}"
        + checkout switch
        {
            { DueAt: { } due } => $", due {time.Date(due)}",
            _ => ", assigned",
        };

    private static (string, object) HoldersOf(IReadOnlyList<Checkout> open) =>
        ("holders", open.Select(c => new HolderNow(c.HolderId, c.Holder.Name, c.Outstanding, c.At, c.DueAt)).ToList());

    private static string With(string holders) => holders.StartsWith("1 with ", StringComparison.Ordinal) || char.IsDigit(holders[0])
        ? $"out: {holders}" : $"with {holders}";

    private static string Is(int number) => number == 1 ? "1 is" : $"{number} are";

    private static string Kind(Contact contact) => contact.Kind.ToString();
}

/// <summary>A holder as the API names them in a refusal.</summary>
internal sealed record HolderNow(long ContactId, string Name, int Quantity, DateTime Since, DateTime? Due);
