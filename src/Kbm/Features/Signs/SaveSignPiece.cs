using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Features.Search;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Signs;

/// <summary>Adds and changes sign pieces.</summary>
public sealed class SaveSignPiece(Store<TenantDb> store, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public Task<Outcome<SignPiece>> Add(Actor by, SignPieceInput input) => store.Write<Outcome<SignPiece>>(async db =>
    {
        var checks = new Checks();
        var facts = await SignPieceFacts.Read(db, input, checks, before: null);
        if (checks.Failed) return checks.Refusals;
        var piece = new SignPiece(await db.NextCode(ItemKind.SignPiece), Now, facts);
        await db.AddItem(by, Now, piece);
        return piece;
    });

    public Task<Outcome<SignPiece>> Edit(Actor by, string code, SignPieceInput input) => store.Write<Outcome<SignPiece>>(async db =>
    {
        await db.LockItems(db.SignPieces.Where(p => p.Code == code));
        var piece = await db.SignPieces.Include(p => p.Property!.Addresses).Include(p => p.Unit!.Address).FirstOrDefaultAsync(p => p.Code == code);
        if (piece is null) return Refusal.NotFound($"There is no sign piece {code}.");
        if (await db.EditedMeanwhile(piece, input) is { } meanwhile) return meanwhile;
        var checks = new Checks();
        var facts = await SignPieceFacts.Read(db, input, checks, piece);
        var sign = await db.Mountings.Open().Where(m => m.PieceId == piece.Id).Select(m => m.Sign).FirstOrDefaultAsync();
        if (sign is not null && facts.PieceType != piece.PieceType)
            checks.Refuse(Refusal.Conflict("in_sign", $"{code} is the {PieceWords.Of(piece.PieceType)} of {sign.Code}; take it out first to make it something else.", "pieceType"));
        if (checks.Failed) return checks.Refusals;
        var changes = facts.ChangesOf(piece);
        piece.Edit(facts);
        await db.ItemEdited(by, Now, piece, changes);
        if (sign is not null) await db.RenewSignSearch(sign.Id);
        return piece;
    });
}
