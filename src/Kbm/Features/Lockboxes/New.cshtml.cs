using Kbm.Data;
using Kbm.Features.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Lockboxes;

/// <summary>Adds a lockbox; a link from a property or a unit says where it hangs.</summary>
[Authorize(Permissions.EditInventory)]
internal sealed class NewLockboxPage(TenantDb db, SaveLockbox act) : LockboxFormPage(db)
{
    public override string Back => Kind.Path;

    public async Task OnGetAsync(string? property, string? unit)
    {
        var named = await Named(property, unit);
        Input = new() { PropertyId = named.Property, Unit = named.Unit };
        await ReadChoices();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid) return await ShowAgain([]);
        var added = await act.Add(Actor, Input);
        if (added.IsRefused) return await ShowAgain(added.Refusals);
        Say($"Saved {added.Value.Code}, {added.Value.Label}.", PrintLabel(added.Value.Code));
        return LocalRedirect(Kind.PageOf(added.Value.Code));
    }
}
