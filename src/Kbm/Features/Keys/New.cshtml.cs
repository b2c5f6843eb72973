using Kbm.Data;
using Kbm.Features.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Keys;

/// <summary>Adds a key; a link from a property or a unit says where it belongs.</summary>
[Authorize(Permissions.EditInventory)]
internal sealed class NewKeyPage(TenantDb db, SaveKey act) : KeyFormPage(db)
{
    private readonly TenantDb _db = db;

    public override string Back => "/keys";

    public async Task OnGetAsync(string? property, string? unit)
    {
        var of = long.TryParse(unit, out var id) ? await _db.Units.Where(u => u.Id == id).Select(u => new { u.PropertyId, u.Label }).FirstOrDefaultAsync() : null;
        Input = new() { PropertyId = of?.PropertyId ?? (long.TryParse(property, out var chosen) ? chosen : null), Unit = of?.Label };
        await ReadChoices(Input.PropertyId);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid) return await ShowAgain([]);
        var added = await act.Add(Actor, Input);
        if (added.IsRefused) return await ShowAgain(added.Refusals);
        Say($"Saved {added.Value.Code}, {added.Value.Label}.");
        return LocalRedirect($"/keys/{added.Value.Code}");
    }
}
