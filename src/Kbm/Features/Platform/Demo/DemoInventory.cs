using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Contacts;
using Kbm.Features.Items;
using Kbm.Features.Keys;
using Kbm.Features.Lockboxes;
using Kbm.Features.Properties;
using Kbm.Features.Search;
using Kbm.Features.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Platform.Demo;

/// <summary>A key that the story can lend.</summary>
internal sealed record DemoKey(string Code, int Copies, bool IsOfUnit);

internal sealed record DemoHolder(long Id, ContactKind Kind);

/// <summary>Writes a demo company's contacts, properties, units, keys and lockboxes, many in one write.</summary>
internal sealed class DemoInventory(Store<TenantDb> store, Vault vault, Actor by, DemoClock clock)
{
    private const int PropertiesPerWrite = 6;

    private readonly List<DemoLockbox> _lockboxes = [];
    private int _properties;

    /// <summary>The lockboxes of the properties that have been added.</summary>
    public IReadOnlyList<DemoLockbox> Lockboxes => _lockboxes;

    public Task<List<DemoHolder>> AddPeople(int residents) => Fill(async db =>
    {
        var people = DemoContacts.People(residents).ToList();
        await Add(db, people);
        return people.ConvertAll(p => new DemoHolder(p.Id, p.Kind));
    });

    public async Task<List<DemoKey>> AddProperties(IReadOnlyList<DemoProperty> properties)
    {
        var owners = await AddOwners(properties);
        var keys = new List<DemoKey>();
        foreach (var some in properties.Chunk(PropertiesPerWrite))
        {
            clock.Now = clock.Now.AddMinutes(3);
            keys.AddRange(await Fill(db => Add(db, some, owners)));
        }
        await AddGrandMasters(owners);
        return keys;
    }

    /// <summary>An owner of many properties has one key above all their masters.</summary>
    private Task<int> AddGrandMasters(Dictionary<string, long> owners) => Fill(async db =>
    {
        clock.Now = clock.Now.AddMinutes(3);
        var masters = (await db.Keys.Include(k => k.Property).Where(k => k.MasterKeyId == null).OrderBy(k => k.Id).ToListAsync()).ToLookup(k => k.Property!.OwnerId);
        var grand = owners.Where(o => masters[o.Value].Count() >= DemoKeys.PropertiesPerGrandMaster).OrderBy(o => o.Value).ToList();
        if (grand.Count == 0) return 0;
        var number = await db.Take(ItemKind.Key.Counter, grand.Count);
        foreach (var (name, id) in grand)
        {
            var key = DemoKeys.GrandMaster(name, number++, clock.Now);
            await db.AddItem(by, clock.Now, key);
            foreach (var master in masters[id])
            {
                var change = Sentences.Change("master key", null, key.Code)!;
                master.MoveUnder(key);
                db.Record(by, clock.Now, ActivityVerb.Edited, Sentences.Edited(master.Code, [change]), KeepItems.About(master));
            }
        }
        return grand.Count;
    });

    private Task<Dictionary<string, long>> AddOwners(IReadOnlyList<DemoProperty> properties) => Fill(async db =>
    {
        var owners = properties.DistinctBy(p => p.Manager).Select(p => DemoContacts.Owner(p.Manager, p.Phone)).ToList();
        await Add(db, owners);
        return owners.ToDictionary(o => o.Name, o => o.Id);
    });

    private async Task Add(TenantDb db, List<Contact> contacts)
    {
        db.Contacts.AddRange(contacts);
        await db.IndexContacts(contacts);
        foreach (var contact in contacts)
            db.Record(by, clock.Now, ActivityVerb.Added, Sentences.Added(contact), new(Contact: contact.Id));
    }

