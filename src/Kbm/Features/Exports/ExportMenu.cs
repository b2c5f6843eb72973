namespace Kbm.Features.Exports;

/// <summary>What the Export button of a list offers: the list as it is filtered now, or as a part of another list.</summary>
/// <param name="List">The name of the list.</param>
/// <param name="Filters">What it is narrowed to, as its address says it.</param>
internal sealed record ExportMenu(string List, QueryString Filters)
{
    /// <summary>Other lists that are offered beside it, with what they are called.</summary>
    public IReadOnlyList<(string List, string Text)> Others { get; init; } = [];

    public static ExportMenu Of(string list, HttpRequest request) => new(list, FiltersOf(request));

    /// <summary>What an address filters and sorts by.</summary>
    public static QueryString FiltersOf(HttpRequest request) => QueryString.Create(request.Query
        .Where(q => q.Key.ToLowerInvariant() is not ("page" or "choose" or "handler" or "tab") && !ExportField.All.Contains(q.Key, StringComparer.OrdinalIgnoreCase))
        .SelectMany(q => q.Value.Where(v => v is { Length: > 0 }).Select(v => KeyValuePair.Create(q.Key, v))));

    public string At(TableFormat format) => $"/exports/{List}{Filters.Add(ExportField.Format, format.Word)}";

    public string Form => FormOf(List);

    public string FormOf(string list) => $"/exports/{list}{Filters}";
}
