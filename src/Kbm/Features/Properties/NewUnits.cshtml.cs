using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Properties;

/// <summary>One or many units at once: "1A, 1B, 1C" or "101-112".</summary>
[Authorize(Permissions.EditInventory)]
internal sealed class NewUnitsPage(TenantDb db, SaveUnit save) : KbmPage
{
    [BindProperty]
    public UnitsInput Input { get; set; } = new();

    public Property Property { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(long id) => await Find(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long id)
    {
        if (!await Find(id)) return NotFound();
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }
        var outcome = await save.Add(Actor, id, Input);
        if (outcome.IsRefused) return Refused(outcome.Refusals);
        var units = outcome.Value;
        Say(units.Count == 1 ? $"Added unit {units[0].Label}." : $"Added {Word.Count(units.Count, "unit")}, {units[0].Label} to {units[^1].Label}.");
        return LocalRedirect($"/properties/{id}");
    }

    private async Task<bool> Find(long id)
    {
        var property = await db.Properties.Include(p => p.Addresses.OrderBy(a => a.Id)).FirstOrDefaultAsync(p => p.Id == id);
        if (property is not null) Property = property;
        return property is not null;
    }
}
