using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Audits;

/// <summary>Somebody who has counted.</summary>
internal sealed record AuditCounter(string Name, int Counts, DateTime Last);

/// <summary>An audit: how far it is, its hooks, who counts, and what has been done with it.</summary>
[Authorize(Permissions.RunAudits)]
internal sealed class AuditPage(TenantDb db, StepAudit act) : KbmPage
{
    private const int MostCounters = 20;

    public Audit Audit { get; private set; } = null!;

    public AuditProgress Progress { get; private set; } = null!;

    public int Differences { get; private set; }

    public int Fixed { get; private set; }

    public IReadOnlyList<AuditCounter> Counters { get; private set; } = [];

    /// <summary>The hooks with something to count, or all of them.</summary>
    public Paged<AuditStop> Stops { get; private set; } = null!;

    public bool ShowsAll { get; private set; }

    public AuditStop? First { get; private set; }

    public Task<IActionResult> OnGetAsync(long id, string? show) => Show(id, show);

    public Task<IActionResult> OnPostPauseAsync(long id) => Step(id, AuditStepKind.Paused);

    public Task<IActionResult> OnPostResumeAsync(long id) => Step(id, AuditStepKind.Resumed);

    public Task<IActionResult> OnPostFinishAsync(long id) => Step(id, AuditStepKind.Finished);

    public Task<IActionResult> OnPostReopenAsync(long id) => Step(id, AuditStepKind.Reopened);

    public Task<IActionResult> OnPostCancelAsync(long id) => Step(id, AuditStepKind.Cancelled);

    private async Task<IActionResult> Step(long id, AuditStepKind step)
    {
        var done = await act.Run(Actor, id, step);
        if (!done.IsRefused) return LocalRedirect(step == AuditStepKind.Finished ? $"/audits/{id}/differences" : $"/audits/{id}");
        if (done.Refusals[0].Status == StatusCodes.Status404NotFound) return NotFound();
        await Show(id, null);
        return Refused(done.Refusals);
    }

    private async Task<IActionResult> Show(long id, string? show)
    {
        if (await db.Audits.Include(a => a.Steps.OrderBy(s => s.Id)).FirstOrDefaultAsync(a => a.Id == id) is not { } audit) return NotFound();
        Audit = audit;
        Progress = await AuditProgress.Of(db, audit);
        Differences = await new FindDifferences(db, id).Count();
        Fixed = await db.AuditFixes.CountAsync(f => f.AuditId == id);
        Counters = await db.AuditCounts.Where(c => c.AuditId == id).GroupBy(c => c.UserName)
            .OrderByDescending(g => g.Count()).Take(MostCounters).Select(g => new AuditCounter(g.Key, g.Count(), g.Max(c => c.At))).ToListAsync();
        var stops = await new AuditStops(db, id).All();
        ShowsAll = show == "all";
        First = stops.FirstOrDefault(s => s.Left > 0);
        Stops = Paged(ShowsAll ? stops : [.. stops.Where(s => s.Left > 0)]);
        return Page();
    }

    private Paged<AuditStop> Paged(IReadOnlyList<AuditStop> stops)
    {
        var page = Math.Clamp(Request.PageNumber() ?? 1, 1, Math.Max(1, (stops.Count + Paging.Usual - 1) / Paging.Usual));
        return new([.. stops.Skip((page - 1) * Paging.Usual).Take(Paging.Usual)], page, Paging.Usual, stops.Count);
    }
}
