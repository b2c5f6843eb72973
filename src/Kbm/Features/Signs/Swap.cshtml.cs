using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Signs;

/// <summary>Swaps one piece of a sign for a free one of its type.</summary>
[Authorize(Permissions.EditInventory)]
internal sealed class SwapPiecePage(TenantDb db, WorkOnSigns act) : KbmPage
{
    [BindProperty]
    public SwapInput Input { get; set; } = new();

    public ItemRow Sign { get; private set; } = null!;

    /// <summary>The piece that comes out, once it is chosen.</summary>
    public MountedPiece? Old => Sign.Pieces.FirstOrDefault(p => p.Code == Input.Out);

    public IReadOnlyList<FieldOption> Pieces { get; private set; } = [];

    public IReadOnlyList<FieldOption> Free { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string code, [FromQuery(Name = "out")] string? piece)
    {
        Input = new() { Out = ItemCode.Read(piece ?? "") };
        return await Load(code) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(string code)
    {
        Input = Input with { Out = ItemCode.Read(Input.Out ?? "") };
        if (!await Load(code)) return NotFound();
        var swapped = await act.Swap(Actor, code, Input);
        if (swapped.IsRefused) return Refused(swapped.Refusals);
        Say($"Swapped {Input.Out} for {ItemCode.Read(Input.In ?? "")}.");
        return LocalRedirect(Sign.Href);
    }

    private async Task<bool> Load(string code)
    {
        var found = await ItemRow.Load(db, db.Items.Where(i => i.Code == code && i.Type == ItemType.AssembledSign));
        if (found.Count == 0) return false;
        Sign = found[0];
        Pieces = [new("", "Choose a piece"), .. Sign.Pieces.Select(p => new FieldOption(p.Code, $"{PieceWords.Heading(p.Piece.Type)} · {p.Code} · {p.Label}"))];
        var free = Old is { } old ? (await FreePieces.Offer(db, old.Piece.Type))[old.Piece.Type].ToList() : [];
        Free = [new("", Old is null ? "Choose first what comes out" : free.Count == 0 ? "None is free" : "Choose a piece"), .. free];
        return true;
    }
}
