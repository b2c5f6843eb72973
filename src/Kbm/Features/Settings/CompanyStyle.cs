using Kbm.Data;

namespace Kbm.Features.Settings;

internal static class CompanyStyle
{
    /// <summary>The company's colour, for its sign-in page too. The address carries the colour, so browsers may keep the answer.</summary>
    public static void MapCompanyStyle(this IEndpointRouteBuilder app) =>
        app.MapGet("/company.css", async (HttpContext context, Store<TenantDb> store) =>
        {
            var settings = await store.CompanySettings();
            var isVersioned = context.Request.Query["v"] == settings.AccentColour?[1..];
            context.Response.Headers.CacheControl = isVersioned ? "public, max-age=604800" : "no-cache";
            return Results.Text(Colour.TryParse(settings.AccentColour, out var colour) ? Accent.Of(colour).ToCss() : "", "text/css");
        }).AllowAnonymous().ExcludeFromDescription();
}
