using Kbm.Data;
using Kbm.Features.Items;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Audits;

/// <summary>A place of the walk: how many items belong there now, and how many of them are still to be counted.</summary>
internal sealed record AuditStop(HookPlace Place, int Items, int Left)
{
    public string Href(long audit, string? paper = null) => HrefOf(audit, Place, paper);

    /// <param name="audit">The audit.</param>
    /// <param name="place">The place of its walk.</param>
    /// <param name="paper">The local time at which a sheet was counted that is typed in.</param>
    public static string HrefOf(long audit, HookPlace place, string? paper = null) => $"/audits/{audit}/walk" + QueryString.Create(
        new KeyValuePair<string, string?>[] { new("hook", place.Hook ?? ""), new("location", place.Location), new("at", paper) }.Where(p => p.Value is not null));
}

/// <summary>How far an audit is.</summary>
/// <param name="Items">Items that are in by the record or have been counted.</param>
/// <param name="Left">Those of them that are still to be counted.</param>
public sealed record AuditProgress(int Items, int Left)
{
    public int Counted => Items - Left;

    internal static async Task<AuditProgress> Of(TenantDb db, Audit audit)
    {
        var counted = await db.AuditItems.CountAsync(i => i.AuditId == audit.Id
            && db.AuditCounts.Any(c => c.AuditId == audit.Id && c.ItemId == i.ItemId && c.ReplacedAt == null && c.IsHome));
        var left = audit.State == AuditState.Cancelled ? 0 : await db.ToCount(audit.Id).CountAsync();
        return new(counted + left, left);
    }
}

/// <summary>The places of an audit's walk, in its order.</summary>
internal sealed class AuditStops(TenantDb db, long audit)
{
    /// <summary>All of them, with those first met where the record has things now.</summary>
    public async Task<IReadOnlyList<AuditStop>> All()
    {
        var left = (await Grouped(db.ToCount(audit))).ToDictionary(s => s.Place, s => s.Items);
        var all = await Grouped(db.Items.Lendable().Where(i => db.AuditItems.Any(a => a.AuditId == audit && a.ItemId == i.Id)));
        return [.. all.Select(s => s with { Left = left.GetValueOrDefault(s.Place) }).OrderBy(s => s.Place.SortKey, StringComparer.Ordinal)];
    }

    /// <summary>Where to go on after a place, or from the beginning: the next place with something to count, round the end of the walk.</summary>
    public async Task<AuditStop?> Next(HookPlace? after)
    {
        var (first, firstKey, next, nextKey, from) = ((AuditStop?)null, "", (AuditStop?)null, "", after?.SortKey);
        foreach (var stop in await Grouped(db.ToCount(audit)))
        {
            var key = stop.Place.SortKey;
            if (first is null || string.CompareOrdinal(key, firstKey) < 0) (first, firstKey) = (stop, key);
            if (from is not null && string.CompareOrdinal(key, from) > 0 && (next is null || string.CompareOrdinal(key, nextKey) < 0)) (next, nextKey) = (stop, key);
        }
        return next ?? first;
    }

    /// <summary>The place whose hook is called so, if there is exactly one.</summary>
    public async Task<HookPlace?> Called(string hook)
    {
        var folded = hook.ToLowerInvariant();
        var found = await db.Items.InUse().Where(i => i.Hook != null && KbmDb.Folded(i.Hook) == folded && db.AuditItems.Any(a => a.AuditId == audit && a.ItemId == i.Id))
            .Select(i => new { i.Hook, i.Location }).Distinct().Take(2).ToListAsync();
        return found is [var only] ? new(only.Hook, only.Location) : null;
    }

    private static async Task<List<AuditStop>> Grouped(IQueryable<Item> items) =>
        (await items.GroupBy(i => new { i.Hook, i.Location }).Select(g => new { g.Key.Hook, g.Key.Location, Count = g.Count() }).ToListAsync())
            .ConvertAll(g => new AuditStop(new(g.Hook, g.Location), g.Count, g.Count));
}
