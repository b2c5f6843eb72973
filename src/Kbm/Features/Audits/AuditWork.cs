using System.Text.Json;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Checkouts;
using Kbm.Features.Items;
using Kbm.Features.Runs;
using Kbm.Features.Search;
using Kbm.Features.Settings;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Audits;

/// <summary>Corrects each item of a run by what an audit found of it.</summary>
internal sealed record AuditWork(long AuditId)
{
    public static AuditWork Of(Run run) => JsonSerializer.Deserialize<AuditWork>(run.Work)!;

    public string ToJson() => JsonSerializer.Serialize(this);

    public async Task<BatchResult> Do(TenantDb db, Actor by, IReadOnlyList<string> codes, CompanyTime time)
    {
        await db.LockItems(db.Items.Where(i => codes.Contains(i.Code)));
        var audit = await db.Audits.FirstAsync(a => a.Id == AuditId);
        var items = await db.Items.WithPlace().Where(i => codes.Contains(i.Code)).ToDictionaryAsync(i => i.Code);
        var differences = (await new FindDifferences(db, AuditId).Of(codes)).ToDictionary(d => d.Code);
        long[] ids = [.. items.Values.Select(i => i.Id)];
        var open = (await DeskQueries.Open(db, ids).ToListAsync()).ToLookup(c => c.ItemId);
        var (changed, refusals) = (new List<Item>(), new List<RunRefusal>());
        foreach (var code in codes)
        {
            var outcome = await new AuditCorrection(db, by, audit, time).Do(code, items.GetValueOrDefault(code), differences.GetValueOrDefault(code), open);
            if (outcome.IsRefused) refusals.Add(new(code, outcome.Refusals[0].Code, outcome.Refusals[0].Sentence));
            else if (outcome.Value) changed.Add(items[code]);
        }
        await db.IndexItems(changed);
        return new(changed.Count, codes.Count - changed.Count - refusals.Count, refusals);
    }
}
