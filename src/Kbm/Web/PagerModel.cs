using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;

namespace Kbm.Web;

/// <summary>What the pager shows of a <see cref="Paged{T}"/>.</summary>
public sealed record PagerModel(int Page, int First, int Last, int Total)
{
    public static PagerModel Of<T>(Paged<T> paged) => new(paged.Page, paged.First, paged.Last, paged.Total);

    /// <summary>The same list at another page.</summary>
    public string Link(HttpRequest request, int page) =>
        request.With("page", page == 1 ? null : page.ToString(CultureInfo.InvariantCulture));
}

internal static class Links
{
    /// <summary>The page of a list that the address names. Razor Pages keeps the route value "page" to itself, so it is read from the query.</summary>
    public static int? PageNumber(this HttpRequest request) =>
        int.TryParse(request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : null;

    /// <summary>The request's own address with one of its query values set, or left out when <paramref name="value"/> is null.</summary>
    public static string With(this HttpRequest request, string name, string? value)
    {
        var query = new QueryBuilder(request.Query.Where(q => !string.Equals(q.Key, name, StringComparison.OrdinalIgnoreCase)
            && !(name != "page" && string.Equals(q.Key, "page", StringComparison.OrdinalIgnoreCase))).Where(q => q.Value.ToString() != ""));
        if (value is not null) query.Add(name, value);
        return request.Path + query.ToQueryString();
    }
}
