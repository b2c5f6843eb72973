using Kbm.Features.Accounts;
using Kbm.Features.Api;
using Kbm.Features.Items;
using Kbm.Features.Secrets;

namespace Kbm.Features.Lockboxes;

/// <summary>The key that goes into a lockbox.</summary>
public sealed record PutInsideRequest(string? Key);

public sealed record InsideAnswer(string Lockbox, string Key);

internal static class LockboxesApi
{
    public static void MapLockboxes(this IEndpointRouteBuilder api)
    {
        var lockboxes = api.MapGroup("/lockboxes/{code}").WithTags("Lockboxes").ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        lockboxes.MapChangeCode(ItemKind.Lockbox, "ChangeLockCode");
        lockboxes.MapPost("/keys", Put).For(Permissions.Desk).WithName("PutKeyIntoLockbox")
            .WithSummary("Puts a key with all its copies into a lockbox. It is then wherever the box is, and not lent by itself.").Produces<InsideAnswer>();
        lockboxes.MapDelete("/keys/{key}", TakeOut).For(Permissions.Desk).WithName("TakeKeyOutOfLockbox")
            .WithSummary("Takes a key out of a lockbox.").Produces(204);
    }

    private static async Task<IResult> Put(string code, PutInsideRequest request, PutIntoLockbox act, HttpContext context) =>
        (await act.Put(context.User.Actor(), code, request.Key)).Answer(key => Results.Ok(new InsideAnswer(ItemCode.Read(code), key.Code)));

    private static async Task<IResult> TakeOut(string code, string key, PutIntoLockbox act, HttpContext context) =>
        (await act.TakeOut(context.User.Actor(), key, code)).Answer(_ => Results.NoContent());
}
