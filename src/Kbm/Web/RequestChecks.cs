using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Kbm.Web;

/// <summary>What no page or endpoint should have to look at.</summary>
internal static class RequestChecks
{
    /// <summary>Makes a blank of each NUL in the query: PostgreSQL takes none. The server itself refuses one in a path or a form.</summary>
    public static void Clean(HttpRequest request)
    {
        if (request.QueryString is { HasValue: true, Value: { } query } && query.Contains("%00", StringComparison.Ordinal))
            request.QueryString = new(query.Replace("%00", "%20", StringComparison.Ordinal));
    }

    /// <returns>The status to refuse with, or null.</returns>
    public static int? Fault(HttpContext context) => context.Request switch
    {
        { ContentType: { } type } when !IsReadable(type) => StatusCodes.Status415UnsupportedMediaType,
        _ => null,
    };

    /// <summary>Refuses a body beyond the limit of its endpoint, which routing has set, before anybody reads of it.</summary>
    public static IApplicationBuilder UseBodyLimits(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.ContentLength is not { } length || !IsTooLarge(context, length)) return next(context);
        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        return Task.CompletedTask;
    });

    // The server drops the rest of a body that nobody reads, for some seconds. It hangs up on one beyond its limit instead, and who is
    // still sending would never see the answer.
    private static bool IsTooLarge(HttpContext context, long length)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is not { IsReadOnly: false } limit || !(length > limit.MaxRequestBodySize)) return false;
        limit.MaxRequestBodySize = null;
        return true;
    }

    private static bool IsReadable(string type)
    {
        if (!MediaTypeHeaderValue.TryParse(type, out var media) || media.CharSet is not { } charset) return true;
        try
        {
            Encoding.GetEncoding(charset.Trim('"'));
            return true;
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
