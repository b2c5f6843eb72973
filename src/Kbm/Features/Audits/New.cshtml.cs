using System.Globalization;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Audits;

/// <summary>Asks what is to be counted, and starts it, or plans it for a day.</summary>
[Authorize(Permissions.RunAudits)]
internal sealed class NewAuditPage(TenantDb db, StartAudit start, PlanAudit plan) : KbmPage
{
    [BindProperty]
    public PlanInput Input { get; set; } = new();

    [BindProperty]
    public string? ActKey { get; set; }

    public IReadOnlyList<FieldOption> Properties { get; private set; } = [];

    public AuditScope Scope => Enum.TryParse<AuditScope>(Input.Scope, ignoreCase: true, out var scope) ? scope : AuditScope.Everything;

    /// <summary>As another one was, for its next time; a link of a property names the property.</summary>
    public async Task OnGetAsync(string? like, string? property)
    {
        if (long.TryParse(like, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && await db.Audits.FirstOrDefaultAsync(a => a.Id == id) is { } audit)
            Input = new() { Scope = audit.Scope.ToString(), PropertyId = audit.PropertyId, FromHook = audit.FromHook, ToHook = audit.ToHook, Day = Time.Today.AddMonths(3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
        else if (long.TryParse(property, NumberStyles.None, CultureInfo.InvariantCulture, out var chosen))
            Input = new() { Scope = nameof(AuditScope.Property), PropertyId = chosen };
        ActKey = Guid.NewGuid().ToString("N");
        await Load();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid) return await Again([]);
        if (!string.IsNullOrWhiteSpace(Input.Day)) return await Plan();
        var started = await start.Run(Actor, Input, $"form:{Actor.UserId}:{(Guid.TryParse(ActKey, out var key) ? key : Guid.NewGuid()):N}");
        return started.IsRefused ? await Again(started.Refusals) : LocalRedirect($"/audits/{started.Value.Id}");
    }

    private async Task<IActionResult> Plan()
    {
        var planned = await plan.Run(Actor, Input);
        if (planned.IsRefused) return await Again(planned.Refusals);
        Say($"Planned an audit of {planned.Value.Title} for {Time.Date(planned.Value.Day)}.");
        return LocalRedirect("/audits");
    }

    private async Task<IActionResult> Again(IReadOnlyList<Refusal> refusals)
    {
        await Load();
        if (refusals.Count > 0) return Refused(refusals);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task Load() => Properties =
    [
        new("", "Choose a property"),
        .. (await db.Properties.Where(p => p.RetiredAt == null).OrderBy(p => KbmDb.Folded(p.Name)).Select(p => new { p.Id, p.Name }).ToListAsync()).Select(p => new FieldOption($"{p.Id}", p.Name)),
    ];
}
