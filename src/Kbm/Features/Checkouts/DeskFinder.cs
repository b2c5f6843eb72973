using System.Globalization;
using Kbm.Data;
using Kbm.Features.Items;
using Kbm.Features.Search;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Checkouts;

/// <summary>Something that what was typed may mean.</summary>
/// <param name="Pick">The word by which it is chosen: "item:KA014", "contact:12".</param>
/// <param name="Icon">Its picture.</param>
/// <param name="Name">The code of an item, the kind of anything else.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Detail">What tells it from others of that name.</param>
/// <param name="Item">The item with its state, for an item.</param>
internal sealed record Found(string Pick, string Icon, string Name, string Title, string Detail, ItemRow? Item = null)
{
    public static Found NewContact(string name) => new("new:" + name, "plus", "New", name, "as a new contact");

    public static Found Of(ItemRow item) => new("item:" + item.Code, ItemKind.Of(item.Type).Icon, item.Code, item.Label, item.Place ?? "", item);

    public bool IsExact(string text) => SearchText.Fold(Title) == SearchText.Fold(text);
}

/// <summary>Finds what the desk's box may mean, the likeliest first.</summary>
internal static class DeskFinder
{
    public const int Most = 8;

    public static async Task<IReadOnlyList<Found>> Find(TenantDb db, string text)
    {
        var terms = SearchText.Terms(text);
        if (terms.Count == 0) return [];
        var entries = await (await db.Likely(terms)).Entries.Where(e => !e.IsRetired).Ranked(text, terms).Take(Most).ToListAsync();
        var items = (await ItemRow.Load(db, [.. entries.Where(e => e.Kind == SearchKind.Item).Select(e => e.TargetId)])).ToDictionary(i => i.Id);
        return [.. entries.Select(e => e.Kind == SearchKind.Item && items.TryGetValue(e.TargetId, out var item) ? Found.Of(item) : Of(e))];
    }

    private static Found Of(SearchEntry entry)
    {
        var kind = entry.Kind.ToString();
        var icon = entry.Kind switch { SearchKind.Contact => "user", SearchKind.Unit => "door-open", _ => "building-2" };
        return new(string.Create(CultureInfo.InvariantCulture, $"{kind.ToLowerInvariant()}:{entry.TargetId}"), icon, kind, entry.Title, entry.Detail);
    }
}
