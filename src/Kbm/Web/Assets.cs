using Microsoft.Extensions.FileProviders;

namespace Kbm.Web;

internal static class Assets
{
    /// <summary>Styles, scripts and icons; a version in the address lets browsers keep them for good.</summary>
    public static IApplicationBuilder UseAssets(this IApplicationBuilder app) => app.UseStaticFiles(new StaticFileOptions
    {
        OnPrepareResponse = context => context.Context.Response.Headers.CacheControl =
            context.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "public, max-age=300",
    });
}
