using System.Globalization;
using System.Text;

namespace Kbm.Features.Sheets.Reading;

/// <summary>A cell's value as the text that a person would type.</summary>
internal static class CellText
{
    /// <summary>Excel's day 0 counts from here, but for the days before its 29 February 1900, which never was.</summary>
    private static readonly DateTime s_epoch = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    public static string Of(object? value, string? format) => value switch
    {
        null => "",
        string text => text,
        bool truth => Of(truth),
        DateTime time => Of(time),
        TimeSpan span => Of(s_epoch + span),
        double number => Of(number, format),
        int number => Of(number, format),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    public static string Of(bool truth) => truth ? "TRUE" : "FALSE";

    /// <summary>A serial number without a day is a time of day.</summary>
    public static string Of(DateTime time)
    {
        time = new DateTime((time.Ticks + (TimeSpan.TicksPerSecond / 2)) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, DateTimeKind.Unspecified);
        var form = time < s_epoch.AddDays(1) ? "HH:mm" : time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm";
        return time.ToString(form, CultureInfo.InvariantCulture);
    }

    /// <summary>Fifteen digits, as spreadsheets show them; zeros that a format puts before a number belong to it: 0042 is a code.</summary>
    public static string Of(double number, string? format = null)
    {
        if (format is { Length: > 1 } && format.All(c => c == '0') && number >= 0 && number < 1e15 && number == Math.Floor(number))
            return number.ToString(format, CultureInfo.InvariantCulture);
        return Math.Abs(number) is > 1e-9 and < 1e28
            ? ((decimal)number).ToString("0.############################", CultureInfo.InvariantCulture)
            : number.ToString("G15", CultureInfo.InvariantCulture);
    }

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
