using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Microsoft.AspNetCore.Authorization;

namespace Kbm.Features.Signs;

/// <summary>A sign piece, with the signs that it is and was in.</summary>
[Authorize(Permissions.See)]
internal sealed class SignPiecePage(TenantDb db, RetireItem act) : ItemPage(db, act, ItemKind.SignPiece)
{
    private readonly TenantDb _db = db;

    public override string PlaceTerm => "Belongs to";

    /// <summary>The signs that it was in, the latest first.</summary>
    public IReadOnlyList<MountingRow> Signs { get; private set; } = [];

    protected override async Task LoadOwn() => Signs = await SignHistory.Rows(_db.Mountings.Where(m => m.PieceId == Item.Id));
}
