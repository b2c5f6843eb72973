using System.Globalization;

namespace Kbm.Features.Shared;

/// <summary>Small things of English that sentences need.</summary>
internal static class Word
{
    public static string Count(long number, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:#,0} {(number == 1 ? one : many ?? one + "s")}");

    /// <summary>The text itself, or its beginning and an ellipsis in so many characters; never half of a pair that is one character.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most) return text;
        var end = most - 1;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + "…";
    }

    /// <summary>The first character of a name as a reader counts, in upper case.</summary>
    public static string Initial(string name) => StringInfo.GetNextTextElement(name).ToUpperInvariant();

    /// <summary>The words as a heading: "Keys".</summary>
    public static string Heading(string words) => string.Concat(words[..1].ToUpperInvariant(), words.AsSpan(1));

    /// <summary>One full stop at the end, also after a name that ends in one: "Saved Winthrop Apts."</summary>
    public static string Stop(string sentence) =>
        sentence.EndsWith("..", StringComparison.Ordinal) && !sentence.EndsWith("...", StringComparison.Ordinal) ? sentence[..^1] : sentence;

    /// <summary>"a, b and c".</summary>
    public static string List(IReadOnlyList<string> parts) =>
        parts.Count < 2 ? string.Concat(parts) : $"{string.Join(", ", parts.Take(parts.Count - 1))} and {parts[^1]}";
}
