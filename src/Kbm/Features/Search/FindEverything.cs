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
        SearchKind.Item => ItemKind.Href(Entry.Code),
        SearchKind.Property => $"/properties/{Entry.TargetId}",
        SearchKind.Unit => $"/units/{Entry.TargetId}",
        _ => $"/contacts/{Entry.TargetId}",
    };

    public string Icon => Entry.Kind switch
    {
        SearchKind.Item => ItemKind.OfCode(Entry.Code)?.Icon ?? ItemKind.Key.Icon,
        SearchKind.Property => "building-2",
        SearchKind.Unit => "door-open",
        _ => "user",
    };
}

/// <summary>What was found of one kind: the best of it, or one page.</summary>
internal sealed record FoundKind(SearchKind Kind, Paged<FoundThing> Things);

/// <summary>The best of every kind.</summary>
/// <param name="Kinds">The kinds of which there is something.</param>
/// <param name="IsAll">Whether everything was looked at; otherwise the totals are lower bounds.</param>
internal sealed record FoundAll(IReadOnlyList<FoundKind> Kinds, bool IsAll);

/// <summary>Finds items, places, people and receipts by what was typed, the likeliest first.</summary>
internal static class FindEverything
{
    public const int MostSuggestions = 8;
    public const int BestOfKind = 10;
    private const int MostRanked = 400;
    private const int MostNamed = 100;

    /// <summary>The few likeliest things of any kind, or keys in use only.</summary>
    public static async Task<IReadOnlyList<FoundThing>> Suggest(this TenantDb db, string text, bool onlyKeys = false)
    {
        var terms = SearchText.Terms(text);
        if (terms.Count == 0) return [];
        var entries = onlyKeys
            ? db.SearchFor(terms).Where(e => e.Kind == SearchKind.Item && db.Keys.Any(k => k.Id == e.TargetId && k.RetiredAt == null))
            : (await db.Likely(terms)).Entries;
        return await WithItems(db, await entries.Ranked(text, terms).Take(MostSuggestions).ToListAsync());
    }

    /// <summary>The best of each kind.</summary>
    public static async Task<FoundAll> Find(this TenantDb db, string text)
    {
        var terms = SearchText.Terms(text);
        if (terms.Count == 0) return new([], IsAll: true);
        var (likely, isAll) = await db.Likely(terms);
        var kinds = (await likely.Ranked(text, terms).ToListAsync()).ToLookup(e => e.Kind);
        var best = await WithItems(db, [.. kinds.SelectMany(k => k.Take(BestOfKind))]);
        return new([.. best.GroupBy(t => t.Entry.Kind).OrderBy(k => k.Key).Select(k => new FoundKind(k.Key, new([.. k], 1, BestOfKind, kinds[k.Key].Count())))], isAll);
    }

    /// <summary>One page of everything of one kind.</summary>
    public static async Task<FoundKind> Find(this TenantDb db, string text, SearchKind kind, int? page)
    {
        var terms = SearchText.Terms(text);
        if (terms.Count == 0) return new(kind, new([], 1, Paging.Usual, 0));
        var found = await db.SearchFor(terms).Where(e => e.Kind == kind).Ranked(text, terms).Page(page);
        return new(kind, found.With(await WithItems(db, found.Rows)));
    }

    /// <summary>
    /// What is worth ranking: all that is found, or of a word that thousands have, some of it and the places and people whose words
    /// begin so. So a common word takes no longer than a rare one.
    /// </summary>
    public static async Task<(IQueryable<SearchEntry> Entries, bool IsAll)> Likely(this TenantDb db, IReadOnlyList<string> terms)
    {
        var ids = await db.SearchFor(terms, MostRanked).Select(e => e.Id).ToListAsync();
        var isAll = ids.Count < MostRanked;
        if (!isAll)
        {
            var named = db.SearchEntries.Where(e => e.Kind == SearchKind.Contact || e.Kind == SearchKind.Property);
            foreach (var word in terms.Select(t => " " + t)) named = named.Where(e => e.Text.Contains(word));
            ids.AddRange(await named.OrderBy(e => e.Kind).ThenBy(e => e.TargetId).Select(e => e.Id).Take(MostNamed).ToListAsync());
        }
        if (terms is [[>= 'a' and <= 'z' and var letter]]) ids.AddRange(await CodesFrom(db, char.ToUpperInvariant(letter)));
        return (db.SearchEntries.Where(e => ids.Contains(e.Id)), isAll);
    }

    /// <summary>The page of what was named exactly: a code, or a receipt's number with its R.</summary>
    public static async Task<string?> Exactly(this TenantDb db, string text)
    {
        var code = ItemCode.Read(text);
        if (code.Length is > 0 and <= 12 && await db.Items.AnyAsync(i => i.Code == code)) return ItemKind.Href(code);
        return code.StartsWith('R') && await db.ReceiptNumbered(text) is { } receipt ? $"/receipts/{receipt.Number}" : null;
    }

    public static async Task<Receipt?> ReceiptNumbered(this TenantDb db, string text) =>
        Receipt.TryParseNumber(text, out var sequence) ? await db.Receipts.FirstOrDefaultAsync(r => r.Sequence == sequence) : null;

    /// <summary>Exact code, beginning of the code, beginning of the title, within the title, the rest; what is retired comes last.</summary>
    public static IOrderedQueryable<SearchEntry> Ranked(this IQueryable<SearchEntry> entries, string text, IReadOnlyList<string> terms)
    {
        var (code, first, word) = (text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant(), " " + string.Join(' ', terms), " " + terms[0]);
        return entries.OrderBy(e => e.IsRetired)
            .ThenBy(e => e.Code == code ? 0 : e.Code.StartsWith(code) ? 1 : e.Text.StartsWith(first) ? 2 : e.Text.Contains(word) ? 3 : 4)
            .ThenBy(e => e.Title).ThenBy(e => e.Id);
    }

    // The first codes that begin with a letter, by the index on codes.
    private static Task<List<long>> CodesFrom(TenantDb db, char letter)
    {
        var (from, to) = (letter.ToString(), ((char)(letter + 1)).ToString());
#pragma warning disable CA1309 // The database compares, and it uses the index.
        return db.SearchEntries.Where(e => string.Compare(e.Code, from) >= 0 && string.Compare(e.Code, to) < 0)
            .OrderBy(e => e.Code).Select(e => e.Id).Take(MostSuggestions).ToListAsync();
#pragma warning restore CA1309
    }

    private static async Task<IReadOnlyList<FoundThing>> WithItems(TenantDb db, IReadOnlyList<SearchEntry> entries)
    {
        var items = (await ItemRow.Load(db, [.. entries.Where(e => e.Kind == SearchKind.Item).Select(e => e.TargetId)])).ToDictionary(i => i.Id);
        return [.. entries.Select(e => new FoundThing(e, e.Kind == SearchKind.Item ? items.GetValueOrDefault(e.TargetId) : null))];
    }
}
