using Kbm.Data;
using Kbm.Features.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Lockboxes;

/// <summary>Changes a lockbox, except for its code.</summary>
[Authorize(Permissions.EditInventory)]
internal sealed class EditLockboxPage(TenantDb db, SaveLockbox act) : LockboxFormPage(db)
{
    private readonly TenantDb _db = db;

    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    public override string Back => Kind.PageOf(Code);

    public async Task<IActionResult> OnGetAsync()
    {
        var lockbox = await _db.Lockboxes.Where(l => l.Code == Code).Select(l => new LockboxInput
        {
            Label = l.Label,
            SupraId = l.SupraId,
            Spot = l.Spot,
            Hook = l.Hook,
            PropertyId = l.PropertyId,
            Unit = l.Unit!.Label,
            Location = l.Location,
            Notes = l.Notes,
        }).FirstOrDefaultAsync();
        if (lockbox is null) return NotFound();
        Input = lockbox;
        await ReadChoices();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await Exists(Code)) return NotFound();
        if (!ModelState.IsValid) return await ShowAgain([]);
        var saved = await act.Edit(Actor, Code, Input);
        if (saved.IsRefused) return await ShowAgain(saved.Refusals);
        Say($"Saved {saved.Value.Code}.");
        return LocalRedirect(Kind.PageOf(saved.Value.Code));
    }
}
