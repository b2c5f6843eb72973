using System.Globalization;
using Kbm.Data;
using Kbm.Features.Items;
using Kbm.Features.Search;
using Kbm.Features.Settings;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Receipts;

/// <summary>What the list of receipts is narrowed by, as it stands in its address. What makes no sense narrows nothing.</summary>
internal sealed record ReceiptFilter
{
    /// <summary>A number, an item's code or a part of a name.</summary>
    public string? Q { get; init; }

    /// <summary>"out" or "in".</summary>
    public string? Kind { get; init; }
    public string? From { get; init; }
    public string? To { get; init; }

    public ReceiptKind? OnlyKind => Kind switch { "out" => ReceiptKind.Out, "in" => ReceiptKind.In, _ => null };

    public DateOnly? FirstDay => Day(From);

    public DateOnly? LastDay => Day(To);

    public bool IsEmpty => Checks.Line(Q).Length == 0 && OnlyKind is null && FirstDay is null && LastDay is null;

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is > 1900 and < 9000 ? day : null;
}

/// <summary>A receipt as the list shows it.</summary>
internal sealed record ReceiptRow(
    long Id, long Sequence, ReceiptKind Kind, DateTime At, string HolderName, string UserName, DateTime? DueAt, int Quantity, int Outstanding)
{
    private const int MostCodes = 3;

    public string Number => Receipt.NumberOf(Sequence);

    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>"KA014, KA020 and 3 more".</summary>
    public string Things => Codes.Count <= MostCodes
        ? Word.List(Codes)
        : $"{string.Join(", ", Codes.Take(MostCodes))} and {Codes.Count - MostCodes} more";

    /// <summary>What became of what was handed over.</summary>
    public StateView State(CompanyTime time) => Kind == ReceiptKind.In
        ? new("off", "undo-2", "taken back")
        : ReceiptState.Of(Quantity, Outstanding, DueAt, time);
}

internal static class ReadReceipts
{
    private const int MostHolders = 100;

    /// <summary>The receipt of this number with its holder and its lines, or null.</summary>
    public static async Task<Receipt?> Receipt(this TenantDb db, string? number) => Receipts.Receipt.TryParseNumber(number, out var sequence)
        ? await db.Receipts.Include(r => r.Holder)
            .Include(r => r.Checkouts.OrderBy(c => c.Id)).ThenInclude(c => c.Item)
            .Include(r => r.CheckIns.OrderBy(c => c.Id)).ThenInclude(c => c.Checkout).ThenInclude(c => c.Item)
            .Include(r => r.CheckIns).ThenInclude(c => c.Checkout).ThenInclude(c => c.Holder)
            .AsSplitQuery().SingleOrDefaultAsync(r => r.Sequence == sequence)
        : null;

    /// <summary>One page of the receipts that the filter leaves, newest first.</summary>
    public static async Task<Paged<ReceiptRow>> ReceiptPage(this TenantDb db, ReceiptFilter filter, CompanyTime time, int? page)
    {
        var found = await (await Matching(db, filter, time)).OrderByDescending(r => r.Sequence).Select(r => new ReceiptRow(
            r.Id, r.Sequence, r.Kind, r.At, r.HolderName, r.UserName, r.Checkouts.Where(c => c.Outstanding > 0).Min(c => c.DueAt) ?? r.DueAt,
            r.Checkouts.Sum(c => c.Quantity) + r.CheckIns.Sum(c => c.Quantity), r.Checkouts.Sum(c => c.Outstanding))).Page(page);
        var ids = found.Rows.Select(r => r.Id).ToList();
        var gone = await db.Checkouts.Where(c => ids.Contains(c.ReceiptId)).OrderBy(c => c.Id).Select(c => new { c.ReceiptId, c.Item.Code }).ToListAsync();
        var back = await db.CheckIns.Where(c => ids.Contains(c.ReceiptId)).OrderBy(c => c.Id).Select(c => new { c.ReceiptId, c.Checkout.Item.Code }).ToListAsync();
        var codes = gone.Concat(back).ToLookup(c => c.ReceiptId, c => c.Code);
        return found.With([.. found.Rows.Select(r => r with { Codes = [.. codes[r.Id].Distinct()] })]);
    }

    private static async Task<IQueryable<Receipt>> Matching(TenantDb db, ReceiptFilter filter, CompanyTime time)
    {
        IQueryable<Receipt> receipts = db.Receipts;
        if (filter.OnlyKind is { } kind) receipts = receipts.Where(r => r.Kind == kind);
        if (filter.FirstDay is { } first && time.StartOf(first) is var from) receipts = receipts.Where(r => r.At >= from);
        if (filter.LastDay is { } last && time.StartOf(last.AddDays(1)) is var to) receipts = receipts.Where(r => r.At < to);
        return Checks.Line(filter.Q) is { Length: > 0 } text ? await LookedUp(db, receipts, text) : receipts;
    }

    private static async Task<IQueryable<Receipt>> LookedUp(TenantDb db, IQueryable<Receipt> receipts, string text)
    {
        if (Receipts.Receipt.TryParseNumber(text, out var sequence)) return receipts.Where(r => r.Sequence == sequence);
        var code = text.ToUpperInvariant();
        if (await db.Items.Where(i => i.Code == code).Select(i => (long?)i.Id).FirstOrDefaultAsync() is { } item)
            return receipts.Where(r => r.Checkouts.Any(c => c.ItemId == item) || r.CheckIns.Any(c => c.Checkout.ItemId == item));
        var name = text.ToLowerInvariant();
        var holders = SearchText.Terms(text) is { Count: > 0 } terms
            ? await db.SearchFor(terms).Where(e => e.Kind == SearchKind.Contact).OrderBy(e => e.Id).Select(e => e.TargetId).Take(MostHolders).ToListAsync()
            : [];
#pragma warning disable CA1304, CA1311, CA1862 // This is SQL's lower(), which knows no cultures.
        return receipts.Where(r => r.HolderName.ToLower().Contains(name)
            || holders.Contains(r.HolderId!.Value) || r.CheckIns.Any(c => holders.Contains(c.Checkout.HolderId)));
#pragma warning restore CA1304, CA1311, CA1862
    }
}
