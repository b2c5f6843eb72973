using Kbm.Data;
using Kbm.Features.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Properties;

[Authorize(Permissions.EditInventory)]
internal sealed class NewPropertyPage(TenantDb db, SaveProperty save) : PropertyFormPage(db)
{
    public Task<IActionResult> OnGetAsync() => ShowForm();

    public async Task<IActionResult> OnPostAsync(string? more)
    {
        if (!ModelState.IsValid) return await ShowUnreadable();
        var outcome = await save.Add(Actor, Input);
        return outcome.IsRefused ? await ShowRefused(outcome.Refusals) : Saved(outcome.Value, more);
    }
}
