using System.Globalization;
using Kbm.Data;
using Kbm.Features.Audits;
using Kbm.Features.Imports;
using Kbm.Features.Items;
using Kbm.Features.Secrets;
using Kbm.Features.Settings;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Runs;

/// <summary>
/// Does a batch of a run in the write that saves that it is done. What fails is tried again in halves, down to the single thing that cannot
/// be done; that one is refused and the rest is done, so that no run waits behind it.
/// </summary>
internal sealed class DoBatch(ILogger<DoBatch> log)
{
    public const string CouldNotBeDone = "could_not_be_done";
    private const string Savepoint = "batch";

    /// <summary>Acts on what is kept sealed need the vault, opened before the write.</summary>
    public async Task Run(TenantDb db, Run run, RunBatch batch, CompanyTime time, Vault? vault = null)
    {
        await db.SaveChangesAsync();
        var result = await Try(new(db, run, batch.Number, time, vault), batch.Things);
        // What failed was forgotten by the context, and the run with it.
        if (db.Entry(run).State == EntityState.Detached) db.Attach(run);
        run.Count(batch, result, time.Now);
    }

    private async Task<BatchResult> Try(Work work, IReadOnlyList<string> things)
    {
        try
        {
            return await Attempt(work, things);
        }
        catch (Exception failure) when (!Trouble.Passes(failure))
        {
            if (things is [var only]) return await TryAgain(work, only);
            var half = things.Count / 2;
            var (first, second) = (await Try(work, [.. things.Take(half)]), await Try(work, [.. things.Skip(half)]));
            return new(first.Changed + second.Changed, first.Unchanged + second.Unchanged, [.. first.Refusals, .. second.Refusals]);
        }
    }

    /// <summary>A second time, since another write may have been in the way.</summary>
    private async Task<BatchResult> TryAgain(Work work, string thing)
    {
        try
        {
            return await Attempt(work, [thing]);
        }
        catch (Exception failure) when (!Trouble.Passes(failure))
        {
            log.LogError(failure, "{Thing} of run {Run} could not be done; the run goes on with the next.", thing, work.Run.Id);
            return new(0, 0, [new(await Name(work, thing), CouldNotBeDone, "KBM failed at it, and nothing of it was done. The server's log says why.")]);
        }
    }

    private static async Task<BatchResult> Attempt(Work work, IReadOnlyList<string> things)
    {
        var (db, transaction) = (work.Db, work.Db.Database.CurrentTransaction!);
        await transaction.CreateSavepointAsync(Savepoint);
        try
        {
            var result = await Do(work, new(work.Number, things));
            await db.SaveChangesAsync();
            await transaction.ReleaseSavepointAsync(Savepoint);
            return result;
        }
        catch (Exception failure) when (!Trouble.Passes(failure))
        {
            await transaction.RollbackToSavepointAsync(Savepoint);
            await transaction.ReleaseSavepointAsync(Savepoint);
            db.ChangeTracker.Clear();
            throw;
        }
    }

    private static async Task<BatchResult> Do(Work work, RunBatch batch)
    {
        var (db, run, time) = (work.Db, work.Run, work.Time);
        return run.Kind switch
        {
            RunKind.Bulk => await BulkWork.Of(run).Do(db, run.By, batch.Things, time),
            RunKind.Audit => await AuditWork.Of(run).Do(db, run.By, batch.Things, time),
            RunKind.Hooks => await HooksWork.Of(run).Do(db, run.By, batch.Things, time),
            RunKind.Import when work.Vault is { } vault => await TakeRowsIn.Do(db, run, batch, time.Now, vault),
            RunKind.UndoImport => await UndoImport.Do(db, run, batch, time.Now),
            _ => throw new NotSupportedException($"Nothing works on runs of kind {run.Kind}."),
        };
    }

    private static async Task<string> Name(Work work, string thing) => work.Run.Kind switch
    {
        RunKind.Import => string.Create(CultureInfo.InvariantCulture, $"row {thing[(thing.IndexOf('/') + 1)..]}"),
        RunKind.UndoImport => await UndoImport.NameOf(work.Db, work.Run, thing),
        _ => thing,
    };

    private sealed record Work(TenantDb Db, Run Run, int Number, CompanyTime Time, Vault? Vault);
}
