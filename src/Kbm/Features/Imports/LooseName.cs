using System.Collections.Frozen;
using Kbm.Features.Search;

namespace Kbm.Features.Imports;

/// <summary>
/// Names of places as people mean them: without case, accents, dots and commas, long and short forms alike. "1910 South Albany Avenue" is
/// "1910 S. Albany Ave."
/// </summary>
internal static class LooseName
{
    private static readonly FrozenDictionary<string, string> s_short = new Dictionary<string, string>
    {
        ["avenue"] = "ave",
        ["av"] = "ave",
        ["street"] = "st",
        ["str"] = "st",
        ["road"] = "rd",
        ["boulevard"] = "blvd",
        ["drive"] = "dr",
        ["lane"] = "ln",
        ["court"] = "ct",
        ["place"] = "pl",
        ["terrace"] = "ter",
        ["parkway"] = "pkwy",
        ["highway"] = "hwy",
        ["square"] = "sq",
        ["north"] = "n",
        ["south"] = "s",
        ["east"] = "e",
        ["west"] = "w",
        ["northeast"] = "ne",
        ["northwest"] = "nw",
        ["southeast"] = "se",
        ["southwest"] = "sw",
        ["apartments"] = "apts",
        ["apartment"] = "apts",
        ["apt"] = "apts",
        ["building"] = "bldg",
        ["saint"] = "st",
        ["mount"] = "mt",
        ["fort"] = "ft",
        ["company"] = "co",
        ["corporation"] = "corp",
        ["incorporated"] = "inc",
        ["limited"] = "ltd",
        ["development"] = "dev",
        ["center"] = "ctr",
        ["centre"] = "ctr",
        ["and"] = "",
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> s_kindWords = new[]
    {
        "ave", "st", "rd", "blvd", "dr", "ln", "ct", "pl", "ter", "pkwy", "hwy", "sq", "way", "apts", "bldg", "the", "inc", "llc", "ltd", "lp", "co", "corp",
    }.ToFrozenSet();

    /// <summary>The same for all spellings of one name.</summary>
    public static string Of(string? name) => string.Join(' ', Words(name)) is { Length: > 0 } loose ? loose : name?.Trim() ?? "";

    /// <summary>Also without the words that say what kind of street or house it is; empty where nothing else is left.</summary>
    public static string Core(string? name) => string.Join(' ', Words(name).Where(w => !s_kindWords.Contains(w)));

    /// <summary>How much two names as <see cref="Of"/> has them have in common, from 0 to 1: by their pairs of letters.</summary>
    public static double Likeness(string one, string other)
    {
        if (one.Length < 2 || other.Length < 2) return one == other ? 1 : 0;
        var pairs = PairsOf(other);
        var common = PairsOf(one).Count(pairs.Remove);
        return 2.0 * common / (one.Length + other.Length - 2);
    }

    private static List<(char, char)> PairsOf(string text) => [.. text.Zip(text.Skip(1))];

    private static IEnumerable<string> Words(string? name) => SearchText.Fold(name?.Replace("'", "", StringComparison.Ordinal))
        .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => s_short.GetValueOrDefault(w, w)).Where(w => w.Length > 0);
}
