using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Kbm.Features.Sheets.Reading;

/// <summary>A cell's value as the text that a person would type.</summary>
internal static partial class CellText
{
    private const int FirstYear = 1900;

    public static string Of(object? value, string? format) => value switch
    {
        null => "",
        string text => text,
        bool truth => Of(truth),
        DateTime time => Of(time),
        TimeSpan span => Of(span),
        double number => Of(number, Zeros(format)),
        int number => Of(number, Zeros(format)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    public static string Of(bool truth) => truth ? "TRUE" : "FALSE";

    /// <summary>What lies before the first day of spreadsheets is a time of day.</summary>
    public static string Of(DateTime time)
    {
        time = new DateTime((time.Ticks + (TimeSpan.TicksPerSecond / 2)) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, DateTimeKind.Unspecified);
        var form = time.Year < FirstYear ? "HH:mm" : time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm";
        return time.ToString(form, CultureInfo.InvariantCulture);
    }

    /// <summary>As it is counted: 26:30 is more than a day.</summary>
    public static string Of(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{(span < TimeSpan.Zero ? "-" : "")}{(long)Math.Abs(span.TotalHours):00}:{Math.Abs(span.Minutes):00}");

    /// <summary>Fifteen digits, as spreadsheets show them; zeros that a format puts before a number belong to it: 0042 is a code.</summary>
    /// <param name="number">As it is stored.</param>
    /// <param name="zeros">What <see cref="Zeros"/> found.</param>
    public static string Of(double number, string? zeros = null)
    {
        if (zeros is not null && number >= 0 && number < 1e15 && number == Math.Floor(number)) return number.ToString(zeros, CultureInfo.InvariantCulture);
        return Math.Abs(number) is > 1e-9 and < 1e28
            ? ((decimal)number).ToString("0.############################", CultureInfo.InvariantCulture)
            : number.ToString("G15", CultureInfo.InvariantCulture);
    }

    /// <summary>The zeros of a number format that is nothing else, or null.</summary>
    public static string? Zeros(string? format) => format is { Length: > 1 and < 100 } && OnlyZeros().Match(format) is { Success: true } match ? match.Groups["zeros"].Value : null;

    /// <summary>Trimmed, without characters that no page shows and no database takes.</summary>
    public static string Clean(string text)
    {
        text = text.Trim();
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsPlain(text[i])) return Filter(text).Trim();
        }
        return text;
    }

    [GeneratedRegex(@"^(\[\$[^\]]*\])?(?<zeros>0{2,15})(;.*)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OnlyZeros();

    private static bool IsPlain(char c) => c is >= ' ' and < '\u007F' or >= '\u00A1' and < '\uD800' and not ('\u200B' or '\u2028' or '\u2029') or '\n' or '\t';

    private static string Filter(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            if (rune.Value is '\r' or '\u2028' or '\u2029') clean.Append('\n');
            else if (rune.Value is '\u00A0') clean.Append(' ');
            else if (rune.Value is '\n' or '\t' || (!Rune.IsControl(rune) && rune.Value is not ('\u200B' or '\uFEFF'))) clean.Append(rune);
        }
        return clean.ToString();
    }
}
