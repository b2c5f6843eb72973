using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Kbm.Tests.Support;

/// <summary>One way in to the server, found from its own list, so that a new page or endpoint is tried without being named.</summary>
/// <param name="Endpoint">What answers.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Handler">A page's handler beside its first, such as "Confirm".</param>
internal sealed record AppRoute(RouteEndpoint Endpoint, HttpMethod Method, string? Handler)
{
    public bool IsApi => Pattern.StartsWith("api/", StringComparison.Ordinal);

    public bool IsOpen => Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    public bool IsPage => Endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null;

    public string? Policy => Endpoint.Metadata.OfType<IAuthorizeData>().Select(a => a.Policy).FirstOrDefault(p => p is not null);

    public string Pattern => (Endpoint.RoutePattern.RawText ?? "").TrimStart('/');

    public static IReadOnlyList<AppRoute> Of(TestApp app) =>
        [.. ((IEndpointRouteBuilder)app.App).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().SelectMany(Ways)];

    /// <summary>The address with these values in the places of its parameters; null when it has none that is required.</summary>
    public string? With(Func<string, string> valueOf) =>
        Endpoint.RoutePattern.Parameters.Any(p => !p.IsOptional) ? Path(valueOf) : null;

    public string Path(Func<string, string> valueOf)
    {
        var segments = Endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart { IsOptional: true } => "",
            RoutePatternParameterPart parameter => Fitting(parameter, valueOf(parameter.Name)),
            _ => "",
        })));
        return "/" + string.Join('/', segments).TrimEnd('/') + (Handler is null ? "" : $"?handler={Handler}");
    }

    // An id that is no number would reach no endpoint at all.
    private static string Fitting(RoutePatternParameterPart parameter, string value) =>
        parameter.ParameterPolicies.Any(p => p.Content == "long") && !long.TryParse(value, out _) ? "999" : value;

    public override string ToString() => $"{Method} /{Pattern}{(Handler is null ? "" : $" ({Handler})")}";

    private static IEnumerable<AppRoute> Ways(RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>() is { } page)
            return page.HandlerMethods.Select(h => new AppRoute(endpoint, HttpMethod.Parse(h.HttpMethod), h.Name));
        var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];
        return methods.Select(m => new AppRoute(endpoint, HttpMethod.Parse(m), null));
    }
}
