using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Audits;

/// <summary>The audits that are going on, those that are planned, and those that are over.</summary>
[Authorize(Permissions.RunAudits)]
internal sealed class AuditsPage(TenantDb db, StartAudit start, PlanAudit plan) : KbmPage
{
    private const int MostOpen = 20;

    public IReadOnlyList<(Audit Audit, AuditProgress Progress)> Open { get; private set; } = [];

    public IReadOnlyList<PlannedAudit> Planned { get; private set; } = [];

    public Paged<Audit> Over { get; private set; } = null!;

    public bool IsDue(PlannedAudit planned) => planned.Day <= Time.Today;

    public Task OnGetAsync() => Load();

    public async Task<IActionResult> OnPostStartAsync(long planned)
    {
        if (await db.PlannedAudits.FirstOrDefaultAsync(p => p.Id == planned) is not { } its) return NotFound();
        if (its.AuditId is { } before) return LocalRedirect($"/audits/{before}");
        var started = await start.Run(Actor, new() { Scope = its.Scope.ToString(), PropertyId = its.PropertyId, FromHook = its.FromHook, ToHook = its.ToHook }, $"plan:{its.Id}", its.Id);
        return started.IsRefused ? await Refuse(started.Refusals) : LocalRedirect($"/audits/{started.Value.Id}");
    }

    public async Task<IActionResult> OnPostDropAsync(long planned)
    {
        var dropped = await plan.Drop(Actor, planned);
        if (dropped.IsRefused) return dropped.Refusals[0].Status == StatusCodes.Status404NotFound ? NotFound() : await Refuse(dropped.Refusals);
        Say($"Dropped the audit of {dropped.Value.Title} planned for {Time.Date(dropped.Value.Day)}.");
        return LocalRedirect("/audits");
    }

    private async Task<IActionResult> Refuse(IReadOnlyList<Refusal> refusals)
    {
        await Load();
        return Refused(refusals);
    }

    private async Task Load()
    {
        var open = await db.Audits.Where(a => a.State == AuditState.Counting || a.State == AuditState.Paused).OrderByDescending(a => a.Id).Take(MostOpen).ToListAsync();
        var progress = new List<(Audit, AuditProgress)>();
        foreach (var audit in open) progress.Add((audit, await AuditProgress.Of(db, audit)));
        Open = progress;
        Planned = await db.PlannedAudits.Open().OrderBy(p => p.Day).ThenBy(p => p.Id).Take(MostOpen).ToListAsync();
        Over = await db.Audits.Where(a => a.State == AuditState.Finished || a.State == AuditState.Cancelled).OrderByDescending(a => a.Id).Page(Request.PageNumber());
    }
}
