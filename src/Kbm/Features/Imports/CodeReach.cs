using Kbm.Data;
using Kbm.Features.Items;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Imports;

/// <summary>
/// How far codes of a sheet may go beyond those that have been given out: as far as the sheet itself fills the numbers without a wide gap. One
/// slip of the pen would else use up the short codes, since numbering goes on from the highest.
/// </summary>
/// <param name="db">Where the highest numbers are read from.</param>
/// <param name="codes">Reads every code in the sheet.</param>
internal sealed class CodeReach(TenantDb db, Func<Task<List<string>>> codes)
{
    public const int WidestGap = 10_000;
    private Dictionary<string, long>? _given;
    private Dictionary<string, long>? _reach;

    /// <summary>The highest code of the kind that may be taken in, if this one is beyond it; empty where there is none yet. Null for a code within reach.</summary>
    public async Task<string?> Beyond(ItemKind kind, string code)
    {
        var number = ItemCode.NumberOf(kind.Prefix, code);
        _given ??= await db.Set<Counter>().ToDictionaryAsync(c => c.Name, c => c.Last);
        if (number <= _given[kind.Counter] + WidestGap) return null;
        // Only now is it worth looking through the sheet.
        var reach = (_reach ??= await Reach())[kind.Counter];
        return number <= reach ? null : reach == 0 ? "" : ItemCode.Of(kind.Prefix, reach);
    }

    private async Task<Dictionary<string, long>> Reach()
    {
        var numbers = (await codes()).Select(c => (Kind: ItemKind.OfCode(c), Code: c)).Where(c => c.Kind is not null).ToLookup(c => c.Kind!.Counter, c => ItemCode.NumberOf(c.Kind!.Prefix, c.Code));
        return _given!.ToDictionary(g => g.Key, g => numbers[g.Key].Order().Aggregate(g.Value, (reach, n) => n - reach <= WidestGap ? Math.Max(reach, n) : reach));
    }
}
