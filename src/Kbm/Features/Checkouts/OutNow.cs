using Kbm.Data;
using Kbm.Features.Contacts;
using Kbm.Features.Items;
using Kbm.Features.Settings;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Checkouts;

/// <summary>One open loan as the pages of properties, units and contacts show it.</summary>
public sealed record OutRow(
    long CheckoutId, string Code, string Label, string? Property, string? Unit, long HolderId, string Holder, ContactKind HolderKind,
    int Quantity, DateTime Since, DateTime? DueAt, string? Purpose)
{
    public string? Place => ItemPlace.Of(Property, Unit);

    public string Copies => Word.Count(Quantity, "copy", "copies");

    public StateView State(CompanyTime time) => StateView.Of(
        new HolderRow(CheckoutId, 0, HolderId, Holder, HolderKind, Quantity, CheckoutKind.Loan, Since, DueAt, Purpose), time);
}

/// <summary>What is out of some place or with somebody.</summary>
internal static class OutNow
{
    private const int Named = 3;

    /// <summary>The open ones of these check-outs, the longest overdue first.</summary>
    public static IQueryable<OutRow> Rows(IQueryable<Checkout> checkouts) => checkouts
        .Where(c => c.Outstanding > 0)
        .OrderBy(c => c.DueAt == null).ThenBy(c => c.DueAt).ThenBy(c => c.Id)
        .Select(c => new OutRow(
            c.Id, c.Item.Code, c.Item.Label, c.Item.Property!.Name, c.Item.Unit!.Label, c.HolderId, c.Holder.Name, c.Holder.Kind,
            c.Outstanding, c.At, c.DueAt, c.Purpose));

    /// <summary>"KA014 (Ana Ruiz), KA020 (Marco Silva) and 4 more", or null when nothing of these is out.</summary>
    public static Task<string?> WithHolders(IQueryable<Checkout> checkouts) => Name(checkouts, row => $"{row.Code} ({row.Holder})");

    /// <summary>"KA014 Front door, KA020 Roof and 4 more", or null when nothing of these is out.</summary>
    public static Task<string?> WithLabels(IQueryable<Checkout> checkouts) => Name(checkouts, row => $"{row.Code} {row.Label}");

    private static async Task<string?> Name(IQueryable<Checkout> checkouts, Func<OutRow, string> name)
    {
        var rows = await Rows(checkouts).Take(Named).ToListAsync();
        if (rows.Count == 0) return null;
        var more = await checkouts.CountAsync(c => c.Outstanding > 0) - rows.Count;
        return Word.List([.. rows.Select(name).Distinct(), .. more > 0 ? [$"{more} more"] : Array.Empty<string>()]);
    }
}
