using Kbm.Data;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Activity;

/// <summary>
/// Where a day begins in the record, without an index on its times: a later entry has a higher number, so that the place is closed in on, some
/// numbers at a time. Four small queries find it in a million entries.
/// </summary>
internal sealed class EntriesByDay(TenantDb db)
{
    private const int Probes = 40;

    /// <summary>A number that parts the record: entries below it are from before the instant, the others not.</summary>
    public async Task<long> FirstSince(DateTime instant)
    {
        long low = 1, high = 1 + (await db.Activity.MaxAsync(a => (long?)a.Id) ?? 0);
        while (low < high)
        {
            var step = Math.Max(1, (high - low) / Probes);
            var probes = Enumerable.Range(0, Probes + 1).Select(n => low + (n * step)).Where(n => n < high).ToArray();
            var found = await db.Activity.Where(a => probes.Contains(a.Id)).OrderBy(a => a.Id).Select(a => new { a.Id, a.At }).ToListAsync();
            // Numbers that no entry has are not found; where that is all of them, the range is halved.
            if (found.Count == 0 && high - low <= Probes) return low;
            if (found.Count == 0) (low, high) = await Halve(low, high, instant);
            // A clock that was set back does not lead astray: what is latest below the instant decides.
            if (found.FindLast(e => e.At < instant) is { } below) low = below.Id + 1;
            if (found.Find(e => e.Id >= low) is { } from) high = from.Id;
        }
        return low;
    }

    private async Task<(long Low, long High)> Halve(long low, long high, DateTime instant)
    {
        var middle = low + ((high - low) / 2);
        var at = await db.Activity.Where(a => a.Id >= middle).OrderBy(a => a.Id).Select(a => (DateTime?)a.At).FirstOrDefaultAsync();
        return at < instant ? (middle + 1, high) : (low, middle);
    }
}
