using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Imports;
using Kbm.Features.Tenancy;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Runs;

/// <summary>How far a run is, and what came of it.</summary>
[Authorize(Permissions.EditInventory)]
internal sealed class RunPage(TenantDb db, RunQueue queue, CurrentTenant tenant) : KbmPage
{
    public const int MostNamed = 500;

    public Run Run { get; private set; } = null!;

    public IReadOnlyList<RefusedFor> Reasons { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(long id)
    {
        if (await db.Runs.FirstOrDefaultAsync(r => r.Id == id) is not { } run) return NotFound();
        if (run.Kind is RunKind.Import or RunKind.UndoImport) return LocalRedirect($"/imports/{ImportWork.Of(run).ImportId}");
        Run = run;
        if (run.EndedAt is null) queue.Add(tenant.Tenant);
        if (run.EndedAt is not null) Reasons = RunSummary.ByReason(await RunSummary.Refusals(db, id));
        return Page();
    }
}
