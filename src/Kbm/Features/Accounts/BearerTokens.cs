using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Kbm.Features.Tenancy;
using Kbm.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Kbm.Features.Accounts;

/// <summary>Signs in what comes with <c>Authorization: Bearer …</c>; a token of another company is as unknown as none.</summary>
internal sealed class BearerTokens(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    Sessions sessions, CurrentTenant tenant) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Scheme_ = "Bearer";
    private const string Prefix = "Bearer ";

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();
        var found = await sessions.FindByToken(tenant.Tenant.Id, HashOf(header[Prefix.Length..].Trim()));
        if (found is not var (user, expires) || expires <= TimeProvider.GetUtcNow().UtcDateTime)
            return AuthenticateResult.Fail("The token is unknown, expired or revoked.");
        return AuthenticateResult.Success(new(CurrentUser.Principal(user, Scheme_), Scheme_));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Answers.Problem(Context, 401, "unauthorized", "Send a valid API token of this company as a bearer token.");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Answers.Problem(Context, 403, "forbidden", "This token's user may not do that.");
}
