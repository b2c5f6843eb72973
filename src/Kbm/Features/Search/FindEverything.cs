using Kbm.Data;
using Kbm.Features.Items;
using Kbm.Features.Receipts;
using Kbm.Web;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Search;

/// <summary>One thing that was found.</summary>
/// <param name="Entry">What the index says of it.</param>
/// <param name="Item">The item with its state, for an item.</param>
internal sealed record FoundThing(SearchEntry Entry, ItemRow? Item)
{
    public string Href => Entry.Kind switch
    {
        SearchKind.Item => $"/keys/{Entry.Code}",
        SearchKind.Property => $"/properties/{Entry.TargetId}",
        SearchKind.Unit => $"/units/{Entry.TargetId}",
        _ => $"/contacts/{Entry.TargetId}",
    };

    public string Icon => Entry.Kind switch
    {
        SearchKind.Item => "key-round",
        SearchKind.Property => "building-2",
        SearchKind.Unit => "door-open",
        _ => "user",
    };
}

/// <summary>What was found of one kind: the best of it, or one page.</summary>
internal sealed record FoundKind(SearchKind Kind, Paged<FoundThing> Things);

/// <summary>Finds items, places, people and receipts by what was typed, the likeliest first.</summary>
internal static class FindEverything
{
    public const int MostSuggestions = 8;
    public const int BestOfKind = 10;

    /// <summary>The few likeliest things of any kind.</summary>
    public static async Task<IReadOnlyList<FoundThing>> Suggest(this TenantDb db, string text)
    {
        var terms = SearchText.Terms(text);
        if (terms.Count == 0) return [];
        return await WithItems(db, await db.SearchFor(terms).Ranked(text, terms).Take(MostSuggestions).ToListAsync());
    }

    /// <summary>Everything found, kind by kind; of one kind alone when it is named, with pages.</summary>
    public static async Task<IReadOnlyList<FoundKind>> Find(this TenantDb db, string text, SearchKind? only, int? page)
    {
        var terms = SearchText.Terms(text);
        if (terms.Count == 0) return [];
        var found = new List<FoundKind>();
        foreach (var kind in only is { } one ? [one] : Enum.GetValues<SearchKind>())
        {
            var entries = db.SearchFor(terms).Where(e => e.Kind == kind).Ranked(text, terms);
            var best = await (only is null ? entries.Page(1, BestOfKind) : entries.Page(page));
            if (best.Total > 0) found.Add(new(kind, best.With(await WithItems(db, best.Rows))));
        }
        return found;
    }

    /// <summary>The page of what was named exactly: a code, or a receipt's number with its R.</summary>
    public static async Task<string?> Exactly(this TenantDb db, string text)
    {
        var code = text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        if (code.Length is > 0 and <= 12 && await db.Items.AnyAsync(i => i.Code == code)) return $"/keys/{code}";
        return code.StartsWith('R') && await db.ReceiptNumbered(text) is { } receipt ? $"/receipts/{receipt.Number}" : null;
    }

    public static async Task<Receipt?> ReceiptNumbered(this TenantDb db, string text) =>
        Receipt.TryParseNumber(text, out var sequence) ? await db.Receipts.FirstOrDefaultAsync(r => r.Sequence == sequence) : null;

    /// <summary>Exact code, beginning of the code, beginning of the title, within the title, the rest; what is retired comes last.</summary>
    public static IOrderedQueryable<SearchEntry> Ranked(this IQueryable<SearchEntry> entries, string text, IReadOnlyList<string> terms)
    {
        var (code, first, word) = (text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant(), string.Join(' ', terms), " " + terms[0]);
        return entries.OrderBy(e => e.IsRetired)
            .ThenBy(e => e.Code == code ? 0 : e.Code.StartsWith(code) ? 1 : e.Text.StartsWith(first) ? 2 : e.Text.Contains(word) ? 3 : 4)
            .ThenBy(e => e.Title).ThenBy(e => e.Id);
    }

    private static async Task<IReadOnlyList<FoundThing>> WithItems(TenantDb db, IReadOnlyList<SearchEntry> entries)
    {
        var ids = entries.Where(e => e.Kind == SearchKind.Item).Select(e => e.TargetId).ToList();
        var items = ids.Count == 0 ? [] : (await ItemRow.Load(db, db.Items.Where(i => ids.Contains(i.Id)))).ToDictionary(i => i.Id);
        return [.. entries.Select(e => new FoundThing(e, e.Kind == SearchKind.Item ? items.GetValueOrDefault(e.TargetId) : null))];
    }
}
