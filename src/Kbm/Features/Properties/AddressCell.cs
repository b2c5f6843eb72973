using System.Text;
using System.Text.RegularExpressions;

namespace Kbm.Features.Properties;

/// <summary>
/// Several addresses in one cell of a sheet: "2 Elm Street, Chicago, IL, 60608; 4 Elm Street". A part in which there is a comma, a semicolon
/// or a quotation mark stands in quotation marks, as in a CSV file.
/// </summary>
internal static partial class AddressCell
{
    private const int MostParts = 4;

    public static string Of(IEnumerable<PropertyAddress> addresses) => string.Join("; ", addresses.Select(Of));

    /// <summary>The addresses that such a cell names; null where it is not written so.</summary>
    public static List<AddressInput>? Read(string cell)
    {
        var (addresses, parts, at) = (new List<AddressInput>(), new List<(string Text, bool IsQuoted)>(), 0);
        while (true)
        {
            if (Part(cell, ref at) is not { } part || parts.Count == MostParts) return null;
            parts.Add(part);
            var ends = at == cell.Length;
            if (ends || cell[at] == ';')
            {
                if (AddressOf(parts) is { IsEmpty: false } address) addresses.Add(address);
                parts.Clear();
            }
            if (ends) return addresses;
            at++;
        }
    }

    private static string Of(PropertyAddress address)
    {
        string?[] parts = [address.Street, address.City, address.State, address.PostalCode];
        var last = Array.FindLastIndex(parts, p => !string.IsNullOrEmpty(p));
        return string.Join(", ", parts[..(last + 1)].Select(p => p is null ? "" : NeedsQuotes(p) ? $"\"{p.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : p));
    }

    private static bool NeedsQuotes(string part) => part.AsSpan().IndexOfAny(",;\"") >= 0 || StateAndZip().IsMatch(part);

    /// <summary>The part that begins here. Afterwards the place is at what ends it, or at the end; null where a quotation does not end.</summary>
    private static (string Text, bool IsQuoted)? Part(string cell, ref int at)
    {
        while (at < cell.Length && cell[at] == ' ') at++;
        if (at == cell.Length || cell[at] != '"')
        {
            var end = cell.AsSpan(at).IndexOfAny(',', ';');
            var text = end < 0 ? cell[at..] : cell.Substring(at, end);
            at += text.Length;
            return (text.Trim(), false);
        }
        var quoted = new StringBuilder();
        for (at++; at < cell.Length; at++)
        {
            if (cell[at] != '"') quoted.Append(cell[at]);
            else if (at + 1 < cell.Length && cell[at + 1] == '"') quoted.Append(cell[at++]);
            else break;
        }
        if (at++ >= cell.Length) return null;
        while (at < cell.Length && cell[at] == ' ') at++;
        return at == cell.Length || cell[at] is ',' or ';' ? (quoted.ToString(), true) : null;
    }

    private static AddressInput AddressOf(List<(string Text, bool IsQuoted)> parts)
    {
        string? At(int part) => part < parts.Count && parts[part].Text.Length > 0 ? parts[part].Text : null;
        var isTogether = parts is [_, _, { IsQuoted: false }] && StateAndZip().IsMatch(parts[2].Text);
        return new()
        {
            Street = At(0),
            City = At(1),
            State = isTogether ? parts[2].Text[..2] : At(2),
            PostalCode = isTogether ? parts[2].Text[3..] : At(3),
        };
    }

    // "IL 60608", as people write the end of an address.
    [GeneratedRegex("^[A-Za-z]{2} [0-9]{5}(-[0-9]{4})?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StateAndZip();
}
