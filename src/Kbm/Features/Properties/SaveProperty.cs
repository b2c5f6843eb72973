using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Contacts;
using Kbm.Features.Search;
using Kbm.Features.Shared;
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
        await Fill(db, by, property, clean, checks);
        if (checks.Failed) return checks.Refusals;
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
        await Fill(db, by, property, clean, checks);
        if (checks.Failed) return checks.Refusals;
        var changes = before.ChangesTo(Summary.Of(property));
        if (changes.Count > 0) db.Record(by, Now, ActivityVerb.Edited, Sentences.Edited($"property {property.Name}", changes), new(Property: id));
        await db.RenewPropertySearch(property);
        return property;
    });

    internal static Refusal NoSuchProperty => Refusal.NotFound("There is no such property.");

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private static bool LeavesNoAddress(Property property, PropertyInput clean) =>
        clean.Addresses!.TrueForAll(a => a.IsEmpty) && property.Addresses.TrueForAll(a => clean.Addresses.Exists(i => i.Id == a.Id));

    private async Task Fill(TenantDb db, Actor by, Property property, PropertyInput clean, Checks checks)
    {
        property.Edit(FactsOf(clean));
        foreach (var input in clean.Addresses!)
        {
            var address = property.Addresses.Find(a => input.Id is not null && a.Id == input.Id);
            if (address is not null && input.IsEmpty) property.Addresses.Remove(address);
            else if (address is not null) input.CopyTo(address);
            else if (!input.IsEmpty) property.Addresses.Add(input.ToAddress());
        }
        property.BelongTo(await Owner(db, by, property, clean.Owner, checks));
    }

    private static PropertyFacts FactsOf(PropertyInput clean) => new(clean.Name!) { Type = clean.Type, Phone = clean.Phone, Notes = clean.Notes };

    private async Task<Contact?> Owner(TenantDb db, Actor by, Property property, string? name, Checks checks)
    {
        if (name is null || property.Owner?.Name == name) return name is null ? null : property.Owner;
        var known = await db.ContactsNamed(name);
        // Among several of one name, the one that is an owner is meant.
        if (known.Count > 1 && known.FindAll(c => c.Kind == ContactKind.Owner) is [var owner]) return owner;
        if (known.Count > 1) checks.Refuse(ContactsByName.Several(name, known, "Make the one that is meant an owner, or change their name.", "owner"));
        if (known.Count > 0) return known[0];
        var added = new Contact(new(ContactKind.Owner, name));
        db.Contacts.Add(added);
        await db.IndexContacts(added);
        db.Record(by, Now, ActivityVerb.Added, Sentences.Added(added), new(Contact: added.Id));
        return added;
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
