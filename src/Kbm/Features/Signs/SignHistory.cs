using Kbm.Data;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Signs;

/// <summary>A piece's time in a sign, as the pages of both show it.</summary>
public sealed record MountingRow(
    long Id, string SignCode, string SignLabel, string PieceCode, string PieceLabel, PieceType PieceType, string? RiderText, PieceCondition Condition,
    DateTime PutInAt, string PutInBy, DateTime? TakenOutAt, string? TakenOutBy, long? ReplacesId);

/// <summary>What was swapped for what.</summary>
public sealed record SwapRow(MountingRow Old, MountingRow New);

internal static class SignHistory
{
    private const int Most = 200;

    /// <summary>These mountings, the latest first.</summary>
    public static async Task<IReadOnlyList<MountingRow>> Rows(IQueryable<Mounting> mountings) => await mountings
        .OrderByDescending(m => m.PutInAt).ThenByDescending(m => m.Id).Take(Most)
        .Select(m => new MountingRow(m.Id, m.Sign.Code, m.Sign.Label, m.Piece.Code, m.Piece.Label, m.Piece.PieceType, m.Piece.RiderText, m.Piece.Condition,
            m.PutInAt, m.PutInBy, m.TakenOutAt, m.TakenOutBy, m.ReplacesId)).ToListAsync();

    /// <summary>The swaps among the mountings of one sign, the latest first.</summary>
    public static IReadOnlyList<SwapRow> Swaps(IReadOnlyList<MountingRow> rows)
    {
        var byId = rows.ToDictionary(r => r.Id);
        return [.. rows.Where(r => r.ReplacesId is { } id && byId.ContainsKey(id)).Select(r => new SwapRow(byId[r.ReplacesId!.Value], r))];
    }
}
