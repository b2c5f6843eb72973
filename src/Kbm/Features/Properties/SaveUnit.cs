using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Search;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Properties;

public sealed record UnitsInput
{
    /// <summary>One label or many: "1A, 1B, 1C", "101-112".</summary>
    public string? Labels { get; init; }

    /// <summary>Which of the property's addresses they are at.</summary>
    public long? AddressId { get; init; }
}

public sealed record UnitInput
{
    public string? Label { get; init; }
    public long? AddressId { get; init; }
    public string? Notes { get; init; }

    public static UnitInput Of(Unit unit) => new() { Label = unit.Label, AddressId = unit.AddressId, Notes = unit.Notes };
}

/// <summary>Adds one or many units to a property and changes one. No two units in use have one label in a property.</summary>
public sealed class SaveUnit(Store<TenantDb> store, TimeProvider clock)
{
    public Task<Outcome<List<Unit>>> Add(Actor by, long propertyId, UnitsInput input) => store.Write<Outcome<List<Unit>>>(async db =>
    {
        var property = await db.Properties.Include(p => p.Addresses.OrderBy(a => a.Id)).FirstOrDefaultAsync(p => p.Id == propertyId);
        if (property is null) return SaveProperty.NoSuchProperty;
        if (property.RetiredAt is not null) return Refusal.Conflict("retired", $"{property.Name} is retired; an admin can bring it back.");
        var checks = new Checks();
        var labels = UnitLabels.Read(checks, "labels", input.Labels);
        var address = AddressOf(checks, property, input.AddressId);
        if (checks.Failed) return checks.Refusals;
        await LockLabels(db, propertyId);
        if (await Taken(db, propertyId, labels) is { Count: > 0 } taken) return AlreadyThere(property, taken, "labels");
        var units = labels.ConvertAll(label => new Unit(property, label, address));
        db.Units.AddRange(units);
        await db.IndexUnits(units);
        db.Record(by, Now, ActivityVerb.Added, Sentences.Added(units, property),
            new(Property: propertyId, Unit: units.Count == 1 ? units[0].Id : null));
        return units;
    });

    public Task<Outcome<Unit>> Edit(Actor by, long id, UnitInput input) => store.Write<Outcome<Unit>>(async db =>
    {
        if (await Find(db, id) is not { } unit) return NoSuchUnit;
        var checks = new Checks();
        var label = checks.Required("label", input.Label, Unit.LabelLength, "a label");
        var notes = checks.Paragraphs("notes", input.Notes, Property.NotesLength);
        var address = AddressOf(checks, unit.Property!, input.AddressId);
        if (checks.Failed) return checks.Refusals;
        await LockLabels(db, unit.PropertyId);
        if (unit.RetiredAt is null && await Taken(db, unit.PropertyId, [label], except: id) is { Count: > 0 } taken)
            return AlreadyThere(unit.Property!, taken, "label");
        var changes = Changes(unit, label, address, notes);
        unit.Edit(label, address, notes);
        if (changes.Count > 0)
            db.Record(by, Now, ActivityVerb.Edited, Sentences.Edited(Name(unit), changes), new(Property: unit.PropertyId, Unit: id));
        await db.RenewUnitSearch(unit);
        return unit;
    });

    internal static Refusal NoSuchUnit => Refusal.NotFound("There is no such unit.");

    internal static string Name(Unit unit) => $"unit {unit.Label} of {unit.Property!.Name}";

    internal static Task<Unit?> Find(TenantDb db, long id) => db.Units
        .Include(u => u.Address).Include(u => u.Property!.Addresses.OrderBy(a => a.Id)).FirstOrDefaultAsync(u => u.Id == id);

    /// <summary>Keeps others from giving out labels in this property until the write ends.</summary>
    internal static Task LockLabels(TenantDb db, long propertyId) =>
        db.Properties.Where(p => p.Id == propertyId).ExecuteUpdateAsync(set => set.SetProperty(p => p.Name, p => p.Name));

    /// <summary>Those of the labels that another unit in use has, whatever their case.</summary>
    internal static async Task<List<string>> Taken(TenantDb db, long propertyId, IReadOnlyCollection<string> labels, long except = 0)
    {
        var inUse = await db.Units.Where(u => u.PropertyId == propertyId && u.RetiredAt == null && u.Id != except).Select(u => u.Label).ToListAsync();
        return [.. labels.Intersect(inUse, StringComparer.OrdinalIgnoreCase)];
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private static PropertyAddress? AddressOf(Checks checks, Property property, long? id)
    {
        var address = id is null ? null : property.Addresses.Find(a => a.Id == id);
        if (id is not null && address is null) checks.Refuse("addressId", $"Choose one of the addresses of {property.Name}.");
        return address;
    }

    private static Refusal AlreadyThere(Property property, List<string> taken, string field)
    {
        var named = taken.Count <= 4 ? taken : [.. taken.Take(3), $"{taken.Count - 3} more"];
        var sentence = taken.Count == 1
            ? $"{property.Name} has a unit {taken[0]} already."
            : $"{property.Name} has these units already: {Word.List(named)}.";
        return Refusal.Conflict("label_taken", sentence, field);
    }

    private static List<string> Changes(Unit unit, string label, PropertyAddress? address, string? notes) =>
    [
        .. new[]
        {
            Sentences.Change("label", unit.Label, label),
            Sentences.Change("address", unit.Address?.Street, address?.Street),
            unit.Notes == notes ? null : "notes",
        }.OfType<string>(),
    ];
}
