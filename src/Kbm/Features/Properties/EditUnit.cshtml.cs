using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Properties;

[Authorize(Permissions.EditInventory)]
internal sealed class EditUnitPage(TenantDb db, SaveUnit save, RetireUnit retire) : KbmPage
{
    [BindProperty]
    public UnitInput Input { get; set; } = new();

    /// <summary>As it is saved.</summary>
    public Unit Unit { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(long id)
    {
        if (!await Find(id)) return NotFound();
        Input = UnitInput.Of(Unit);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id)
    {
        if (!await Find(id)) return NotFound();
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }
        var outcome = await save.Edit(Actor, id, Input);
        return outcome.IsRefused ? Refused(outcome.Refusals) : Done(id, $"Saved unit {outcome.Value.Label}.");
    }

    public async Task<IActionResult> OnPostRetireAsync(long id)
    {
        if (!May(Permissions.Retire)) return Forbid();
        if (!await Find(id)) return NotFound();
        var outcome = await retire.Retire(Actor, id);
        return outcome.IsRefused ? Refused(outcome.Refusals) : Done(id, $"Retired unit {Unit.Label}. Its history is kept.");
    }

    public async Task<IActionResult> OnPostRestoreAsync(long id)
    {
        if (!May(Permissions.Retire)) return Forbid();
        if (!await Find(id)) return NotFound();
        if (Input.Label is null) Input = UnitInput.Of(Unit);
        var outcome = await retire.Restore(Actor, id);
        return outcome.IsRefused ? Refused(outcome.Refusals) : Done(id, $"Unit {Unit.Label} is back in use.");
    }

    private LocalRedirectResult Done(long id, string sentence)
    {
        Say(sentence);
        return LocalRedirect($"/units/{id}");
    }

    private async Task<bool> Find(long id)
    {
        var unit = await db.Units.Include(u => u.Property!.Addresses.OrderBy(a => a.Id)).FirstOrDefaultAsync(u => u.Id == id);
        if (unit is not null) Unit = unit;
        return unit is not null;
    }
}
