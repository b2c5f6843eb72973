using System.Globalization;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Runs;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Imports;

/// <summary>Every sheet that was sent, the newest first, and what came of it.</summary>
[Authorize(Permissions.Import)]
internal sealed class ImportsPage(TenantDb db) : KbmPage
{
    public Paged<ImportState> List { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        var imports = await db.Imports.Where(i => i.ReadAt != null).OrderByDescending(i => i.Id).Page(Request.PageNumber());
        var ids = imports.Rows.SelectMany(i => new[] { i.RunId, i.UndoRunId }).OfType<long>().ToList();
        var runs = await db.Runs.Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id);
        List = imports.With<ImportState>([.. imports.Rows.Select(i => new ImportState(i, Of(i.RunId), Of(i.UndoRunId)))]);

        Run? Of(long? id) => id is { } run ? runs[run] : null;
    }

    public static string Words(ImportState state) => state.Stage switch
    {
        ImportStage.Matching => "Columns to be matched",
        ImportStage.Judging => string.Create(CultureInfo.InvariantCulture, $"Being checked: {state.Import.Judging!.Done:#,0} of {state.Import.Judging.Total:#,0} rows"),
        ImportStage.Review => $"To be reviewed: {state.Import.Review.Words()}",
        ImportStage.Running => $"Under way: {RunSummary.Counts(state.Run!)}",
        ImportStage.Done => RunSummary.Counts(state.Run!),
        ImportStage.TakingBack => "Being taken back",
        _ => state.Undo!.Left > 0 ? "Taken back in part" : "Taken back",
    };
}
