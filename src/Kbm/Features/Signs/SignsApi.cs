using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Api;
using Kbm.Features.Items;

namespace Kbm.Features.Signs;

internal static class SignsApi
{
    public static void MapSigns(this IEndpointRouteBuilder api)
    {
        api.MapPost("/signs/build", Build).For(Permissions.EditInventory).WithTags("Signs").WithName("BuildSign")
            .WithSummary("Builds a sign from free pieces, each named by its code in the field of its type; frame and sign are required.")
            .Produces<ItemAnswer>(201).ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(409);
        api.MapPost("/signs/{code}/swap", Swap).For(Permissions.EditInventory).WithTags("Signs").WithName("SwapPiece")
            .WithSummary("Takes the piece `out` out of a sign and puts the free piece `in` of the same type in its place.")
            .Produces<ItemAnswer>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        api.MapPost("/signs/{code}/take-apart", TakeApart).For(Permissions.EditInventory).WithTags("Signs").WithName("TakeSignApart")
            .WithSummary("Gives every piece of a sign back and ends it; its code and its history stay.")
            .Produces<ItemAnswer>().ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> Build(BuildInput input, WorkOnSigns signs, Store<TenantDb> store, HttpContext context) =>
        await ItemsApi.Added(await signs.Build(context.User.Actor(), input), store);

    private static async Task<IResult> Swap(string code, SwapInput input, WorkOnSigns signs, Store<TenantDb> store, HttpContext context) =>
        await Answer(await signs.Swap(context.User.Actor(), ItemCode.Read(code), input), store);

    private static async Task<IResult> TakeApart(string code, WorkOnSigns signs, Store<TenantDb> store, HttpContext context) =>
        await Answer(await signs.TakeApart(context.User.Actor(), ItemCode.Read(code)), store);

    private static async Task<IResult> Answer(Outcome<AssembledSign> outcome, Store<TenantDb> store)
    {
        var answer = outcome.IsRefused ? null : await store.Read(db => ItemsApi.Find(db, outcome.Value.Code));
        return outcome.Answer(_ => Results.Ok(answer));
    }
}
