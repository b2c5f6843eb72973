using Kbm.Data;
using Kbm.Features.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Signs;

/// <summary>Adds a sign piece.</summary>
[Authorize(Permissions.EditInventory)]
internal sealed class NewSignPiecePage(TenantDb db, SaveSignPiece act) : PieceFormPage(db)
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
