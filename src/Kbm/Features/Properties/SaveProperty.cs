using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Contacts;
using Kbm.Features.Search;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Properties;

/// <summary>Adds and changes properties with their addresses. A change of name or address reaches the search entries of its units and items.</summary>
public sealed class SaveProperty(Store<TenantDb> store, TimeProvider clock)
{
    public Task<Outcome<Property>> Add(Actor by, PropertyInput input) => store.Write<Outcome<Property>>(async db =>
    {
        var (clean, checks) = input.Check();
        if (!clean.Addresses!.Exists(a => !a.IsEmpty) && !checks.Failed) checks.Refuse("addresses[0].street", "Enter at least one address.");
        if (checks.Failed) return checks.Refusals;
        var property = new Property(FactsOf(clean));
        await Fill(db, by, property, clean);
        db.Properties.Add(property);
        await db.IndexProperties(property);
        db.Record(by, Now, ActivityVerb.Added, Sentences.Added(property), new(Property: property.Id));
        return property;
    });

    public Task<Outcome<Property>> Edit(Actor by, long id, PropertyInput input) => store.Write<Outcome<Property>>(async db =>
    {
        var property = await db.Properties.Include(p => p.Addresses.OrderBy(a => a.Id)).Include(p => p.Owner).FirstOrDefaultAsync(p => p.Id == id);
        if (property is null) return NoSuchProperty;
        var (clean, checks) = input.Check();
        if (!checks.Failed && LeavesNoAddress(property, clean)) checks.Refuse("addresses[0].street", "A property keeps at least one address.");
        if (checks.Failed) return checks.Refusals;
        var before = Summary.Of(property);
        await Fill(db, by, property, clean);
        var changes = before.ChangesTo(Summary.Of(property));
        if (changes.Count > 0) db.Record(by, Now, ActivityVerb.Edited, Sentences.Edited($"property {property.Name}", changes), new(Property: id));
        await db.RenewPropertySearch(property);
        return property;
    });

    internal static Refusal NoSuchProperty => Refusal.NotFound("There is no such property.");

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private static bool LeavesNoAddress(Property property, PropertyInput clean) =>
        clean.Addresses!.TrueForAll(a => a.IsEmpty) && property.Addresses.TrueForAll(a => clean.Addresses.Exists(i => i.Id == a.Id));

    private async Task Fill(TenantDb db, Actor by, Property property, PropertyInput clean)
    {
        property.Edit(FactsOf(clean));
        foreach (var input in clean.Addresses!)
        {
            var address = property.Addresses.Find(a => input.Id is not null && a.Id == input.Id);
            if (address is not null && input.IsEmpty) property.Addresses.Remove(address);
            else if (address is not null) input.CopyTo(address);
            else if (!input.IsEmpty) property.Addresses.Add(input.ToAddress());
        }
        property.BelongTo(await Owner(db, by, property, clean.Owner));
    }

    private static PropertyFacts FactsOf(PropertyInput clean) => new(clean.Name!) { Type = clean.Type, Phone = clean.Phone, Notes = clean.Notes };

    private async Task<Contact?> Owner(TenantDb db, Actor by, Property property, string? name)
    {
        if (name is null || property.Owner?.Name == name) return name is null ? null : property.Owner;
        if (await Known(db, name) is { } known) return known;
        var added = new Contact(new(ContactKind.Owner, name));
        db.Contacts.Add(added);
        await db.IndexContacts(added);
        db.Record(by, Now, ActivityVerb.Added, Sentences.Added(added), new(Contact: added.Id));
        return added;
    }

    /// <summary>The contact in use of that name, whatever its case; an owner before others.</summary>
    private static async Task<Contact?> Known(TenantDb db, string name)
    {
        if (SearchText.Terms(name) is not { Count: > 0 } terms) return await db.Contacts.FirstOrDefaultAsync(c => c.Name == name && c.RetiredAt == null);
        var found = db.SearchFor(terms).Where(e => e.Kind == SearchKind.Contact && !e.IsRetired).Select(e => e.TargetId);
        var candidates = await db.Contacts.Where(c => found.Contains(c.Id)).OrderBy(c => c.Name == name ? 0 : 1)
            .ThenBy(c => c.Kind == ContactKind.Owner ? 0 : 1).ThenBy(c => c.Id).Take(100).ToListAsync();
        return candidates.Find(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>What the activity record compares.</summary>
    private sealed record Summary(string Name, string? Type, string Addresses, string? Owner, string? Phone, string? Notes)
    {
        public static Summary Of(Property property) => new(
            property.Name, property.Type, string.Join("; ", property.Addresses), property.Owner?.Name, property.Phone, property.Notes);

        public List<string> ChangesTo(Summary now) =>
        [
            .. new[]
            {
                Sentences.Change("name", Name, now.Name),
                Sentences.Change("type", Type, now.Type),
                Sentences.Change(now.Addresses.Contains(';') ? "addresses" : "address", Addresses, now.Addresses),
                Sentences.Change("owner", Owner, now.Owner),
                Sentences.Change("phone", Phone, now.Phone),
                Notes == now.Notes ? null : "notes",
            }.OfType<string>(),
        ];
    }
}
