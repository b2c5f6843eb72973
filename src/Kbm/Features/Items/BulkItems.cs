using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Runs;
using Kbm.Features.Settings;
using Kbm.Features.Shared;
using Kbm.Features.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Items;

/// <summary>Moves, keeps elsewhere or retires several items as one run: at once where one write is enough, otherwise in the background.</summary>
internal sealed class BulkItems(Store<TenantDb> store, RunQueue queue, DoBatch act, CurrentTenant tenant, TimeProvider clock)
{
    /// <param name="by">Who does it.</param>
    /// <param name="deed">What.</param>
    /// <param name="input">Where they go.</param>
    /// <param name="codes">The items.</param>
    /// <param name="actKey">A run of this key is started once.</param>
    public async Task<Outcome<Run>> Start(Actor by, BulkDeed deed, BulkInput input, IReadOnlyList<string> codes, string actKey)
    {
        var time = new CompanyTime(await store.CompanySettings(), clock.GetUtcNow().UtcDateTime);
        var started = await store.Write<Outcome<Run>>(async db =>
        {
            if (await db.Runs.FirstOrDefaultAsync(r => r.ActKey == actKey) is { } before) return before;
            var checks = new Checks();
            var (work, title) = await BulkWork.Read(db, deed, input, Count(codes), checks);
            if (codes.Count == 0) checks.Refuse("codes", "Name the items.");
            if (codes.Count > BulkAction.MostInRun)
                checks.Refuse("codes", $"At most {Word.Count(BulkAction.MostInRun, ItemKind.Any.One, ItemKind.Any.Many)} at once.");
            if (checks.Failed) return checks.Refusals;
            var run = new Run(RunKind.Bulk, title, work.ToJson(), codes, by, time.Now, actKey);
            db.Runs.Add(run);
            await db.SaveChangesAsync();
            if (run.Batches is [var only]) await act.Run(db, run, only, time);
            return run;
        });
        if (started is { IsRefused: false, Value.EndedAt: null }) queue.Add(tenant.Tenant);
        return started;
    }

    /// <summary>"43 keys", "2 items".</summary>
    private static string Count(IReadOnlyList<string> codes)
    {
        var kinds = codes.Select(ItemKind.OfCode).Distinct().Take(2).ToList();
        var (one, many) = kinds is [{ } only] ? (only.One, only.Many) : ItemKind.Any;
        return Word.Count(codes.Count, one, many);
    }
}
