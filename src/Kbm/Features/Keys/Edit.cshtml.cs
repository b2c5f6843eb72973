using Kbm.Data;
using Kbm.Features.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Keys;

/// <summary>Changes a key.</summary>
[Authorize(Permissions.EditInventory)]
internal sealed class EditKeyPage(TenantDb db, SaveKey act) : KeyFormPage(db)
{
    private readonly TenantDb _db = db;

    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    public override string Back => Kind.PageOf(Code);

    public async Task<IActionResult> OnGetAsync()
    {
        var key = await _db.Keys.Where(k => k.Code == Code).Select(k => new KeyInput
        {
            Label = k.Label,
            Copies = k.Copies,
            Hook = k.Hook,
            PropertyId = k.PropertyId,
            Unit = k.Unit!.Label,
            Location = k.Location,
            Notes = k.Notes,
            MasterKey = k.MasterKey!.Code,
        }).FirstOrDefaultAsync();
        if (key is null) return NotFound();
        Input = key;
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
