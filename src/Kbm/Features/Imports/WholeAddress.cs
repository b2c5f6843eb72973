using System.Text.RegularExpressions;

namespace Kbm.Features.Imports;

/// <summary>An address that a sheet has in one cell: "6214 N. Winthrop Ave., Chicago, IL 60660".</summary>
internal sealed partial record WholeAddress(string Street, string City, string State, string? PostalCode)
{
    /// <summary>The parts, if the text has at least a street, a city and a state or province in capitals.</summary>
    public static WholeAddress? Of(string? text) => text is not null && Parts().Match(text) is { Success: true } parts
        ? new(parts.Groups["street"].Value, parts.Groups["city"].Value, parts.Groups["state"].Value, parts.Groups["code"] is { Success: true } code ? code.Value : null)
        : null;

    [GeneratedRegex(@"^(?<street>[^,]*[0-9][^,]*?)\s*,\s*(?<city>[^,0-9]+?)\s*,\s*(?<state>[A-Z]{2})(\s*,?\s+(?<code>[0-9]{5}(-[0-9]{4})?|[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]))?\s*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parts();
}
