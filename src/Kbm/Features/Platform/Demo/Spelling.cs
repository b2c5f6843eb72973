using System.Text.RegularExpressions;

namespace Kbm.Features.Platform.Demo;

/// <summary>Puts misspelt words of the list right and tells when two spellings mean the same.</summary>
internal static partial class Spelling
{
    private static readonly Dictionary<string, string> s_words = new(StringComparer.Ordinal)
    {
        ["Burteau"] = "Berteau",
        ["Campell"] = "Campbell",
        ["Doulglas"] = "Douglas",
        ["Fairfiled"] = "Fairfield",
        ["Houing"] = "Housing",
        ["Houisng"] = "Housing",
        ["Shefield"] = "Sheffield",
        ["Voluinteers"] = "Volunteers",
    };

    private static readonly HashSet<string> s_legalWords = ["the", "inc", "ltd", "llc", "lp", "llp", "corp", "co", "cos", "company"];

    public static string Text(string text) =>
        Words().Replace(text.Trim().Replace(" th ", "th "), m => s_words.GetValueOrDefault(m.Value, m.Value));

    public static string Type(string type) => type switch
    {
        "Mutifamily" or "Multigfamily" or "Multfamily" => "Multifamily",
        "Seniors" => "Senior",
        "Supportive" => "Supportive Housing",
        "65+/Supportive" => "Senior/Supportive",
        _ => type,
    };

    /// <summary>The same for all spellings of one name: without case, dots and commas, long and short forms alike.</summary>
    public static string Same(string name) => string.Join(' ', WordsOf(name));

    /// <summary>The same for all spellings of one company: as <see cref="Same"/>, without "The" and its legal form.</summary>
    public static string SameCompany(string name)
    {
        var same = string.Join(' ', WordsOf(name).Where(word => !s_legalWords.Contains(word)));
        return same == "bickerdike redevelopment" ? "bickerdike apts" : same;
    }

    public static string Phone(string phone) => phone.Replace('=', '-');

    private static IEnumerable<string> WordsOf(string name) =>
        Words().Matches(Text(name).Replace("&", " and ").Replace("'", "").ToLowerInvariant())
            .Select(m => m.Value is "apartments" or "apartment" or "apt" ? "apts" : m.Value);

    [GeneratedRegex("[\\p{L}\\p{N}]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();
}
