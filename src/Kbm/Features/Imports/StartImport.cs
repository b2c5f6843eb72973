using System.Globalization;
using System.Text.Json;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Runs;
using Kbm.Features.Secrets;
using Kbm.Features.Shared;
using Kbm.Features.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Imports;

/// <summary>Which import a run belongs to.</summary>
internal sealed record ImportWork(long ImportId)
{
    public static ImportWork Of(Run run) => JsonSerializer.Deserialize<ImportWork>(run.Work)!;

    public string ToJson() => JsonSerializer.Serialize(this);
}

/// <summary>Starts to take the rows of a reviewed import in: at once where one write is enough, otherwise in the background.</summary>
internal sealed class StartImport(Store<TenantDb> store, CurrentVault vaults, RunQueue queue, DoBatch act, CurrentTenant tenant, TimeProvider clock)
{
    /// <param name="by">Who does it.</param>
    /// <param name="id">Which import.</param>
    /// <param name="version">The review that they saw; null for the last one.</param>
    /// <param name="goodRows">Rows with a problem are left out; else there may be none.</param>
    public async Task<Outcome<Run>> Run(Actor by, long id, int? version, bool goodRows)
    {
        var vault = await vaults.Open();
        var now = clock.GetUtcNow().UtcDateTime;
        var (review, batches) = await store.Read(db => Plan(db, vault, id));
        var started = await store.Write<Outcome<Run>>(async db =>
        {
            await db.Imports.Where(i => i.Id == id).ExecuteUpdateAsync(set => set.SetProperty(i => i.Version, i => i.Version));
            if (await db.Imports.FirstOrDefaultAsync(i => i.Id == id && i.ReadAt != null) is not { } import) return FindImport.NoSuch;
            if (import.RunId is { } before) return await db.Runs.FirstAsync(r => r.Id == before);
            if (Fault(import, version, goodRows) is { } fault) return fault;
            var run = new Run(RunKind.Import, $"Import {import.FileName}", new ImportWork(id).ToJson(), ReviewOf(import) == review ? batches : await Batches(db, vault, import), by, now, $"import:{import.SealId:N}");
            db.Runs.Add(run);
            await db.SaveChangesAsync();
            import.Start(run.Id);
            db.Record(by, now, ActivityVerb.Imported, Sentences.Imported(import.FileName, import.Review.ToDo));
            if (run.Batches is [var only]) await act.Run(db, run, only, new(await db.Settings.FirstAsync(), now), vault);
            return run;
        });
        if (started is { IsRefused: false, Value.EndedAt: null }) queue.Add(tenant.Tenant);
        return started;
    }

    /// <summary>What is to be done as the last review has it, gathered before the write so that it does not keep others waiting.</summary>
    private static async Task<((int, DateTime?) Review, List<string[]> Batches)> Plan(TenantDb db, Vault vault, long id) =>
        await db.Imports.FirstOrDefaultAsync(i => i.Id == id && i.ReviewedAt != null && i.RunId == null) is { } import ? (ReviewOf(import), await Batches(db, vault, import)) : ((-1, null), []);

    private static (int Version, DateTime? At) ReviewOf(Import import) => (import.Version, import.ReviewedAt);

    private static Refusal? Fault(Import import, int? version, bool goodRows)
    {
        if (import.Judging is not null) return Refusal.Conflict("not_reviewed", "The rows are still being looked at. Wait until you see what each comes to.");
        if (import.ReviewedAt is null) return Refusal.Conflict("not_reviewed", "Its rows have not been looked at since the columns were matched or something was decided. Wait for that, or match the columns, and look at the rows again.");
        if (version is { } seen && seen != import.Version) return Refusal.Conflict("changed", "Meanwhile something was decided about this import. Look at the rows again, then send it.");
        var review = import.Review;
        if (review.ToDo == 0) return Refusal.Conflict("nothing_to_do", "There is nothing to take in: no row is new or to be changed.");
        return review.Of(Verdict.Wrong) > 0 && !goodRows
            ? Refusal.Conflict("rows_with_problems", string.Create(CultureInfo.InvariantCulture, $"{Word.Count(review.Of(Verdict.Wrong), "row has a problem", "rows have a problem")}. Put {(review.Of(Verdict.Wrong) == 1 ? "it" : "them")} right, leave {(review.Of(Verdict.Wrong) == 1 ? "it" : "them")} out, or take in the good rows only."))
            : null;
    }

    /// <summary>The rows to be done, as "chunk/row": a write for the rows of each chunk, those first that others need.</summary>
    private static async Task<List<string[]>> Batches(TenantDb db, Vault vault, Import import) =>
    [
        .. (await db.Judgements(vault, import, import.Map.Sheet))
            .SelectMany(c => c.Rows.Where(r => r.Verdict is Verdict.New or Verdict.Change).Select(r => (r.Depth, c.Chunk, r.Row)))
            .GroupBy(r => (r.Depth, r.Chunk)).OrderBy(g => g.Key.Depth).ThenBy(g => g.Key.Chunk)
            .Select(g => g.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Chunk}/{r.Row}")).ToArray()),
    ];
}
