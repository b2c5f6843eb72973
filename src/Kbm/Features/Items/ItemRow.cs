using Kbm.Data;
using Kbm.Features.Checkouts;
using Kbm.Features.Contacts;
using Kbm.Features.Keys;
using Kbm.Features.Lockboxes;
using Kbm.Features.Signs;
using Kbm.Features.SmartLocks;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Items;

/// <summary>Who has copies of an item now.</summary>
public sealed record HolderRow(
    long CheckoutId, long ItemId, long ContactId, string Name, ContactKind ContactKind, int Quantity,
    CheckoutKind Kind, DateTime Since, DateTime? DueAt, string? Purpose);

/// <summary>The lockbox that an item is in, and where that is.</summary>
public sealed record BoxRow(long Id, string Code, string Label, string? Property, string? Unit, string? Spot)
{
    public string? Place => ItemPlace.Of(Property, Unit);

    /// <summary>Who has the box, and with it what is inside.</summary>
    public IReadOnlyList<HolderRow> Holders { get; init; } = [];
}

/// <summary>Something that is in a lockbox.</summary>
public sealed record InsideRow(long BoxId, string Code, string Label);

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
    public string? SupraId { get; init; }

    /// <summary>Where a lockbox hangs.</summary>
    public string? Spot { get; init; }
    public DateTime? RetiredAt { get; init; }

    /// <summary>When it was last handed over or taken back.</summary>
    public DateTime? LastMovedAt { get; init; }

    /// <summary>What a smart lock is; null for other items.</summary>
    public SmartLockRow? Lock { get; init; }

    /// <summary>The code of the master that a key is under.</summary>
    public string? MasterKey { get; init; }

    /// <summary>The lockbox that it is in.</summary>
    public BoxRow? Box { get; init; }

    /// <summary>What is in it, for a lockbox.</summary>
    public IReadOnlyList<InsideRow> Contents { get; init; } = [];

    /// <summary>What a sign piece is; null for other items.</summary>
    public PieceRow? Piece { get; init; }

    /// <summary>The code of the assembled sign that a piece is in.</summary>
    public string? InSign { get; init; }

    /// <summary>What is in an assembled sign.</summary>
    public IReadOnlyList<MountedPiece> Pieces { get; init; } = [];

    /// <summary>The code of the sign or lockbox that it is in.</summary>
    public string? Inside => InSign ?? Box?.Code;
    public IReadOnlyList<HolderRow> Holders { get; init; } = [];

    public string Href => ItemKind.Of(Type).PageOf(Code);

    public string? Place => ItemPlace.Of(Property, Unit);

    public Stock Stock => new(
        Copies, Holders.Sum(h => h.Quantity), Holders.Where(h => h.Kind == CheckoutKind.Assignment).Sum(h => h.Quantity), Stock.ApartOf(Type, RetiredAt, Inside))
    {
        Inside = Inside,
    };

    /// <summary>Reads these items in the query's order, who has them, and what is in them, in two queries and one more for each type that has something in it.</summary>
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
            SupraId = (i as Lockbox)!.SupraId,
            Spot = (i as Lockbox)!.Spot,
            RetiredAt = i.RetiredAt,
            LastMovedAt = i.LastMovedAt,
            MasterKey = (i as Key)!.MasterKey!.Code,
            Box = i.InLockboxId == null ? null : new BoxRow(
                i.InLockbox!.Id, i.InLockbox.Code, i.InLockbox.Label, i.InLockbox.Property!.Name, i.InLockbox.Unit!.Label, i.InLockbox.Spot),
            Lock = i.Type == ItemType.SmartLock
                ? new((i as SmartLock)!.Provider, (i as SmartLock)!.Model, (i as SmartLock)!.Serial)
                : null,
            Piece = i.Type == ItemType.SignPiece
                ? new((i as SignPiece)!.PieceType, (i as SignPiece)!.RiderText, (i as SignPiece)!.Material, (i as SignPiece)!.Condition)
                : null,
        }).ToListAsync();
        List<long> ids = [.. rows.Select(r => r.Id), .. rows.Select(r => r.Box?.Id).OfType<long>().Distinct()];
        var holders = (await Open(db.Checkouts.Where(c => ids.Contains(c.ItemId))).ToListAsync()).ToLookup(h => h.ItemId);
        var inside = (await InsideOf(db, rows)).ToLookup(k => k.BoxId);
        rows = rows.ConvertAll(r => r with
        {
            Holders = [.. holders[r.Id]],
            Contents = [.. inside[r.Id]],
            Box = r.Box is { } box ? box with { Holders = [.. holders[box.Id]] } : null,
        });
        return await db.WithMountings(rows);
    }

    private static async Task<List<InsideRow>> InsideOf(TenantDb db, List<ItemRow> rows)
    {
        var boxes = rows.Where(r => r.Type == ItemType.Lockbox).Select(r => (long?)r.Id).ToList();
        return boxes.Count == 0 ? [] : await db.Items.Where(i => i.InLockboxId != null && boxes.Contains(i.InLockboxId))
            .OrderBy(i => i.Code.Length).ThenBy(i => i.Code).Select(i => new InsideRow(i.InLockboxId!.Value, i.Code, i.Label)).ToListAsync();
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
