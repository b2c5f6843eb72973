using Kbm.Data;
using Kbm.Features.Contacts;
using Kbm.Features.Items;
using Kbm.Features.Keys;
using Kbm.Features.Properties;
using Kbm.Features.Settings;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Imports;

/// <summary>
/// What is in the database as far as rows are judged by it, and what earlier rows of the sheet have made. Read a chunk at a time, in as
/// many queries whatever the rows are.
/// </summary>
internal sealed class ImportKnown
{
    private readonly TenantDb _db;
    private readonly HashSet<long> _unitsOf = [];
    private readonly Dictionary<object, Dictionary<string, Unit>> _units = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<object, int> _rows = new(ReferenceEqualityComparer.Instance);

    private ImportKnown(TenantDb db, KnownPlaces places, KnownContacts contacts) => (_db, Places, Contacts) = (db, places, contacts);

    public TenantDb Db => _db;
    public KnownPlaces Places { get; }
    public KnownContacts Contacts { get; }

    /// <summary>Properties with a higher id have come since the review.</summary>
    public long LastPropertyId { get; private init; } = long.MaxValue;

    /// <summary>Contacts with a higher id have come since the review.</summary>
    public long LastContactId { get; private init; } = long.MaxValue;

    /// <summary>The company's times.</summary>
    public required CompanyTime Time { get; init; }

    /// <summary>Other writers are kept from the items that are read.</summary>
    private bool Locks { get; init; }

    /// <summary>The items of the chunk's codes, and those that its masters' and lockboxes' codes name.</summary>
    public Dictionary<string, Item> ByCode { get; private set; } = [];

    /// <summary>Items in use of the chunk's places and labels.</summary>
    public ILookup<string, Item> ByNature { get; private set; } = Array.Empty<Item>().ToLookup(_ => "");

    /// <summary>How many copies of the chunk's items are out.</summary>
    public Dictionary<long, int> Out { get; private set; } = [];

    /// <summary>For the review: everything that a name in the sheet could mean.</summary>
    public static async Task<ImportKnown> Whole(TenantDb db, DateTime now) => new(
        db,
        new(await db.Properties.Include(p => p.Addresses.OrderBy(a => a.Id)).Include(p => p.Owner).AsSplitQuery().ToListAsync()),
        new(await db.Contacts.ToListAsync()))
    { Time = new(await db.Settings.FirstAsync(), now) };

    /// <summary>For a batch of the run: what the review found for its rows, and what has come since.</summary>
    public static async Task<ImportKnown> For(TenantDb db, ReviewSummary review, IReadOnlyCollection<RowJudgement> rows, ImportDecisions decisions, DateTime now)
    {
        var properties = rows.Select(r => r.PropertyId).Concat(decisions.Places.Values.Select(p => p.PropertyId)).OfType<long>().Distinct().ToList();
        var contacts = rows.Select(r => r.OwnerId).OfType<long>().Distinct().ToList();
        return new(
            db,
            new(await db.Properties.Include(p => p.Addresses.OrderBy(a => a.Id)).Include(p => p.Owner).AsSplitQuery().Where(p => p.Id > review.LastPropertyId || properties.Contains(p.Id)).ToListAsync()),
            new(await db.Contacts.Where(c => c.Id > review.LastContactId || contacts.Contains(c.Id)).ToListAsync()))
        { LastPropertyId = review.LastPropertyId, LastContactId = review.LastContactId, Time = new(await db.Settings.FirstAsync(), now), Locks = true };
    }

    /// <summary>The row of the sheet that makes this property, unit or contact; null for one that was there.</summary>
    public int? RowOf(object thing) => _rows.TryGetValue(thing, out var row) ? row : null;

    public bool IsOfThisImport(Property property) => _rows.ContainsKey(property) || property.Id > LastPropertyId;

    public bool IsOfThisImport(Contact contact) => _rows.ContainsKey(contact) || contact.Id > LastContactId;

