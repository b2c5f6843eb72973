using Kbm.Data;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Keys;

/// <summary>What adding and editing a key share: the form and what there is to choose from.</summary>
internal abstract class KeyFormPage(TenantDb db) : KbmPage
{
    [BindProperty]
    public KeyInput Input { get; set; } = new();

    public IReadOnlyList<FieldOption> Properties { get; private set; } = [];

    public IReadOnlyList<string> UnitLabels { get; private set; } = [];

    /// <summary>Where Cancel leads.</summary>
    public abstract string Back { get; }

    /// <summary>The units of the property that has just been chosen, as suggestions.</summary>
    public async Task<IActionResult> OnGetUnitsAsync([FromQuery(Name = "Input.PropertyId")] string? property)
    {
        if (RouteData.Values["code"] is string code && !await db.Keys.AnyAsync(k => k.Code == code)) return NotFound();
        UnitLabels = await LabelsOf(long.TryParse(property, out var id) ? id : null);
        return Partial("_KeyUnits", UnitLabels);
    }

    protected async Task<IActionResult> ShowAgain(IReadOnlyList<Refusal> refusals)
    {
        await ReadChoices(Input.PropertyId);
        if (refusals.Count > 0) return Refused(refusals);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    protected async Task ReadChoices(long? property)
    {
        var names = await db.Properties.Where(p => p.RetiredAt == null || p.Id == property).OrderBy(p => KbmDb.Folded(p.Name)).Select(p => new { p.Id, p.Name }).ToListAsync();
        Properties = [new("", "None"), .. names.Select(p => new FieldOption($"{p.Id}", p.Name))];
        UnitLabels = await LabelsOf(property);
    }

    private async Task<IReadOnlyList<string>> LabelsOf(long? property) => property is null ? [] : await db.Units
        .Where(u => u.PropertyId == property && u.RetiredAt == null).OrderBy(u => u.SortKey).Select(u => u.Label).ToListAsync();
}
