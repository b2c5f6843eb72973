using System.Globalization;
using System.Text;
using Kbm.Features.Shared;

namespace Kbm.Features.Search;

/// <summary>Makes what is searched and what is typed comparable: lower case, no accents, letters and digits in single spaces.</summary>
internal static class SearchText
{
    public const int MostTerms = 8;

    public static string Fold(string? text)
    {
        var folded = new StringBuilder();
        foreach (var c in Readable(text ?? "").Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(c)) folded.Append(char.ToLowerInvariant(c));
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && folded.Length > 0 && folded[^1] != ' ')
                folded.Append(' ');
        }
        return folded.ToString().TrimEnd();
    }

    /// <summary>What was typed as terms that must all be found.</summary>
    public static IReadOnlyList<string> Terms(string? typed) =>
        [.. Fold(typed is { Length: > 200 } ? typed[..200] : typed).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MostTerms)];

    /// <summary>What stands in the index for a thing that is found by these folded words: every word between spaces.</summary>
    public static string Indexed(string folded) => $" {folded} ";

    /// <summary>What a term looks for in the index: short ones only where a word begins, or they would find everything.</summary>
    public static string Pattern(string term) => term.Length switch { 1 => $" {term} ", 2 => $" {term}", _ => term };

    // What was pasted is found as what Checks keeps of it. A lone surrogate and U+FFFE are no characters, and Normalize refuses them.
    private static string Readable(string text) =>
        Ascii.IsValid(text) ? text : string.Concat(text.EnumerateRunes().Where(r => !Checks.IsUnseen(r)));
}
