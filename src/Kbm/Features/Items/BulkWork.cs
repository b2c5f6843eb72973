using System.Text.Json;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Properties;
using Kbm.Features.Runs;
using Kbm.Features.Search;
using Kbm.Features.Settings;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Items;

public enum BulkDeed { Move, Location, Retire }

/// <summary>What is typed for several items at once: where they go.</summary>
internal sealed record BulkInput : ItemInput;

/// <summary>What a run does with each of its items.</summary>
/// <param name="Deed">Moves them to a property, keeps them elsewhere, or retires them.</param>
internal sealed record BulkWork(BulkDeed Deed)
{
    public long? PropertyId { get; init; }

    /// <summary>Without one, an item that is at the property already keeps its unit, and one that comes there has none.</summary>
    public long? UnitId { get; init; }
    public string? Location { get; init; }

    /// <summary>Reads what was typed, and says in words what will be done: "Move 43 keys to Casa Tabasco".</summary>
    public static async Task<(BulkWork Work, string Title)> Read(TenantDb db, BulkDeed deed, BulkInput input, string what, Checks checks)
    {
        if (deed == BulkDeed.Retire) return (new(deed), $"Retire {what}");
        if (deed == BulkDeed.Location)
        {
            var location = checks.Optional("location", input.Location, Item.LocationLength);
            return (new(deed) { Location = location }, location is null ? $"Remove the location of {what}" : $"Keep {what} in {location}");
        }
        var place = new NamedPlace(db, input, checks, before: null);
        var property = await place.FindProperty();
        var unit = await place.FindUnit(property);
        property ??= unit?.Property;
        if (property is null && !checks.Failed) checks.Refuse("propertyId", "Choose the property they move to.");
        return (new(deed) { PropertyId = property?.Id, UnitId = unit?.Id }, $"Move {what} to {ItemPlace.Of(property?.Name, unit?.Label)}");
    }

    public static BulkWork Of(Run run) => JsonSerializer.Deserialize<BulkWork>(run.Work)!;

    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>Does it with each of these, as the act on a single one would.</summary>
    public async Task<BatchResult> Do(TenantDb db, Actor by, IReadOnlyList<string> codes, CompanyTime time)
    {
        await db.LockItems(db.Items.Where(i => codes.Contains(i.Code)));
        var items = await db.Items.WithPlace().Where(i => codes.Contains(i.Code)).ToDictionaryAsync(i => i.Code);
        var property = PropertyId is null ? null : await db.Properties.Include(p => p.Addresses).FirstAsync(p => p.Id == PropertyId);
        var unit = UnitId is null ? null : await db.Units.Include(u => u.Address).FirstAsync(u => u.Id == UnitId);
        var (changed, refusals) = (new List<Item>(), new List<RunRefusal>());
        foreach (var code in codes)
        {
            var outcome = items.TryGetValue(code, out var item) ? await DoOne(db, by, item, property, unit, time) : KeepItems.NoSuch(code, null);
            if (outcome.IsRefused) refusals.Add(new(code, outcome.Refusals[0].Code, outcome.Refusals[0].Sentence));
            else if (outcome.Value) changed.Add(item!);
        }
        await db.IndexItems(changed);
        return new(changed.Count, codes.Count - changed.Count - refusals.Count, refusals);
    }

    /// <returns>Whether anything became different.</returns>
    private async Task<Outcome<bool>> DoOne(TenantDb db, Actor by, Item item, Property? property, Unit? unit, CompanyTime time)
    {
        if (Deed == BulkDeed.Retire) return await db.Retire(by, item, time);
        var facts = ItemFacts.Of(item);
        facts = Deed == BulkDeed.Location
            ? facts with { Location = Location }
            : facts with { Property = property, Unit = unit ?? (item.PropertyId == PropertyId ? item.Unit : null) };
        var changes = facts.ChangesOf(item);
        item.EditPlace(facts);
        return db.RecordEdit(by, time.Now, item, changes);
    }
}
