using System.Globalization;

namespace Kbm.Features.Items;

/// <summary>The short id on a tag: a prefix for the type, a letter and three digits; after 999 the next letter, after Z two letters.</summary>
internal static class ItemCode
{
    private const int PerLetter = 999;
    private const int Digits = 3;
    private const int MostLetters = 3;

    /// <param name="prefix">The type's prefix, K for keys.</param>
    /// <param name="number">1 for the first item of the type.</param>
    public static string Of(string prefix, long number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        var (letters, digits) = Math.DivRem(number - 1, PerLetter);
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}{Letters(letters)}{digits + 1:000}");
    }

    /// <summary>The number of which <see cref="Of"/> makes this code.</summary>
    /// <exception cref="ArgumentException">It is no code of this prefix.</exception>
    public static long NumberOf(string prefix, string code)
    {
        var own = code.AsSpan(prefix.Length);
        if (!code.StartsWith(prefix, StringComparison.Ordinal) || !IsNumber(own)) throw new ArgumentException($"{code} is no code that begins with {prefix}.", nameof(code));
        var letters = 0L;
        foreach (var letter in own[..^Digits]) letters = letters * 26 + (letter - 'A' + 1);
        return (letters - 1) * PerLetter + long.Parse(own[^Digits..], NumberStyles.None, CultureInfo.InvariantCulture);
    }

    /// <summary>A code as it is given out, however it was typed: ka 014 is KA014. Of nothing but blanks, which a page hears of as null, it is empty.</summary>
    public static string Read(string? typed) => string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c))).ToUpperInvariant();

    /// <summary>Whether this can stand behind a prefix: one to three letters and three digits.</summary>
    public static bool IsNumber(ReadOnlySpan<char> text) => text.Length is > Digits and <= Digits + MostLetters
        && !text[..^Digits].ContainsAnyExceptInRange('A', 'Z') && !text[^Digits..].ContainsAnyExceptInRange('0', '9');

    /// <summary>A … Z, AA … ZZ and so on, for 0, 1, 2 …</summary>
    private static string Letters(long index)
    {
        var letters = "";
        for (var rest = index; rest >= 0; rest = rest / 26 - 1) letters = (char)('A' + rest % 26) + letters;
        return letters;
    }
}
