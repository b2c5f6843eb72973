using Kbm.Data;
using Kbm.Features.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Signs;

/// <summary>Changes what an assembled sign is called and where it belongs.</summary>
[Authorize(Permissions.EditInventory)]
internal sealed class EditSignPage(TenantDb db, WorkOnSigns act) : SignFormPage(db)
{
    private readonly TenantDb _db = db;

    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    public override string Back => Kind.PageOf(Code);

    public async Task<IActionResult> OnGetAsync()
    {
        var sign = await _db.AssembledSigns.Where(s => s.Code == Code).Select(s => new BuildInput
        {
            Label = s.Label,
            Hook = s.Hook,
            PropertyId = s.PropertyId,
            Unit = s.Unit!.Label,
            Location = s.Location,
            Notes = s.Notes,
        }).FirstOrDefaultAsync();
        if (sign is null) return NotFound();
        Input = sign;
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
