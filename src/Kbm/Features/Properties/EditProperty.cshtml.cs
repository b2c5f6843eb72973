using Kbm.Data;
using Kbm.Features.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Properties;

[Authorize(Permissions.EditInventory)]
internal sealed class EditPropertyPage(TenantDb db, SaveProperty save, RetireProperty retire) : PropertyFormPage(db)
{
    /// <summary>As it is saved.</summary>
    public Property Property { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(long id)
    {
        if (!await Find(id)) return NotFound();
        Input = PropertyInput.Of(Property);
        return await ShowForm();
    }

    public async Task<IActionResult> OnPostAsync(long id, string? more)
    {
        if (!await Find(id)) return NotFound();
        if (!ModelState.IsValid) return await ShowUnreadable();
        var outcome = await save.Edit(Actor, id, Input);
        return outcome.IsRefused ? await ShowRefused(outcome.Refusals) : Saved(outcome.Value, more);
    }

    public async Task<IActionResult> OnPostRetireAsync(long id)
    {
        if (!May(Permissions.Retire)) return Forbid();
        if (!await Find(id)) return NotFound();
        var outcome = await retire.Retire(Actor, id);
        if (outcome.IsRefused) return await ShowRefused(outcome.Refusals);
        Say($"Retired {Property.Name}. Its history is kept.");
        return LocalRedirect($"/properties/{id}");
    }

    public async Task<IActionResult> OnPostRestoreAsync(long id)
    {
        if (!May(Permissions.Retire)) return Forbid();
        if (!await Find(id)) return NotFound();
        var outcome = await retire.Restore(Actor, id);
        if (outcome.IsRefused) return await ShowRefused(outcome.Refusals);
        Say($"{Property.Name} is back in use.");
        return LocalRedirect($"/properties/{id}");
    }

    private async Task<bool> Find(long id)
    {
        var property = await Db.Properties.Include(p => p.Addresses.OrderBy(a => a.Id)).Include(p => p.Owner).FirstOrDefaultAsync(p => p.Id == id);
        if (property is not null) Property = property;
        return property is not null;
    }
}
