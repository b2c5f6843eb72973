using System.Globalization;

namespace Kbm.Features.Sheets.Reading;

/// <summary>What a workbook says once for all its cells, and with it the text of one.</summary>
internal sealed class XlsxCells(List<string> texts, List<CellStyle> styles, bool from1904)
{
    private const int DaysTo1904 = 1462;
    private const double LastDay = 2_958_466;
    private const int PlainDigits = 15;

    public string Text(string? type, int style, XmlTextBuffer value) => type switch
    {
        "s" => int.TryParse(value.Span, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < texts.Count ? texts[at] : "",
        "str" or "inlineStr" or "e" => value.ToString(),
        "b" => CellText.Of(value.Span is "1" or "true"),
        "d" => DateTime.TryParse(value.Span, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) ? CellText.Of(time) : value.ToString(),
        _ => Number(style >= 0 && style < styles.Count ? styles[style] : default, value.Span),
    };

    private string Number(CellStyle style, ReadOnlySpan<char> value)
    {
        if (style == default && value.Length <= PlainDigits && !value.ContainsAnyExceptInRange('0', '9') && (value.Length < 2 || value[0] != '0')) return new string(value);
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return new string(value);
        if (style.Meaning == NumberMeaning.Duration) return CellText.Of(TimeSpan.FromDays(Math.Clamp(number, -LastDay, LastDay)));
        if (style.Meaning == NumberMeaning.Number || number is < 0 or >= LastDay - DaysTo1904) return CellText.Of(number, style.Zeros);
        return CellText.Of(DateTime.FromOADate(from1904 ? number + DaysTo1904 : number is >= 1 and < 60 ? number + 1 : number));
    }
}
