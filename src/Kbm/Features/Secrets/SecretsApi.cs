using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Api;
using Kbm.Features.Items;
using Kbm.Features.Shared;
using Kbm.Web;

namespace Kbm.Features.Secrets;

/// <summary>Which code is to be shown; without it that of the item's type.</summary>
public sealed record RevealRequest(string? Field);

/// <summary>A code has been changed; the code itself is shown by <c>reveal</c> only.</summary>
public sealed record CodeChanged(string Code);

internal static class SecretsApi
{
    public static void MapSecrets(this IEndpointRouteBuilder api) =>
        api.MapPost("/items/{code}/reveal", Reveal).For(Permissions.Reveal).WithTags("Items").WithName("RevealCode")
            .WithSummary("Shows the code that an item has now, and records that it was seen. Who is in the role User sees only those of what they hold.")
            .Produces<Revealed>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);

    /// <summary>The change of a code of things of one type, below their group's address.</summary>
    public static void MapChangeCode(this IEndpointRouteBuilder group, ItemKind kind, string name) =>
        group.MapPost("/code", async (string code, CodeInput input, ChangeCode act, HttpContext context) =>
                (await act.Run(context.User.Actor(), code, input, kind)).Answer(item => Results.Ok(new CodeChanged(item.Code))))
            .For(Permissions.EditInventory).WithName(name)
            .WithSummary($"Gives a {kind.One} a new code, with a reason. The code before it stays in its history.").Produces<CodeChanged>();

    private static async Task<IResult> Reveal(string code, RevealRequest request, RevealSecret act, HttpContext context)
    {
        var checks = new Checks();
        SecretField? field = string.IsNullOrWhiteSpace(request.Field) ? null : checks.Choice("field", request.Field, SecretField.LockCode);
        if (checks.Failed) return Answers.Problem(checks.Refusals);
        context.Response.Headers.CacheControl = "no-store";
        return (await act.Run(context.User.Actor(), context.User.May(Permissions.RevealAny), code, field)).Answer(Results.Ok);
    }
}
