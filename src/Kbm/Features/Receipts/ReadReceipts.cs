using Kbm.Data;
using Kbm.Features.Items;
using Kbm.Features.Search;
using Kbm.Features.Settings;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Receipts;

/// <summary>A receipt as the list shows it.</summary>
internal sealed record ReceiptRow(
    long Id, long Sequence, ReceiptKind Kind, DateTime At, long? HolderId, string HolderName, string UserName, DateTime? DueAt, int Quantity, int Outstanding, string? Purpose)
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
        ? await db.Receipts.WithLines().SingleOrDefaultAsync(r => r.Sequence == sequence)
        : null;

    public static IQueryable<Receipt> WithLines(this IQueryable<Receipt> receipts) => receipts.Include(r => r.Holder)
        .Include(r => r.Checkouts.OrderBy(c => c.Id)).ThenInclude(c => c.Item)
        .Include(r => r.CheckIns.OrderBy(c => c.Id)).ThenInclude(c => c.Checkout).ThenInclude(c => c.Item)
        .Include(r => r.CheckIns).ThenInclude(c => c.Checkout).ThenInclude(c => c.Holder)
        .AsSplitQuery();

    /// <summary>One page of the receipts that the filter leaves, newest first.</summary>
    public static async Task<Paged<ReceiptRow>> ReceiptPage(this TenantDb db, ReceiptFilter filter, CompanyTime time, int? page, int? pageSize = null)
    {
        var ids = await (await db.ReceiptIds(filter, time)).Page(page, pageSize);
        return ids.With(await db.ReceiptsOf(ids.Rows));
    }

    /// <summary>The ids of all that the filter leaves, newest first.</summary>
    public static async Task<IQueryable<long>> ReceiptIds(this TenantDb db, ReceiptFilter filter, CompanyTime time) =>
        (await Matching(db, filter, time)).OrderByDescending(r => r.Sequence).Select(r => r.Id);

    /// <summary>Receipts as rows, newest first, with the codes of their things.</summary>
    public static async Task<List<ReceiptRow>> ReceiptsOf(this TenantDb db, IReadOnlyList<long> ids)
    {
        var rows = await db.Receipts.Where(r => ids.Contains(r.Id)).OrderByDescending(r => r.Sequence).Select(r => new ReceiptRow(
            r.Id, r.Sequence, r.Kind, r.At, r.HolderId, r.HolderName, r.UserName, r.Checkouts.Where(c => c.Outstanding > 0).Min(c => c.DueAt) ?? r.DueAt,
            r.Checkouts.Sum(c => c.Quantity) + r.CheckIns.Sum(c => c.Quantity), r.Checkouts.Sum(c => c.Outstanding), r.Purpose)).ToListAsync();
        var gone = await db.Checkouts.Where(c => ids.Contains(c.ReceiptId)).OrderBy(c => c.Id).Select(c => new { c.ReceiptId, c.Item.Code }).ToListAsync();
        var back = await db.CheckIns.Where(c => ids.Contains(c.ReceiptId)).OrderBy(c => c.Id).Select(c => new { c.ReceiptId, c.Checkout.Item.Code }).ToListAsync();
        var codes = gone.Concat(back).ToLookup(c => c.ReceiptId, c => c.Code);
        return rows.ConvertAll(r => r with { Codes = [.. codes[r.Id].Distinct()] });
    }

    private static async Task<IQueryable<Receipt>> Matching(TenantDb db, ReceiptFilter filter, CompanyTime time)
    {
        IQueryable<Receipt> receipts = db.Receipts;
        if (filter.OnlyKind is { } kind) receipts = receipts.Where(r => r.Kind == kind);
        if (filter.FirstDay is { } first && time.StartOf(first) is var from) receipts = receipts.Where(r => r.At >= from);
        if (filter.LastDay is { } last && time.StartOf(last.AddDays(1)) is var to) receipts = receipts.Where(r => r.At < to);
        if (filter.PersonId is { } person) receipts = receipts.Where(r => r.HolderId == person || r.CheckIns.Any(c => c.Checkout.HolderId == person));
        if (filter.ItemCode is { } code) receipts = receipts.Where(r => r.Checkouts.Any(c => c.Item.Code == code) || r.CheckIns.Any(c => c.Checkout.Item.Code == code));
        if (filter.PropertyId is { } property)
        {
            receipts = receipts.Where(r => r.Checkouts.Any(c => c.PropertyId == property || c.Item.PropertyId == property)
                || r.CheckIns.Any(c => c.Checkout.PropertyId == property || c.Checkout.Item.PropertyId == property));
        }
        receipts = InState(receipts, filter.OnlyState, time.OverdueBefore);
        return Checks.Line(filter.Q) is { Length: > 0 } text ? await LookedUp(db, receipts, text) : receipts;
    }

    private static IQueryable<Receipt> InState(IQueryable<Receipt> receipts, ReceiptOpen? state, DateTime overdueBefore) => state switch
    {
        ReceiptOpen.Open => receipts.Where(r => r.Checkouts.Any(c => c.Outstanding > 0)),
        ReceiptOpen.Overdue => receipts.Where(r => r.Checkouts.Any(c => c.Outstanding > 0 && c.DueAt < overdueBefore)),
        ReceiptOpen.Back => receipts.Where(r => r.Kind == ReceiptKind.Out && !r.Checkouts.Any(c => c.Outstanding > 0)),
        _ => receipts,
    };

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
