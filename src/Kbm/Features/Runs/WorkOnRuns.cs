using Kbm.Data;
using Kbm.Features.Audits;
using Kbm.Features.Imports;
using Kbm.Features.Items;
using Kbm.Features.Secrets;
using Kbm.Features.Settings;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Runs;

/// <summary>Goes on with a company's runs, a batch and a write at a time, the oldest first.</summary>
internal sealed class WorkOnRuns(Store<TenantDb> store, CurrentVault vaults, TimeProvider clock)
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
            // Changing nothing locks the row: of two servers only one is at a run, and the other then sees what was done.
            await db.Runs.Where(r => r.Id == id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Changed, r => r.Changed));
            var run = await db.Runs.FirstAsync(r => r.Id == id);
            if (run.EndedAt is null)
                await Do(db, run, await db.RunBatches.Where(b => b.RunId == id && b.DoneAt == null).OrderBy(b => b.Number).FirstAsync(), time, vault);
            return true;
        });
    }

    /// <summary>Does a batch in the write that saves that it is done. Acts on what is kept sealed need the vault, opened before the write.</summary>
    internal static async Task Do(TenantDb db, Run run, RunBatch batch, CompanyTime time, Vault? vault = null) => run.Count(batch, run.Kind switch
    {
        RunKind.Bulk => await BulkWork.Of(run).Do(db, run.By, batch.Things, time),
        RunKind.Audit => await AuditWork.Of(run).Do(db, run.By, batch.Things, time),
        RunKind.Hooks => await HooksWork.Of(run).Do(db, run.By, batch.Things, time),
        RunKind.Import when vault is not null => await TakeRowsIn.Do(db, run, batch, time.Now, vault),
        RunKind.UndoImport => await UndoImport.Do(db, run, batch, time.Now),
        _ => throw new NotSupportedException($"Nothing works on runs of kind {run.Kind}."),
    }, time.Now);
}
