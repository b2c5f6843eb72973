using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Kbm.Features.Accounts;

internal static class SignInLimits
{
    public const string Policy = "sign-in";

    /// <summary>So many tries a minute from one address, whatever accounts they are for. Counted on each node for itself.</summary>
    public static IServiceCollection AddSignInLimits(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.AddPolicy(Policy, context => HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetFixedWindowLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new()
            {
                PermitLimit = context.RequestServices.GetRequiredService<IOptions<AccountOptions>>().Value.TriesPerMinute,
                Window = TimeSpan.FromMinutes(1),
            })
            : RateLimitPartition.GetNoLimiter(""));
    });
}
