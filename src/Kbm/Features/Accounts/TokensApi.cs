using Kbm.Features.Api;
using Kbm.Features.Tenancy;

namespace Kbm.Features.Accounts;

internal sealed record TokenRequest(string? Email, string? Pin, string? Name);

internal static class TokensApi
{
    /// <summary>The one endpoint that takes a PIN: it turns it into a token for a program.</summary>
    public static void MapTokens(this IEndpointRouteBuilder api) =>
        api.MapPost("/tokens", Create).AllowAnonymous().RequireRateLimiting(SignInLimits.Policy).WithTags("Tokens").WithName("MakeToken")
            .WithSummary("Turns an email and a PIN into an API token, which is shown this once and ends after a year.")
            .Produces<NewToken>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<IResult> Create(TokenRequest body, SignInWithPin signIn, MakeToken make, CurrentTenant tenant)
    {
        var user = await signIn.Run(tenant.Tenant.Id, body.Email, body.Pin);
        if (user.IsRefused) return user.Answer(_ => Results.Empty);
        return (await make.Run(user.Value, body.Name)).Answer(token => Results.Created((string?)null, token));
    }
}