    public Unit? UnitOf(Property property, string label) => UnitsOf(property).GetValueOrDefault(label.ToUpperInvariant());

    public void Made(int row, Property property)
    {
        Places.Add(property);
        _rows[property] = row;
    }

    public void MadeAddress(int row, PropertyAddress address) => _rows[address] = row;

    public void Made(int row, Unit unit)
    {
        UnitsOf(unit.Property!)[unit.Label.ToUpperInvariant()] = unit;
        _rows[unit] = row;
    }

    public void Made(int row, Contact contact)
    {
        Contacts.Add(contact);
        _rows[contact] = row;
    }

    /// <summary>Reads the units of these properties that have not been read yet.</summary>
    public async Task ReadUnits(IEnumerable<Property> properties)
    {
        var more = properties.Where(p => p.Id != 0 && _unitsOf.Add(p.Id)).DistinctBy(p => p.Id).ToDictionary(p => p.Id);
        foreach (var ids in more.Keys.Chunk(500))
        {
            var units = await _db.Units.Where(u => ids.Contains(u.PropertyId)).Include(u => u.Address).OrderByDescending(u => u.RetiredAt != null).ThenByDescending(u => u.Id).ToListAsync();
            foreach (var unit in units) UnitsOf(more[unit.PropertyId])[unit.Label.ToUpperInvariant()] = unit;
        }
    }

    /// <summary>Reads the items that rows of these codes, places and labels could be about.</summary>
    public async Task ReadItems(IReadOnlyCollection<string> codes, IReadOnlyCollection<ItemNature> natures)
    {
        var items = new List<Item>();
        foreach (var some in codes.Chunk(500)) items.AddRange(await WithAll(_db.Items.Where(i => some.Contains(i.Code))));
        ByCode = items.DistinctBy(i => i.Id).ToDictionary(i => i.Code);
        var alike = new List<Item>();
        var type = natures.Select(n => n.Type).Distinct().ToList();
        foreach (var units in natures.Select(n => n.UnitId).OfType<long>().Distinct().Chunk(500))
            alike.AddRange(await WithAll(_db.Items.Where(i => i.RetiredAt == null && type.Contains(i.Type) && i.UnitId != null && units.Contains(i.UnitId.Value))));
        foreach (var some in natures.Where(n => n.UnitId is null).Chunk(500))
        {
            long[] properties = [.. some.Select(n => n.PropertyId ?? 0).Distinct()];
            string[] labels = [.. some.Select(n => n.Label).Distinct()];
            alike.AddRange(await WithAll(_db.Items.Where(i => i.RetiredAt == null && type.Contains(i.Type) && i.UnitId == null && properties.Contains(i.PropertyId ?? 0) && labels.Contains(i.Label))));
        }
        ByNature = alike.DistinctBy(i => i.Id).OrderBy(i => i.Id).ToLookup(i => ItemNature.Of(i).Key);
        var ids = items.Concat(alike).Where(i => i.Copies > 1).Select(i => i.Id).Distinct().ToArray();
        Out = [];
        foreach (var some in ids.Chunk(500))
            foreach (var copies in await _db.Checkouts.Where(c => c.Outstanding > 0 && some.Contains(c.ItemId)).GroupBy(c => c.ItemId).Select(g => new { g.Key, Count = g.Sum(c => c.Outstanding) }).ToListAsync())
                Out[copies.Key] = copies.Count;
    }

    private async Task<List<Item>> WithAll(IQueryable<Item> items)
    {
        if (Locks) await _db.LockItems(items);
        return await items.WithPlace().Include(i => (i as Key)!.MasterKey).AsSplitQuery().ToListAsync();
    }

    private Dictionary<string, Unit> UnitsOf(Property property)
    {
        if (!_units.TryGetValue(property, out var units)) _units.Add(property, units = []);
        return units;
    }
}
