using Kbm.Data;
using Kbm.Features.Checkouts;
using Kbm.Features.Contacts;
using Kbm.Features.Signs;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Items;

/// <summary>Who has copies of an item now.</summary>
public sealed record HolderRow(
    long CheckoutId, long ItemId, long ContactId, string Name, ContactKind ContactKind, int Quantity,
    CheckoutKind Kind, DateTime Since, DateTime? DueAt, string? Purpose);

/// <summary>An item as lists, the desk and the API show it, with who has it.</summary>
public sealed record ItemRow
{
    public required long Id { get; init; }
    public required string Code { get; init; }
    public required ItemType Type { get; init; }
    public required string Label { get; init; }
    public required int Copies { get; init; }
    public long? PropertyId { get; init; }
    public string? Property { get; init; }
    public long? UnitId { get; init; }
    public string? Unit { get; init; }
    public string? Hook { get; init; }
    public string? Location { get; init; }
    public DateTime? RetiredAt { get; init; }

    /// <summary>What a sign piece is; null for other items.</summary>
    public PieceRow? Piece { get; init; }

    /// <summary>The code of the assembled sign that a piece is in.</summary>
    public string? Inside { get; init; }

    /// <summary>What is in an assembled sign.</summary>
    public IReadOnlyList<MountedPiece> Pieces { get; init; } = [];
    public IReadOnlyList<HolderRow> Holders { get; init; } = [];

    public string Href => ItemKind.Of(Type).PageOf(Code);

    public string? Place => ItemPlace.Of(Property, Unit);

    public Stock Stock => new(
        Copies, Holders.Sum(h => h.Quantity), Holders.Where(h => h.Kind == CheckoutKind.Assignment).Sum(h => h.Quantity), Stock.ApartOf(RetiredAt, Inside))
    {
        Inside = Inside,
    };

    /// <summary>Reads these items in the query's order, and who has them, in two queries; with signs among them, in one more for each of their types.</summary>
    public static async Task<List<ItemRow>> Load(TenantDb db, IQueryable<Item> items)
    {
        var rows = await items.Select(i => new ItemRow
        {
            Id = i.Id,
            Code = i.Code,
            Type = i.Type,
            Label = i.Label,
            Copies = i.Copies,
            PropertyId = i.PropertyId,
            Property = i.Property!.Name,
            UnitId = i.UnitId,
            Unit = i.Unit!.Label,
            Hook = i.Hook,
            Location = i.Location,
            RetiredAt = i.RetiredAt,
            Piece = i.Type == ItemType.SignPiece
                ? new(((SignPiece)i).PieceType, ((SignPiece)i).RiderText, ((SignPiece)i).Material, ((SignPiece)i).Condition)
                : null,
        }).ToListAsync();
        var ids = rows.ConvertAll(r => r.Id);
        var holders = (await Open(db.Checkouts.Where(c => ids.Contains(c.ItemId))).ToListAsync()).ToLookup(h => h.ItemId);
        rows = rows.ConvertAll(r => r with { Holders = [.. holders[r.Id]] });
        return await db.WithMountings(rows);
    }

    /// <summary>The items of these ids, in the order of the ids.</summary>
    public static async Task<IReadOnlyList<ItemRow>> Load(TenantDb db, IReadOnlyList<long> ids)
    {
        var rows = ids.Count == 0 ? [] : (await Load(db, db.Items.Where(i => ids.Contains(i.Id)))).ToDictionary(r => r.Id);
        return [.. ids.Select(id => rows.GetValueOrDefault(id)).OfType<ItemRow>()];
    }

    /// <summary>The open ones of these checkouts, earliest due first.</summary>
    public static IQueryable<HolderRow> Open(IQueryable<Checkout> checkouts) => checkouts
        .Where(c => c.Outstanding > 0)
        .OrderBy(c => c.DueAt == null).ThenBy(c => c.DueAt).ThenBy(c => c.Id)
        .Select(c => new HolderRow(
            c.Id, c.ItemId, c.HolderId, c.Holder.Name, c.Holder.Kind, c.Outstanding, c.Kind, c.At, c.DueAt, c.Purpose));
}
