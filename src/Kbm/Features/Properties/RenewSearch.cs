using Kbm.Data;
using Kbm.Features.Search;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Properties;

/// <summary>Units and items are found by the names of where they are, so a change of those renews their entries in the same write.</summary>
internal static class RenewSearch
{
    /// <summary>Renews the entries of this tracked property, its units and its items.</summary>
    public static async Task RenewPropertySearch(this TenantDb db, Property property)
    {
        await db.IndexProperties(property);
        await db.Entry(property).Collection(p => p.Addresses).LoadAsync();
        await db.IndexUnits(await db.Units.Include(u => u.Address).Where(u => u.PropertyId == property.Id).ToListAsync());
        await db.IndexItems(await db.Items.Include(i => i.Unit!.Address).Where(i => i.PropertyId == property.Id).ToListAsync());
    }

    /// <summary>Renews the entries of this tracked unit, whose property is loaded with its addresses, and its items.</summary>
    public static async Task RenewUnitSearch(this TenantDb db, Unit unit)
    {
        await db.IndexUnits(unit);
        await db.IndexItems(await db.Items.Include(i => i.Property).Where(i => i.UnitId == unit.Id).ToListAsync());
    }
}
