using Kbm.Data;
using Kbm.Features.Items;
using Kbm.Features.Search;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Signs;

/// <summary>What a sign piece is, as lists and the API show it.</summary>
public sealed record PieceRow(PieceType Type, string? RiderText, string? Material, PieceCondition Condition);

/// <summary>A piece that is in an assembled sign.</summary>
public sealed record MountedPiece(long SignId, string Code, string Label, PieceRow Piece, DateTime Since);

internal static class SignRows
{
    /// <summary>Adds to pieces the sign that they are in, and to assembled signs their pieces.</summary>
    public static async Task<List<ItemRow>> WithMountings(this TenantDb db, List<ItemRow> rows)
    {
        var inside = await Inside(db, [.. rows.Where(r => r.Type == ItemType.SignPiece).Select(r => r.Id)]);
        var pieces = (await Mounted(db, [.. rows.Where(r => r.Type == ItemType.AssembledSign).Select(r => r.Id)])).ToLookup(p => p.SignId);
        return inside.Count + pieces.Count == 0
            ? rows
            : rows.ConvertAll(r => r with { InSign = inside.GetValueOrDefault(r.Id), Pieces = [.. pieces[r.Id]] });
    }

    /// <summary>By the ids of pieces, the codes of the signs that they are in.</summary>
    public static async Task<Dictionary<long, string>> Inside(TenantDb db, long[] pieces) => pieces.Length == 0 ? [] : await db.Mountings.Open()
        .Where(m => pieces.Contains(m.PieceId)).Select(m => new { m.PieceId, m.Sign.Code }).ToDictionaryAsync(m => m.PieceId, m => m.Code);

    private static async Task<List<MountedPiece>> Mounted(TenantDb db, long[] signs)
    {
        if (signs.Length == 0) return [];
        var mounted = await db.Mountings.Open().Where(m => signs.Contains(m.SignId)).Select(m => new MountedPiece(
            m.SignId, m.Piece.Code, m.Piece.Label, new(m.Piece.PieceType, m.Piece.RiderText, m.Piece.Material, m.Piece.Condition), m.PutInAt)).ToListAsync();
        return [.. mounted.OrderBy(p => p.Piece.Type)];
    }

    /// <summary>By the ids of assembled signs, what their riders say.</summary>
    public static async Task<ILookup<long, string?>> RidersOn(this TenantDb db, long[] signs)
    {
        var riders = signs.Length == 0 ? [] : await db.Mountings.Open().Where(m => signs.Contains(m.SignId) && m.Piece.RiderText != null)
            .Select(m => new { m.SignId, m.Piece.RiderText }).ToListAsync();
        return riders.ToLookup(r => r.SignId, r => r.RiderText);
    }

    /// <summary>After a rider of this sign says something else.</summary>
    public static async Task RenewSignSearch(this TenantDb db, long sign) =>
        await db.IndexItems(await db.AssembledSigns.Include(s => s.Property!.Addresses).Include(s => s.Unit!.Address).Where(s => s.Id == sign).ToListAsync());
}
