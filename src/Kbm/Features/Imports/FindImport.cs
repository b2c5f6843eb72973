using Kbm.Data;
using Kbm.Features.Runs;
using Kbm.Features.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Imports;

/// <summary>How far an import is.</summary>
public enum ImportStage { Matching, Judging, Review, Running, Done, TakingBack, TakenBack }

/// <summary>An import with the runs that do its work.</summary>
public sealed record ImportState(Import Import, Run? Run, Run? Undo)
{
    public ImportStage Stage => this switch
    {
        { Undo.EndedAt: not null } => ImportStage.TakenBack,
        { Undo: not null } => ImportStage.TakingBack,
        { Run.EndedAt: not null } => ImportStage.Done,
        { Run: not null } => ImportStage.Running,
        { Import.ReviewedAt: not null } => ImportStage.Review,
        { Import.Judging: not null } => ImportStage.Judging,
        _ => ImportStage.Matching,
    };
}

internal static class FindImport
{
    public static Refusal NoSuch => Refusal.NotFound("There is no such import.");

    public static async Task<ImportState?> ImportById(this TenantDb db, long id)
    {
        if (await db.Imports.FirstOrDefaultAsync(i => i.Id == id && i.ReadAt != null) is not { } import) return null;
        var runs = await db.Runs.Where(r => r.Id == import.RunId || r.Id == import.UndoRunId).ToDictionaryAsync(r => r.Id);
        return new(import, import.RunId is { } run ? runs[run] : null, import.UndoRunId is { } undo ? runs[undo] : null);
    }

    /// <summary>One chunk of the sheet that is read; empty beyond the last.</summary>
    public static async Task<(IReadOnlyList<KeptRow> Rows, IReadOnlyList<RowJudgement> Judged)> Chunk(this TenantDb db, Vault vault, Import import, int sheet, int number)
    {
        var chunk = await db.ImportChunks.AsNoTracking().FirstOrDefaultAsync(c => c.ImportId == import.Id && c.Sheet == sheet && c.Number == number);
        return chunk is null ? ([], []) : (chunk.Open(vault, import), chunk.Judgements(vault, import));
    }

    /// <summary>What the last review said of each row, chunk by chunk, without the rows.</summary>
    public static async Task<List<(int Chunk, IReadOnlyList<RowJudgement> Rows)>> Judgements(this TenantDb db, Vault vault, Import import, int sheet) =>
        (await db.ImportChunks.Where(c => c.ImportId == import.Id && c.Sheet == sheet && c.Judged != null).OrderBy(c => c.Number)
            .Select(c => new { c.Number, c.Judged }).ToListAsync()).ConvertAll(c => (c.Number, ImportChunk.OpenJudged(vault, import, sheet, c.Number, c.Judged!)));
}
