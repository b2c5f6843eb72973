using Kbm.Data;
using Kbm.Features.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.SmartLocks;

/// <summary>Changes a smart lock, except for its codes.</summary>
[Authorize(Permissions.EditInventory)]
internal sealed class EditSmartLockPage(TenantDb db, SaveSmartLock act) : SmartLockFormPage(db)
{
    private readonly TenantDb _db = db;

    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    public override string Back => Kind.PageOf(Code);

    public async Task<IActionResult> OnGetAsync()
    {
        var smartLock = await _db.SmartLocks.Where(l => l.Code == Code).Select(l => new SmartLockInput
        {
            Label = l.Label,
            Provider = l.Provider,
            Model = l.Model,
            Serial = l.Serial,
            Instructions = l.Instructions,
            Hook = l.Hook,
            PropertyId = l.PropertyId,
            Unit = l.Unit!.Label,
            Location = l.Location,
            Notes = l.Notes,
        }).FirstOrDefaultAsync();
        if (smartLock is null) return NotFound();
        Input = smartLock;
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
