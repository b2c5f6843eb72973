using Kbm.Data;
using Kbm.Web;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Audits;

/// <summary>Reads where an audit's counts and the record do not agree.</summary>
internal sealed class FindDifferences(TenantDb db, long audit)
{
    public Task<int> Count() => Codes.CountAsync();

    public async Task<Paged<AuditDifference>> Page(int? page, int? pageSize = null)
    {
        var codes = await Codes.OrderBy(c => c.Length).ThenBy(c => c).Page(page, pageSize);
        return codes.With(await Of(codes.Rows));
    }

    /// <summary>The codes that differ, in the order of the list.</summary>
    public Task<List<string>> All() => Codes.OrderBy(c => c.Length).ThenBy(c => c).ToListAsync();

    /// <summary>The differences of these codes, as many as there are, in the order of the codes.</summary>
    public async Task<IReadOnlyList<AuditDifference>> Of(IReadOnlyList<string> codes)
    {
        var wanted = codes.ToArray();
        var counts = await db.AuditCounts.AsNoTracking().Include(c => c.Item).Last(audit).Where(c => wanted.Contains(c.Code)).OrderBy(c => c.Id).ToListAsync();
        var differences = counts.GroupBy(c => c.Code).Select(g => AuditDifference.Of([.. g], g.First().Item?.Label)).OfType<AuditDifference>().ToDictionary(d => d.Code);
        long[] items = [.. differences.Values.Select(d => d.ItemId).OfType<long>()];
        var fixes = await db.AuditFixes.AsNoTracking().Where(f => f.AuditId == audit && items.Contains(f.ItemId)).ToDictionaryAsync(f => f.ItemId);
        var loans = (await Loans(items, [.. differences.Values])).ToLookup(l => l.Item, l => l.Out);
        return [.. codes.Select(c => differences.GetValueOrDefault(c)).OfType<AuditDifference>().Select(d => d.ItemId is not { } id ? d : d with
        {
            Fix = fixes.GetValueOrDefault(id) is { } fix ? new(fix.What, fix.At, fix.UserName) : null,
            Out = [.. loans[id]],
        })];
    }

    // A difference is a code of which any count is not what was expected at its place.
    private IQueryable<string> Codes => db.AuditCounts.Last(audit).Where(c => c.Quantity != c.Expected).Select(c => c.Code).Distinct();

    /// <summary>Who had copies of each at the moment of its count.</summary>
    private async Task<List<(long Item, OutThen Out)>> Loans(long[] items, IReadOnlyList<AuditDifference> differences)
    {
        if (items.Length == 0) return [];
        var (earliest, at) = (differences.Min(d => d.At), differences.Where(d => d.ItemId != null).ToDictionary(d => d.ItemId!.Value, d => d.At));
        var loans = await db.Checkouts.Where(c => items.Contains(c.ItemId) && (c.Outstanding > 0 || c.CheckIns.Any(b => b.At > earliest)))
            .OrderBy(c => c.Id).Select(c => new { c.ItemId, c.Holder.Name, c.Quantity, c.At, c.DueAt, Backs = c.CheckIns.Select(b => new { b.At, b.Quantity }).ToList() })
            .ToListAsync();
        return [.. loans.Where(l => l.At <= at[l.ItemId])
            .Select(l => (l.ItemId, new OutThen(l.Name, l.Quantity - l.Backs.Where(b => b.At <= at[l.ItemId]).Sum(b => b.Quantity), l.At, l.DueAt)))
            .Where(l => l.Item2.Quantity > 0)];
    }
}
