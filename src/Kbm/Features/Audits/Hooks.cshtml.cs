using System.Globalization;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Runs;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Audits;

/// <summary>Numbers the hooks of a property's keys: shows what each gets, and does it.</summary>
[Authorize(Permissions.EditInventory)]
internal sealed class HooksPage(TenantDb db, NumberHooks act) : KbmPage
{
    public const int MostShown = 300;

    [BindProperty]
    public HooksInput Input { get; set; } = new();

    [BindProperty]
    public string? ActKey { get; set; }

    /// <summary>How many keys the preview spoke of.</summary>
    [BindProperty]
    public int? Confirmed { get; set; }

    public HooksPlan? Plan { get; private set; }

    public IReadOnlyList<FieldOption> Properties { get; private set; } = [];

    public async Task OnGetAsync(string? property)
    {
        if (long.TryParse(property, NumberStyles.None, CultureInfo.InvariantCulture, out var chosen)) Input = new() { PropertyId = chosen };
        await Load();
    }

    public async Task<IActionResult> OnPostPreviewAsync()
    {
        if (!ModelState.IsValid) return await Again([]);
        var plan = await act.Plan(Input);
        if (plan.IsRefused) return await Again(plan.Refusals);
        (Plan, ActKey) = (plan.Value, Guid.NewGuid().ToString("N"));
        ModelState.Remove(nameof(ActKey));
        await Load();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid) return await Again([]);
        var key = $"form:{Actor.UserId}:{(Guid.TryParse(ActKey, out var one) ? one : Guid.NewGuid()):N}";
        var plan = await act.Plan(Input);
        if (plan.IsRefused) return await Again(plan.Refusals);
        if (plan.Value.Hooks.Count != Confirmed && !await db.Runs.AnyAsync(r => r.ActKey == key))
            return await Again([Refusal.Conflict("changed", $"Meanwhile it is {Word.Count(plan.Value.Hooks.Count, "key")}. Look at the preview again.")]);
        var started = await act.Start(Actor, Input, key);
        if (started.IsRefused) return await Again(started.Refusals);
        var run = started.Value;
        if (run.EndedAt is null || run.Refused > 0) return LocalRedirect($"/runs/{run.Id}");
        Say($"{run.Title}: {RunSummary.Counts(run)}.", ($"/runs/{run.Id}", "See it"));
        return LocalRedirect("/hooks");
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
