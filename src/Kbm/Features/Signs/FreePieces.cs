using Kbm.Data;
using Kbm.Features.Checkouts;
using Kbm.Features.Items;
using Kbm.Features.Settings;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Signs;

/// <summary>Which pieces can go into a sign: those in use, in no sign and with nobody.</summary>
internal static class FreePieces
{
    /// <summary>The free pieces, by type and code.</summary>
    public static async Task<ILookup<PieceType, FieldOption>> Offer(TenantDb db, PieceType? only = null)
    {
        var free = await db.SignPieces.Where(p => only == null || p.PieceType == only)
            .Where(p => p.RetiredAt == null && !p.Mountings.Any(m => m.TakenOutAt == null) && p.CopiesOut == 0)
            .OrderBy(p => p.Code.Length).ThenBy(p => p.Code)
            .Select(p => new { p.Code, p.Label, p.RiderText, p.Condition, p.PieceType }).ToListAsync();
        return free.ToLookup(p => p.PieceType, p => new FieldOption(p.Code,
            $"{p.Code} · {p.Label}{(p.RiderText is null || p.RiderText == p.Label ? "" : $" “{p.RiderText}”")} · {p.Condition.ToString().ToLowerInvariant()}"));
    }

    /// <summary>Looks a piece up by its code for the field of its type, after it has been locked, and says why it cannot go in.</summary>
    public static async Task<SignPiece?> Find(TenantDb db, string code, PieceType type, string field, CompanyTime time, Checks checks)
    {
        var piece = await db.SignPieces.FirstOrDefaultAsync(p => p.Code == code);
        var refusal = piece is null ? Refusal.Invalid(field, $"There is no sign piece {(code.Length <= 12 ? code : code[..12] + "…")}.")
            : piece.PieceType != type ? Refusal.Invalid(field, $"{code} is {PieceWords.One(piece.PieceType)}, not {PieceWords.One(type)}.")
            : await WhyNotFree(db, piece, field, time);
        if (refusal is not null) checks.Refuse(refusal);
        return piece;
    }

    private static async Task<Refusal?> WhyNotFree(TenantDb db, SignPiece piece, string field, CompanyTime time)
    {
        if (piece.RetiredAt is not null) return Refusal.Conflict("retired", $"{piece.Code} is retired; an admin can bring it back.", field);
        if ((await SignRows.Inside(db, [piece.Id])).TryGetValue(piece.Id, out var sign))
            return WhoHasIt.InSign(piece.Code, sign, "be in two signs", $"; choose another, or take {sign} apart", field);
        return await WhoHasIt.KeptBack(db, piece, "be built in", field, time);
    }
}