    private async Task<List<DemoKey>> Add(TenantDb db, DemoProperty[] some, Dictionary<string, long> owners)
    {
        var properties = Array.ConvertAll(some, p => Make(p, owners[p.Manager]));
        var number = await db.Take(ItemKind.Key.Counter, some.Sum(DemoKeys.Count));
        var keys = new List<Key>();
        foreach (var property in properties) keys.AddRange(DemoKeys.Of(property, number + keys.Count, clock.Now));
        db.Properties.AddRange(properties);
        db.Keys.AddRange(keys);
        await db.IndexProperties(properties);
        await db.IndexUnits([.. properties.SelectMany(p => p.Units)]);
        await db.IndexItems(keys);
        foreach (var property in properties) Record(db, property);
        foreach (var key in keys) db.Record(by, clock.Now, ActivityVerb.Added, Sentences.Added(key), KeepItems.About(key));
        await AddLockboxes(db, properties, keys);
        return keys.ConvertAll(k => new DemoKey(k.Code, k.Copies, k.Unit is not null));
    }

    private async Task AddLockboxes(TenantDb db, Property[] properties, List<Key> keys)
    {
        var hung = properties.Select((property, i) => (Property: property, Number: _properties + i)).Where(p => DemoLockboxes.HasBox(p.Number)).ToList();
        _properties += properties.Length;
        if (hung.Count == 0) return;
        var first = await db.Take(ItemKind.Lockbox.Counter, hung.Count);
        var boxes = hung.Select((p, i) => DemoLockboxes.Of(p.Property, p.Number, first + i, clock.Now)).ToList();
        db.Lockboxes.AddRange(boxes);
        await db.IndexItems(boxes);
        for (var i = 0; i < boxes.Count; i++) RecordLockbox(db, boxes[i], first + i);
        var filled = boxes.Where((_, i) => DemoLockboxes.HasKeyInside(hung[i].Number)).ToList();
        var number = await db.Take(ItemKind.Key.Counter, filled.Count);
        var inside = filled.Select((box, i) => DemoLockboxes.KeyFor(box, keys.Find(k => k.Property == box.Property), number + i, clock.Now)).ToList();
        db.Keys.AddRange(inside);
        await db.IndexItems(inside);
        foreach (var key in inside)
        {
            db.Record(by, clock.Now, ActivityVerb.Added, Sentences.Added(key), KeepItems.About(key));
            foreach (var about in new Item[] { key, key.InLockbox! }) db.Record(by, clock.Now, ActivityVerb.PutInside, Sentences.PutInside(key, key.InLockbox!), KeepItems.About(about));
        }
    }

    private void RecordLockbox(TenantDb db, Lockbox box, long number)
    {
        db.Record(by, clock.Now, ActivityVerb.Added, Sentences.Added(box), KeepItems.About(box));
        db.Secrets.Add(new Secret(vault, box, SecretField.LockCode, DemoLockboxes.LockCode(number), by, DemoLockboxes.CodeSetAt(number, clock.Now), reason: null));
        db.Record(by, clock.Now, ActivityVerb.CodeChanged, Sentences.CodeSet(box.Code, SecretField.LockCode, isFirst: true, reason: null), KeepItems.About(box));
        _lockboxes.Add(new(box.Code));
    }

    private void Record(TenantDb db, Property property)
    {
        db.Record(by, clock.Now, ActivityVerb.Added, Sentences.Added(property), new(Property: property.Id));
        foreach (var units in property.Units.GroupBy(u => u.Address))
            db.Record(by, clock.Now, ActivityVerb.Added, Sentences.Added([.. units], property), new(Property: property.Id));
    }

    private static Property Make(DemoProperty from, long owner)
    {
        var property = new Property(new(from.Name) { Type = from.Type, Phone = from.Phone }, owner);
        foreach (var building in from.Buildings)
        {
            var address = new PropertyAddress(building.Street, "Chicago", "IL", building.PostalCode);
            property.Addresses.Add(address);
            var (house, at) = from.Buildings.Count > 1 ? ($"{Floors.House(building.Street)}-", address) : ("", null);
            property.Units.AddRange(Floors.UnitLabels(building.Units).Select(label => new Unit(property, house + label, at)));
        }
        return property;
    }

    /// <summary>A write that adds only, so nothing needs to be looked over for changes before the end.</summary>
    private Task<T> Fill<T>(Func<TenantDb, Task<T>> fill) => store.Write(async db =>
    {
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return await fill(db);
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = true;
        }
    });
}
