using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Api;
using Kbm.Features.Keys;
using Kbm.Features.Lockboxes;
using Kbm.Features.Settings;
using Kbm.Features.Shared;
using Kbm.Features.Signs;
using Kbm.Features.SmartLocks;
using Kbm.Web;

namespace Kbm.Features.Items;

public sealed record NamedProperty(long Id, string? Name);

public sealed record NamedUnit(long Id, string? Label);

/// <summary>Who has copies now.</summary>
public sealed record ItemHolder(long CheckoutId, long ContactId, string Name, int Quantity, DateTime Since, DateTime? Due);

/// <summary>An item as the API shows it.</summary>
public sealed record ItemAnswer(
    string Code, ItemType Type, string Label, ItemState State, int Copies, int CopiesIn, NamedProperty? Property, NamedUnit? Unit,
    string? Hook, string? Location, string? MasterKey, bool Retired, IReadOnlyList<ItemHolder> Holders,
    string? SupraId, string? Spot, string? InLockbox, IReadOnlyList<string>? Inside,
    PieceType? PieceType, string? RiderText, string? Material, PieceCondition? Condition, string? InSign, IReadOnlyList<ItemPiece>? Pieces,
    string? Provider, string? Model, string? Serial)
{
    internal static ItemAnswer Of(ItemRow row) => new(
        row.Code, row.Type, row.Label, row.Stock.State, row.Copies, row.Stock.In,
        row.PropertyId is { } property ? new(property, row.Property) : null,
        row.UnitId is { } unit ? new(unit, row.Unit) : null,
        row.Hook, row.Location, row.MasterKey, row.RetiredAt is not null,
        [.. row.Holders.Select(h => new ItemHolder(h.CheckoutId, h.ContactId, h.Name, h.Quantity, h.Since, h.DueAt))],
        row.SupraId, row.Spot, row.Box?.Code, row.Type == ItemType.Lockbox ? [.. row.Contents.Select(i => i.Code)] : null,
        row.Piece?.Type, row.Piece?.RiderText, row.Piece?.Material, row.Piece?.Condition, row.InSign,
        row.Type == ItemType.AssembledSign ? [.. row.Pieces.Select(p => new ItemPiece(p.Code, p.Piece.Type, p.Label, p.Piece.RiderText, p.Since))] : null,
        row.Lock?.Provider, row.Lock?.Model, row.Lock?.Serial);
}

/// <summary>A piece that is in an assembled sign, since when.</summary>
public sealed record ItemPiece(string Code, PieceType PieceType, string Label, string? RiderText, DateTime Since);

public sealed record ItemList(IReadOnlyList<ItemAnswer> Items, int Page, int PageSize, int Total);

/// <summary>What a new item is made of; <c>type</c> says which kind it is.</summary>
public sealed record NewItem(
    string? Type, string? Label, string? Hook, long? PropertyId, long? UnitId, string? Location, string? Notes, string? MasterKey,
    string? CutCode, string? SupraId, string? Spot, string? LockCode,
    string? Provider, string? Model, string? Serial, string? Instructions, string? BackupCode, string? PairingCode, string? PairingQr,
    string? PieceType, string? RiderText, string? Material, string? Condition,
    string? Frame, string? Sign, string? NameRider, string? StatusRider, string? BonusRider, string? Post, string? Other, int? Copies = 1);

internal static class ItemsApi
{
    public static void MapItems(this IEndpointRouteBuilder api)
    {
        api.MapGet("/items", List).For(Permissions.See).WithTags("Items").WithName("ListItems")
            .WithSummary("Lists items by code. Without a state, everything that is not retired; state is available, partlyOut, out, assigned, inLockbox, inSign, installed or retired.")
            .Produces<ItemList>().ProducesProblem(400).ProducesProblem(401);
        api.MapGet("/items/{code}", One).For(Permissions.See).WithTags("Items").WithName("GetItem")
            .WithSummary("One item, with who has it.").Produces<ItemAnswer>().ProducesProblem(401).ProducesProblem(404);
        api.MapPost("/items", Add).For(Permissions.EditInventory).WithTags("Items").WithName("AddItem")
            .WithSummary("Adds an item: a Key, a Lockbox, a SmartLock, a SignPiece with its pieceType, or an AssembledSign of free pieces. Its code is given out when it is saved.")
            .Produces<ItemAnswer>(201).ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(409);
    }

    private static async Task<IResult> List(
        TenantDb db, Store<TenantDb> store, TimeProvider clock,
        string? type, string? state, string? q, long? property, int? page, int? pageSize)
    {
        var checks = new Checks();
        var query = new ItemQuery
        {
            Q = q,
            Type = string.IsNullOrWhiteSpace(type) ? null : checks.Choice("type", type, ItemType.Key),
            State = string.IsNullOrWhiteSpace(state) ? null : checks.Choice("state", state, ItemState.Available),
            PropertyId = property,
            Page = page,
            PageSize = pageSize,
        };
        if (checks.Failed) return Answers.Problem(checks.Refusals);
        var settings = await store.CompanySettings();
        var found = await query.Run(store, db, settings, new(settings, clock.GetUtcNow().UtcDateTime));
        return Results.Ok(new ItemList([.. found.Rows.Select(ItemAnswer.Of)], found.Page, found.PageSize, found.Total));
    }

    private static async Task<IResult> One(string code, TenantDb db) =>
        await Find(db, code) is { } item ? Results.Ok(item) : Answers.Problem([Refusal.NotFound($"There is no item {Short(code)}.")]);

    private static async Task<IResult> Add(
        NewItem item, SaveKey keys, SaveLockbox lockboxes, SaveSmartLock locks, SaveSignPiece pieces, WorkOnSigns signs, Store<TenantDb> store, HttpContext context)
    {
        var checks = new Checks();
        if (string.IsNullOrWhiteSpace(item.Type)) checks.Refuse("type", $"Say what type of item it is: {string.Join(", ", Enum.GetNames<ItemType>())}.");
        var type = checks.Choice("type", item.Type, ItemType.Key);
        if (checks.Failed) return Answers.Problem(checks.Refusals);
        var by = context.User.Actor();
        return type switch
        {
            ItemType.Key => await Added(await keys.Add(by, KeyInput.Of(item)), store),
            ItemType.Lockbox => await Added(await lockboxes.Add(by, LockboxInput.Of(item)), store),
            ItemType.SmartLock => await Added(await locks.Add(by, SmartLockInput.Of(item)), store),
            ItemType.SignPiece => await Added(await pieces.Add(by, SignPieceInput.Of(item)), store),
            ItemType.AssembledSign => await Added(await signs.Build(by, BuildInput.Of(item)), store),
            _ => throw new NotSupportedException($"No act adds items of type {type}."),
        };
    }

    internal static async Task<IResult> Added<T>(Outcome<T> added, Store<TenantDb> store) where T : Item => added.IsRefused
        ? Answers.Problem(added.Refusals)
        : Results.Created($"/api/v1/items/{added.Value.Code}", await store.Read(db => Find(db, added.Value.Code)));

    internal static async Task<ItemAnswer?> Find(TenantDb db, string code)
    {
        var wanted = code.Trim().ToUpperInvariant();
        return (await ItemRow.Load(db, db.Items.Where(i => i.Code == wanted))).ConvertAll(ItemAnswer.Of).FirstOrDefault();
    }

    private static string Short(string code) => code.Length <= 12 ? code : code[..12] + "…";
}
