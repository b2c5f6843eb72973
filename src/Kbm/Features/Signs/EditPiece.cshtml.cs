using Kbm.Data;
using Kbm.Features.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Signs;

/// <summary>Changes a sign piece.</summary>
[Authorize(Permissions.EditInventory)]
internal sealed class EditSignPiecePage(TenantDb db, SaveSignPiece act) : PieceFormPage(db)
{
    private readonly TenantDb _db = db;

    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    public override string Back => Kind.PageOf(Code);

    public async Task<IActionResult> OnGetAsync()
    {
        var piece = await _db.SignPieces.Where(p => p.Code == Code).Select(p => new SignPieceInput
        {
            Label = p.Label,
            Hook = p.Hook,
            PropertyId = p.PropertyId,
            Unit = p.Unit!.Label,
            Location = p.Location,
            Notes = p.Notes,
            PieceType = p.PieceType.ToString(),
            RiderText = p.RiderText,
            Material = p.Material,
            Condition = p.Condition.ToString(),
        }).FirstOrDefaultAsync();
        if (piece is null) return NotFound();
        Input = piece;
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
