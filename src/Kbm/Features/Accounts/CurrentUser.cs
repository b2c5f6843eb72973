using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Kbm.Features.Accounts;

/// <summary>The claims by which a signed-in user is known, in the cookie and behind an API token.</summary>
internal static class CurrentUser
{
    public const string TenantClaim = "kbm:tenant";
    public const string StampClaim = "kbm:stamp";

    public static ClaimsPrincipal Principal(SignedInUser user, string scheme) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, user.Id.ToString(CultureInfo.InvariantCulture)),
            new(ClaimTypes.Name, user.Name),
            new(ClaimTypes.Email, user.Email),
            new(ClaimTypes.Role, user.Role.ToString()),
            new(TenantClaim, user.TenantId.ToString("N")),
            new(StampClaim, user.Stamp),
        ], scheme));

    /// <summary>Signs this browser in, or keeps it signed in after the user's stamp has changed.</summary>
    public static Task SignIn(this HttpContext context, SignedInUser user) => context.SignInAsync(
        CookieAuthenticationDefaults.AuthenticationScheme,
        Principal(user, CookieAuthenticationDefaults.AuthenticationScheme),
        new AuthenticationProperties { IsPersistent = true });

    public static Actor Actor(this ClaimsPrincipal user) => new(user.Id(), user.Identity?.Name ?? "");

    public static long Id(this ClaimsPrincipal user) =>
        long.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier) ?? "0", CultureInfo.InvariantCulture);

    public static Role Role(this ClaimsPrincipal user) => Enum.Parse<Role>(user.FindFirstValue(ClaimTypes.Role) ?? nameof(Accounts.Role.User));

    public static bool May(this ClaimsPrincipal user, string permission) => Permissions.Allows(user.Role(), permission);
}

/// <summary>A user as the check on every request sees them.</summary>
internal sealed record SignedInUser(long Id, Guid TenantId, string Name, string Email, Role Role, string Stamp)
{
    public static SignedInUser Of(User user) => new(user.Id, user.TenantId, user.Name, user.Email, user.Role, user.SecurityStamp);
}
