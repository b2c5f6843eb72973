using Kbm.Data;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Properties;

/// <summary>A unit in its property's grid: how many keys it has, how many copies of them are out and how many of those are late.</summary>
public sealed record UnitCell(long Id, string Label, long? AddressId, int Keys, int Out, int Late)
{
    public string? Tone => Late > 0 ? "late" : Out > 0 ? "out" : Keys == 0 ? "none" : null;

    public string Words => Late > 0 ? $"{Late} late" : Out > 0 ? $"{Out} out" : Keys == 0 ? "no keys" : Word.Count(Keys, "key");
}

internal static class UnitCells
{
    /// <summary>One page of a property's units, floor by floor, in four queries.</summary>
    public static async Task<Paged<UnitCell>> UnitPage(this TenantDb db, long propertyId, bool retired, DateTime overdueBefore, int? page)
    {
        var units = await db.Units.Where(u => u.PropertyId == propertyId && retired == (u.RetiredAt != null))
            .OrderBy(u => u.AddressId == null).ThenBy(u => u.AddressId).ThenBy(u => u.SortKey).ThenBy(u => u.Id)
            .Select(u => new { u.Id, u.Label, u.AddressId }).Page(page, Paging.Most);
        var ids = units.Rows.Select(u => (long?)u.Id).ToList();
        var keys = await db.Keys.Where(i => ids.Contains(i.UnitId) && i.RetiredAt == null)
            .GroupBy(i => i.UnitId!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        var loans = await db.Checkouts.Where(c => c.Outstanding > 0 && ids.Contains(c.Item.UnitId))
            .Select(c => new { UnitId = c.Item.UnitId!.Value, c.Outstanding, IsLate = c.DueAt < overdueBefore }).ToListAsync();
        var open = loans.ToLookup(c => c.UnitId);
        return units.With<UnitCell>([.. units.Rows.Select(u => new UnitCell(
            u.Id, u.Label, u.AddressId, keys.GetValueOrDefault(u.Id),
            open[u.Id].Sum(c => c.Outstanding), open[u.Id].Where(c => c.IsLate).Sum(c => c.Outstanding)))]);
    }
}
