using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Features.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Signs;

/// <summary>An assembled sign with its pieces, what was swapped in it and the way to take it apart.</summary>
[Authorize(Permissions.See)]
internal sealed class SignPage(TenantDb db, RetireItem retire, WorkOnSigns act) : ItemPage(db, retire, ItemKind.AssembledSign)
{
    private readonly TenantDb _db = db;

    public override string PlaceTerm => "Belongs to";

    public override bool CanRetire => false;

    public override string OwnActions => "/Features/Signs/_SignActions.cshtml";

    /// <summary>What is in it, or was when it was taken apart.</summary>
    public IReadOnlyList<MountingRow> Pieces { get; private set; } = [];

    public IReadOnlyList<SwapRow> Swaps { get; private set; } = [];

    /// <summary>The property that it is put up at, while it is out.</summary>
    public NamedProperty? PutUpAt { get; private set; }

    public Task<IActionResult> OnPostTakeApartAsync(string code) => Change(code, Permissions.EditInventory, async () =>
    {
        var done = await act.TakeApart(Actor, code);
        if (!done.IsRefused) Say($"Took {code} apart. {Word.Count(Pieces.Count, "piece")} can be built in again.");
        return done.Refusals;
    });

    protected override async Task LoadOwn()
    {
        PutUpAt = await _db.Checkouts.Where(c => c.ItemId == Item.Id && c.Outstanding > 0 && c.PropertyId != null)
            .Select(c => new NamedProperty(c.PropertyId!.Value, c.Property!.Name)).FirstOrDefaultAsync();
        var rows = await SignHistory.Rows(_db.Mountings.Where(m => m.SignId == Item.Id));
        Swaps = SignHistory.Swaps(rows);
        var replaced = Swaps.Select(s => s.Old.Id).ToHashSet();
        Pieces = [.. rows.Where(r => !replaced.Contains(r.Id)).OrderBy(r => r.PieceType)];
    }
}
