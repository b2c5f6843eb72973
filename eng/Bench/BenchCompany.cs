using Kbm.Commands;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Checkouts;
using Kbm.Features.Contacts;
using Kbm.Features.Items;
using Kbm.Features.Keys;
using Kbm.Features.Properties;
using Kbm.Features.Search;
using Kbm.Features.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Kbm.Bench;

/// <summary>The company that is measured, made through the store and the acts before the server starts.</summary>
internal sealed class BenchCompany
{
    public const string Slug = "bench";
    public const string Email = "dee@bench.example";
    public const string Pin = "481620";
    public const int KeyCount = 10_000;
    public const int ContactCount = 50;
    public const int LoanCount = 300;
    private const int LinesPerLoan = 5;
    private const int KeysPerWrite = 500;
    private const int KeysPerMaster = 20;
    private static readonly string[] s_doors = ["Front door", "Back door", "Boiler room", "Mailbox", "Roof", "Garage", "Storage", "Gate"];

    /// <summary>The tenant's database file.</summary>
    public required string Database { get; init; }
    public required IReadOnlyList<Key> Keys { get; init; }
    public required IReadOnlyList<Contact> Contacts { get; init; }

    /// <param name="data">The folder that is served.</param>
    /// <param name="keyCount">How many keys, a multiple of 500; the first of every 20 is the master of the others.</param>
    /// <param name="loanCount">How many of them are out.</param>
    /// <param name="keysPerProperty">How many keys a property has, a multiple of 500.</param>
    public static async Task<BenchCompany> Make(string data, int keyCount = KeyCount, int loanCount = LoanCount, int keysPerProperty = KeyCount)
    {
        await using var work = await Workplace.Open(new(data));
        var tenant = Expect(await work.Get<CreateTenant>().Run(Slug, "Bench Homes"));
        await using var scope = await work.For(tenant);
        var admin = Expect(await scope.ServiceProvider.GetRequiredService<SaveUser>().Add(
            Actor.CommandLine, new() { Name = "Dee Okafor", Email = Email, Role = nameof(Role.Admin), Pin = Pin }));
        var by = new Actor(admin.Id, admin.Name);
        var store = scope.ServiceProvider.GetRequiredService<Store<TenantDb>>();
        var now = work.Get<TimeProvider>().GetUtcNow().UtcDateTime;
        var contacts = await store.Write(db => AddContacts(db, by, now));
        var keys = new List<Key>();
        Property? property = null;
        while (keys.Count < keyCount)
        {
            if (keys.Count % keysPerProperty == 0) property = await store.Write(db => AddProperty(db, by, now, keys.Count / keysPerProperty));
            keys.AddRange(await store.Write(db => AddKeys(db, by, now, property!.Id)));
        }
        await Lend(scope.ServiceProvider.GetRequiredService<WorkTheDesk>(), by, contacts, [.. keys.Where((_, n) => n % (keyCount / loanCount) == 1).Take(loanCount)]);
        return new() { Database = Path.Combine(data, "tenants", $"{tenant.Id:N}.db"), Keys = keys, Contacts = contacts };
    }

    private static async Task<List<Contact>> AddContacts(TenantDb db, Actor by, DateTime now)
    {
        var contacts = Enumerable.Range(1, ContactCount)
            .Select(n => new Contact(new(ContactKind.Vendor, $"Ana Ruiz {n}") { Phone = $"555-{n:0000}" })).ToList();
        db.Contacts.AddRange(contacts);
        await db.IndexContacts(contacts);
        foreach (var contact in contacts) db.Record(by, now, ActivityVerb.Added, Sentences.Added(contact), new(Contact: contact.Id));
        return contacts;
    }

    private static async Task<Property> AddProperty(TenantDb db, Actor by, DateTime now, int number)
    {
        var property = new Property(new($"Winthrop Apts. {number + 1}"));
        property.Addresses.Add(new($"{4 + number} Elm Street"));
        db.Properties.Add(property);
        await db.IndexProperties(property);
        db.Record(by, now, ActivityVerb.Added, Sentences.Added(property), new(Property: property.Id));
        return property;
    }

    private static async Task<List<Key>> AddKeys(TenantDb db, Actor by, DateTime now, long property)
    {
        var place = (await db.Properties.FindAsync(property))!;
        await db.Entry(place).Collection(p => p.Addresses).LoadAsync();
        var first = await db.Take(ItemKind.Key.Counter, KeysPerWrite);
        var keys = new List<Key>();
        for (var n = 0; n < KeysPerWrite; n++)
        {
            var facts = new ItemFacts($"{s_doors[n % s_doors.Length]} {first + n}") { Copies = Item.MostCopies, Property = place };
            var master = n % KeysPerMaster == 0 ? null : keys[n - (n % KeysPerMaster)];
            keys.Add(new(ItemCode.Of(ItemKind.Key.Prefix, first + n), now, new(facts, master)));
        }
        db.Items.AddRange(keys);
        await db.IndexItems(keys);
        foreach (var key in keys) db.Record(by, now, ActivityVerb.Added, Sentences.Added(key), new(Item: key.Id, Property: property));
        return keys;
    }

    private static async Task Lend(WorkTheDesk desk, Actor by, List<Contact> contacts, List<Key> keys)
    {
        foreach (var (n, lines) in keys.Chunk(LinesPerLoan).Index())
            Expect(await desk.Run(by, new()
            {
                Holder = new(contacts[n % contacts.Count].Id),
                Out = [.. lines.Select(key => new OutLine(key.Code))],
            }));
    }

    private static T Expect<T>(Outcome<T> outcome) =>
        outcome.IsRefused ? throw new InvalidOperationException(outcome.Refusals[0].Sentence) : outcome.Value;
}
