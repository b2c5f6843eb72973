using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Api;
using Kbm.Features.Items;

namespace Kbm.Features.Keys;

/// <summary>The master that a key goes under; null for none.</summary>
public sealed record MoveRequest
{
    public required string? MasterKey { get; init; }
}

internal static class KeysApi
{
    public static void MapKeys(this IEndpointRouteBuilder api) =>
        api.MapPut("/keys/{code}/master", Move).For(Permissions.EditInventory).WithTags("Keys").WithName("MoveKey")
            .WithSummary("Puts a key under another master, or under none. What is below the key moves with it.")
            .Produces<ItemAnswer>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);

    private static async Task<IResult> Move(string code, MoveRequest request, SaveKey act, Store<TenantDb> store, HttpContext context)
    {
        var moved = await act.Move(context.User.Actor(), ItemCode.Read(code), request.MasterKey);
        var item = moved.IsRefused ? null : await store.Read(db => ItemsApi.Find(db, moved.Value.Code));
        return moved.Answer(_ => Results.Ok(item));
    }
}
