using System.Globalization;
using System.Security.Claims;
using Kbm.Data;
using Kbm.Features.Tenancy;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Accounts;

/// <summary>Finds the user behind a cookie or a token as they are now: gone, deactivated or changed is nobody.</summary>
internal sealed class Sessions(Store<CatalogDb> catalog)
{
    public ValueTask<SignedInUser?> Find(Guid tenant, long user) => catalog.Remember<SignedInUser?>(("user", tenant, user), db => db.Users
        .Where(u => u.TenantId == tenant && u.Id == user && u.DeactivatedAt == null)
        .Select(u => new SignedInUser(u.Id, u.TenantId, u.Name, u.Email, u.Role, u.SecurityStamp))
        .SingleOrDefaultAsync());

    public ValueTask<(SignedInUser User, DateTime ExpiresAt)?> FindByToken(Guid tenant, byte[] hash) =>
        catalog.Remember<(SignedInUser, DateTime)?>(("token", tenant, Convert.ToHexString(hash)), async db =>
        {
            var token = await db.ApiTokens.Include(t => t.User)
                .SingleOrDefaultAsync(t => t.Hash == hash && t.TenantId == tenant && t.RevokedAt == null);
            if (token?.User is not { IsActive: true } u) return null;
            return (SignedInUser.Of(u), token.ExpiresAt);
        });
}

/// <summary>Holds the cookie to its tenant, to the host's tenant and to the user's current stamp, on every request.</summary>
internal sealed class CookieChecks(Sessions sessions, CurrentTenant tenant) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var claims = context.Principal;
        if (tenant.IsSet && claims?.FindFirstValue(CurrentUser.TenantClaim) == tenant.Tenant.Id.ToString("N")
            && await sessions.Find(tenant.Tenant.Id, claims.Id()) is { } user
            && user.Stamp == claims.FindFirstValue(CurrentUser.StampClaim))
        {
            context.ReplacePrincipal(CurrentUser.Principal(user, CookieAuthenticationDefaults.AuthenticationScheme));
            return;
        }
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }

    /// <summary>Where work goes on after signing in: this page, or for a form that was sent the page it stood on.</summary>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (request.Headers.ContainsKey("X-Requested-With") || request.Headers.ContainsKey("HX-Request"))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }
        var back = HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString : RefererPath(request);
        context.Response.Redirect("/sign-in?returnUrl=" + Uri.EscapeDataString(back));
        return Task.CompletedTask;
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static string RefererPath(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var from) && from.Authority == request.Host.Value ? from.PathAndQuery : "/";
}
