using System.Text.Json;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Features.Runs;
using Kbm.Features.Search;
using Kbm.Features.Settings;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Audits;

/// <summary>Which hook each key of a run gets.</summary>
internal sealed record HooksWork(IReadOnlyDictionary<string, string> Hooks)
{
    public static HooksWork Of(Run run) => JsonSerializer.Deserialize<HooksWork>(run.Work)!;

    public string ToJson() => JsonSerializer.Serialize(this);

    public async Task<BatchResult> Do(TenantDb db, Actor by, IReadOnlyList<string> codes, CompanyTime time)
    {
        await db.LockItems(db.Items.Where(i => codes.Contains(i.Code)));
        var items = await db.Items.WithPlace().Where(i => codes.Contains(i.Code)).ToDictionaryAsync(i => i.Code);
        var (changed, refusals) = (new List<Item>(), new List<RunRefusal>());
        foreach (var code in codes)
        {
            if (!items.TryGetValue(code, out var item) || item.RetiredAt is not null)
            {
                refusals.Add(new(code, "retired", $"{code} is retired."));
                continue;
            }
            var facts = ItemFacts.Of(item) with { Hook = Hooks[code] };
            var changes = facts.ChangesOf(item);
            item.EditPlace(facts);
            if (db.RecordEdit(by, time.Now, item, changes)) changed.Add(item);
        }
        await db.IndexItems(changed);
        return new(changed.Count, codes.Count - changed.Count - refusals.Count, refusals);
    }
}
