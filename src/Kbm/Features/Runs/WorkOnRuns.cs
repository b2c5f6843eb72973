using Kbm.Data;
using Kbm.Features.Secrets;
using Kbm.Features.Settings;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Runs;

/// <summary>Goes on with a company's runs, a batch and a write at a time, the oldest first.</summary>
internal sealed class WorkOnRuns(Store<TenantDb> store, CurrentVault vaults, DoBatch act, TimeProvider clock)
{
    /// <summary>Does the next batch; false when nothing is left to do.</summary>
    public async Task<bool> Next()
    {
        if (!await store.Read(db => db.Runs.AnyAsync(r => r.EndedAt == null))) return false;
        var vault = await vaults.Open();
        var time = new CompanyTime(await store.CompanySettings(), clock.GetUtcNow().UtcDateTime);
        return await store.Write(async db =>
        {
            if (await db.Runs.Where(r => r.EndedAt == null).OrderBy(r => r.Id).Select(r => (long?)r.Id).FirstOrDefaultAsync() is not { } id) return false;
            var run = await db.LockedRun(id);
            if (run.EndedAt is null)
                await act.Run(db, run, await db.RunBatches.Where(b => b.RunId == id && b.DoneAt == null).OrderBy(b => b.Number).FirstAsync(), time, vault);
            return true;
        });
    }
}
