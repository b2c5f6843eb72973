using Kbm.Data;
using Kbm.Features.Contacts;
using Kbm.Features.Items;
using Kbm.Features.Properties;
using Kbm.Features.Signs;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Search;

/// <summary>Keeps the search entries in step with the things they find. Called inside the write that changes the thing.</summary>
internal static class SearchIndex
{
    /// <summary>Renews the entries of these items, which have their property, addresses and unit loaded. A sign is found by what its riders say.</summary>
    public static async Task IndexItems(this TenantDb db, params IReadOnlyCollection<Item> items)
    {
        await db.SaveChangesAsync();
        var riders = await db.RidersOn([.. items.OfType<AssembledSign>().Select(s => s.Id)]);
        await Put(db, SearchKind.Item, items, i => i.Id, (entry, item) => Fill(entry, item, riders[item.Id]));
    }

    /// <summary>Adds the entries of items that have just been inserted and are no signs.</summary>
    public static Task IndexNewItems(this TenantDb db, IReadOnlyCollection<Item> items) =>
        PutNew(db, SearchKind.Item, items, i => i.Id, (entry, item) => Fill(entry, item, []));

    public static Task IndexProperties(this TenantDb db, params IReadOnlyCollection<Property> properties) =>
        Put(db, SearchKind.Property, properties, p => p.Id, (entry, property) =>
        {
            entry.Title = property.Name;
            entry.Detail = Cut(Join(" · ", property.Addresses.FirstOrDefault()?.ToString(), property.Type), 400);
            entry.IsRetired = property.RetiredAt is not null;
            entry.Text = Folded([property.Name, property.Type, property.Phone, .. property.Addresses.Select(a => a.ToString())]);
        });

    public static Task IndexUnits(this TenantDb db, params IReadOnlyCollection<Unit> units) =>
        Put(db, SearchKind.Unit, units, u => u.Id, Fill);

    /// <summary>Adds the entries of units that have just been inserted.</summary>
    public static Task IndexNewUnits(this TenantDb db, IReadOnlyCollection<Unit> units) => PutNew(db, SearchKind.Unit, units, u => u.Id, Fill);

    public static Task IndexContacts(this TenantDb db, params IReadOnlyCollection<Contact> contacts) =>
        Put(db, SearchKind.Contact, contacts, c => c.Id, (entry, contact) =>
        {
            entry.Title = contact.Name;
            entry.Detail = Cut(Join(" · ", contact.Kind.ToString(), contact.Company, contact.Phone), 400);
            entry.IsRetired = contact.RetiredAt is not null;
            entry.Text = Folded(contact.Name, contact.Company, contact.Email, contact.Phone, Digits(contact.Phone));
        });

    private static void Fill(SearchEntry entry, Item item, IEnumerable<string?> riders)
    {
        entry.Code = item.Code;
        entry.Title = item.Label;
        entry.Detail = Cut(Join(" · ", ItemPlace.Of(item), HookOf(item)), 400);
        entry.IsRetired = item.RetiredAt is not null;
        entry.Text = Folded([
            item.Code, item.Label, .. item.FoundBy, .. riders, item.Property?.Name, AddressesOf(item), item.Unit?.Label, HookOf(item), item.Location,
        ]);
    }

    private static void Fill(SearchEntry entry, Unit unit)
    {
        entry.Title = $"Unit {unit.Label}";
        entry.Detail = Cut(Join(" · ", unit.Property?.Name, StreetOf(unit)), 400);
        entry.IsRetired = unit.RetiredAt is not null;
        entry.Text = Folded("unit", unit.Label, unit.Property?.Name, StreetOf(unit));
    }

    private static Task PutNew<T>(TenantDb db, SearchKind kind, IReadOnlyCollection<T> things, Func<T, long> idOf, Action<SearchEntry, T> fill)
    {
        var entries = new List<SearchEntry>(things.Count);
        foreach (var thing in things)
        {
            var entry = new SearchEntry { Kind = kind, TargetId = idOf(thing) };
            fill(entry, thing);
            entries.Add(entry);
        }
        return db.InsertAll(entries);
    }

    private static async Task Put<T>(
        TenantDb db, SearchKind kind, IReadOnlyCollection<T> things, Func<T, long> idOf, Action<SearchEntry, T> fill)
    {
        await db.SaveChangesAsync();
        foreach (var some in things.Chunk(500))
        {
            var ids = some.Select(idOf).ToList();
            var entries = await db.SearchEntries.AsTracking()
                .Where(e => e.Kind == kind && ids.Contains(e.TargetId)).ToDictionaryAsync(e => e.TargetId);
            foreach (var thing in some)
            {
                if (!entries.TryGetValue(idOf(thing), out var entry))
                    db.SearchEntries.Add(entry = new() { Kind = kind, TargetId = idOf(thing) });
                fill(entry, thing);
            }
        }
    }

    private static string? HookOf(Item item) => item.Hook is { } hook ? $"hook {hook}" : null;

    private static string? AddressesOf(Item item) =>
        item.Unit?.Address?.ToString() ?? (item.Property is { } property ? string.Join(' ', property.Addresses) : null);

    private static string? StreetOf(Unit unit) => (unit.Address ?? unit.Property?.Addresses.FirstOrDefault())?.Street;

    private static string Digits(string? text) => new([.. (text ?? "").Where(char.IsAsciiDigit)]);

    private static string Folded(params IEnumerable<string?> parts) =>
        SearchText.Indexed(Cut(SearchText.Fold(Join(" ", [.. parts])), SearchEntry.WordsLength));

    private static string Join(string with, params IEnumerable<string?> parts) => string.Join(with, parts.Where(p => !string.IsNullOrEmpty(p)));

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
