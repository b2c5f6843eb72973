using Kbm.Data;
using Kbm.Features.Properties;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Items;

/// <summary>Looks up the property and the unit that were named for an item.</summary>
internal sealed class NamedPlace(TenantDb db, ItemInput input, Checks checks, Item? before)
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
