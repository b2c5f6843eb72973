using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Features.Shared;
using Kbm.Features.Tenancy;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Runs;

/// <summary>How far a run is, and what came of it.</summary>
[Authorize(Permissions.EditInventory)]
internal sealed class RunPage(TenantDb db, EndRun end, RunQueue queue, CurrentTenant tenant) : KbmPage
{
    public const int MostNamed = 500;

    public Run Run { get; private set; } = null!;

    public IReadOnlyList<RefusedFor> Reasons { get; private set; } = [];

    /// <summary>The run that it waits for, when it has not begun.</summary>
    public Run? Before { get; private set; }

    public bool MayEnd => Run.EndedAt is null && (May(Permissions.EndRuns) || Run.UserId == Actor.UserId);

    /// <summary>What it is done with, in words: rows, of a sheet.</summary>
    public string Things => Run.Kind is RunKind.Import or RunKind.UndoImport ? Word.Count(Run.Total, "thing") : Word.Count(Run.Total, ItemKind.Any.One, ItemKind.Any.Many);

    public async Task<IActionResult> OnGetAsync(long id)
    {
        if (await db.Runs.FirstOrDefaultAsync(r => r.Id == id) is not { } run) return NotFound();
        // The sheet of a run that came with the company from elsewhere stayed behind.
        if (await db.Imports.Where(i => i.RunId == id || i.UndoRunId == id).Select(i => (long?)i.Id).FirstOrDefaultAsync() is { } import) return LocalRedirect($"/imports/{import}");
        await Show(run);
        return Page();
    }

    public async Task<IActionResult> OnPostEndAsync(long id)
    {
        var ended = await end.Run(Actor, id, May(Permissions.EndRuns));
        if (!ended.IsRefused) return LocalRedirect($"/runs/{id}");
        if (await db.Runs.FirstOrDefaultAsync(r => r.Id == id) is not { } run) return NotFound();
        await Show(run);
        return Refused(ended.Refusals);
    }

    private async Task Show(Run run)
    {
        Run = run;
        if (run is { EndedAt: null, Done: 0 }) Before = await db.Runs.Where(r => r.EndedAt == null && r.Id < run.Id).OrderBy(r => r.Id).FirstOrDefaultAsync();
        if (run.EndedAt is null) queue.Add(tenant.Tenant);
        if (run.EndedAt is not null) Reasons = RunSummary.ByReason(await RunSummary.Refusals(db, run.Id));
    }
}
