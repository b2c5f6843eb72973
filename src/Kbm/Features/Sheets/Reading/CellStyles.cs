using System.Globalization;
using ExcelDataReader.Core.NumberFormat;

namespace Kbm.Features.Sheets.Reading;

/// <summary>What a number in an XLSX file's cell means.</summary>
internal enum NumberMeaning
{
    Number,
    Time,
    Duration,
}

/// <param name="Meaning">By the format.</param>
/// <param name="Zeros">Those of the format, if it is nothing else.</param>
internal readonly record struct CellStyle(NumberMeaning Meaning, string? Zeros);

/// <summary>The number formats of an XLSX file's cells.</summary>
internal static class CellStyles
{
    private const int MaxStyles = 65_536;

    public static List<CellStyle> Read(XlsxPackage package, string part)
    {
        var formats = new Dictionary<int, string>();
        var styles = new List<CellStyle>();
        var isCells = false;
        using var xml = package.Xml(part);
        while (xml.Step())
        {
            if (xml.Starts("numFmt")) formats[Id(xml.GetAttribute("numFmtId"))] = xml.GetAttribute("formatCode") ?? "";
            else if (xml.Starts("cellXfs")) isCells = !xml.IsEmptyElement;
            else if (xml.Ends("cellXfs")) break;
            else if (isCells && xml.Starts("xf")) styles.Add(Of(Id(xml.GetAttribute("numFmtId")), formats));
            if (styles.Count > MaxStyles || formats.Count > MaxStyles) throw SheetRefused.Bomb();
        }
        return styles;
    }

    private static CellStyle Of(int id, Dictionary<int, string> formats)
    {
        if (!formats.TryGetValue(id, out var format)) return new(BuiltIn(id), null);
        if (CellText.Zeros(format) is { } zeros) return new(NumberMeaning.Number, zeros);
        if (format.Length > 255) return default;
        var parsed = new NumberFormatString(format);
        return new(!parsed.IsValid ? NumberMeaning.Number : parsed.IsTimeSpanFormat ? NumberMeaning.Duration : parsed.IsDateTimeFormat ? NumberMeaning.Time : NumberMeaning.Number, null);
    }

    /// <summary>ECMA-376 part 1, 18.8.30: dates, times, and those that East Asian versions add.</summary>
    private static NumberMeaning BuiltIn(int id) => id switch
    {
        46 => NumberMeaning.Duration,
        (>= 14 and <= 22) or (>= 27 and <= 36) or 45 or 47 or (>= 50 and <= 58) => NumberMeaning.Time,
        _ => NumberMeaning.Number,
    };

    private static int Id(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
}
