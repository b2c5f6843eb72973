using Kbm.Data;
using Kbm.Features.Activity;
using Kbm.Features.Items;
using Kbm.Features.Properties;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Keys;

/// <summary>What is typed about a key.</summary>
public sealed record KeyInput
{
    public string? Label { get; init; }
    public int? Copies { get; init; } = 1;
    public string? Hook { get; init; }
    public long? PropertyId { get; init; }
    public long? UnitId { get; init; }

    /// <summary>The unit by its label, as people type it; <see cref="UnitId"/> goes before it.</summary>
    public string? Unit { get; init; }
    public string? Location { get; init; }
    public string? Notes { get; init; }

    /// <summary>The code of the master that this key is under.</summary>
    public string? MasterKey { get; init; }

    public string? MasterCode => Checks.Line(MasterKey) is { Length: > 0 } code ? code.ToUpperInvariant() : null;
}

/// <summary>What was typed, cleaned and with what it names looked up.</summary>
internal sealed record KeyFacts(
    string Label, int Copies, string? Hook, Property? Property, Unit? Unit, string? Location, string? Notes, Key? Master)
{
    /// <param name="db">The write in which the key is saved.</param>
    /// <param name="input">What was typed.</param>
    /// <param name="checks">Hears what is wrong with it.</param>
    /// <param name="before">The key as it is; null for a new one. What is retired may stay but not be chosen anew.</param>
    public static async Task<KeyFacts> Read(TenantDb db, KeyInput input, Checks checks, Key? before)
    {
        var label = checks.Required("label", input.Label, Item.LabelLength, "a label, such as 4B front door");
        var copies = checks.Number("copies", input.Copies, 1, Item.MostCopies, "Copies");
        var hook = checks.Optional("hook", input.Hook, Key.HookLength);
        var place = new PlaceOfKey(db, input, checks, before);
        var property = await place.FindProperty();
        var unit = await place.FindUnit(property);
        var location = checks.Optional("location", input.Location, Item.LocationLength);
        var notes = checks.Paragraphs("notes", input.Notes, Item.NotesLength);
        return new(label, copies, hook, property ?? unit?.Property, unit, location, notes, await FindMaster(db, input.MasterCode, checks, before));
    }

    public IReadOnlyList<string> ApplyTo(Key key)
    {
        List<string> changes =
        [
            .. new[]
            {
                Sentences.Change("label", key.Label, Label),
                Sentences.Change("copies", key.Copies, Copies),
                Sentences.Change("hook", key.Hook, Hook),
                Sentences.Change("property", key.Property?.Name, Property?.Name),
                Sentences.Change("unit", key.Unit?.Label, Unit?.Label),
                Sentences.Change("location", key.Location, Location),
                Sentences.Change("master key", key.MasterKey?.Code, Master?.Code),
                key.Notes == Notes ? null : "notes",
            }.OfType<string>(),
        ];
        (key.Label, key.Copies, key.Hook, key.Location, key.Notes) = (Label, Copies, Hook, Location, Notes);
        (key.Property, key.Unit, key.MasterKey) = (Property, Unit, Master);
        return changes;
    }

    private static async Task<Key?> FindMaster(TenantDb db, string? code, Checks checks, Key? before)
    {
        if (code is null) return null;
        var master = await db.Keys.FirstOrDefaultAsync(k => k.Code == code);
        if (master is null)
            checks.Refuse("masterKey", $"There is no key {(code.Length <= 12 ? code : code[..12] + "…")}.");
        else if (master.RetiredAt is not null && master.Id != before?.MasterKeyId)
            checks.Refuse("masterKey", $"{master.Code} is retired; choose another master.");
        else if (before is not null && master.Id != before.MasterKeyId)
            await RefuseLoop(db, before, master, checks);
        return master;
    }

    private static async Task RefuseLoop(TenantDb db, Key key, Key master, Checks checks)
    {
        var chain = await KeyTree.Above(db, master.Id);
        var at = chain.FindIndex(k => k.Id == key.Id);
        if (at < 0) return;
        var loop = string.Join(" under ", chain.Take(at + 1).Select(k => k.Code));
        checks.Refuse(Refusal.Conflict("master_loop", at == 0
            ? $"{key.Code} cannot be its own master."
            : $"{master.Code} cannot be the master of {key.Code}, because it is below it: {loop}.", "masterKey"));
    }
}

/// <summary>Looks up the property and the unit that were named.</summary>
internal sealed class PlaceOfKey(TenantDb db, KeyInput input, Checks checks, Key? before)
{
    public async Task<Property?> FindProperty()
    {
        if (input.PropertyId is not { } id) return null;
        var property = await db.Properties.Include(p => p.Addresses).FirstOrDefaultAsync(p => p.Id == id);
        if (property is null) checks.Refuse("propertyId", "There is no such property.");
        else if (property.RetiredAt is not null && id != before?.PropertyId) checks.Refuse("propertyId", $"{property.Name} is retired.");
        return property;
    }

    public async Task<Unit?> FindUnit(Property? property)
    {
        var unit = await (input.UnitId is { } id ? ById(id, property) : ByLabel(checks.Optional("unit", input.Unit, Unit.LabelLength), property));
        if (unit?.RetiredAt is not null && unit.Id != before?.UnitId) checks.Refuse(input.UnitId is null ? "unit" : "unitId", $"Unit {unit.Label} is retired.");
        return unit;
    }

    private async Task<Unit?> ById(long id, Property? property)
    {
        var unit = await Units.FirstOrDefaultAsync(u => u.Id == id);
        if (unit is null) checks.Refuse("unitId", "There is no such unit.");
        else if (property is not null && unit.PropertyId != property.Id)
            checks.Refuse("unitId", $"Unit {unit.Label} is in {unit.Property!.Name}, not in {property.Name}.");
        return unit;
    }

    private async Task<Unit?> ByLabel(string? label, Property? property)
    {
        if (label is null) return null;
        if (property is null)
        {
            if (input.PropertyId is null) checks.Refuse("unit", "Choose the property that the unit is in.");
            return null;
        }
        var labels = await db.Units.Where(u => u.PropertyId == property.Id).Select(u => new { u.Id, u.Label, IsRetired = u.RetiredAt != null }).ToListAsync();
        var named = labels.Where(u => string.Equals(u.Label, label, StringComparison.OrdinalIgnoreCase))
            .OrderBy(u => u.IsRetired).ThenBy(u => u.Label != label).FirstOrDefault();
        var unit = named is null ? null : await Units.FirstAsync(u => u.Id == named.Id);
        if (unit is null) checks.Refuse("unit", $"{property.Name} has no unit {label}.");
        return unit;
    }

    private IQueryable<Unit> Units => db.Units.Include(u => u.Address).Include(u => u.Property!.Addresses);
}
