using System.Globalization;
using System.Xml;

namespace Kbm.Features.Sheets.Reading;

/// <summary>The rows of one sheet's part.</summary>
internal sealed class XlsxRows(XlsxPackage package, string part, XlsxCells cells, SheetLimits limits)
{
    private const int LastRow = 1_048_576;
    private const int LastColumn = 16_384;
    private readonly XmlTextBuffer _value = new(limits.MaxCell);
    private string?[] _row = new string?[64];
    private int _used;

    public IEnumerable<RawRow> Read()
    {
        using var xml = package.Xml(part);
        while (xml.Step() && !xml.Starts("sheetData"))
        {
        }
        var number = 0;
        while (xml.Step() && !xml.Ends("sheetData"))
        {
            if (!xml.Starts("row")) continue;
            number = Math.Max(Number(xml.GetAttribute("r")) ?? 0, number + 1);
            if (number > LastRow) throw SheetRefused.Corrupt();
            if (!xml.IsEmptyElement) ReadRow(xml);
            if (_used > 0) yield return new(number, Take());
        }
    }

    private void ReadRow(XmlReader xml)
    {
        var column = -1;
        while (xml.Step() && !xml.Ends("row"))
        {
            if (!xml.Starts("c")) continue;
            column = Column(xml.GetAttribute("r")) ?? column + 1;
            if (column >= LastColumn) throw SheetRefused.Corrupt();
            if (!xml.IsEmptyElement && ReadCell(xml) is { Length: > 0 } text) Put(column, text);
        }
    }

    private string ReadCell(XmlReader xml)
    {
        var (type, style) = (xml.GetAttribute("t"), Number(xml.GetAttribute("s")) ?? -1);
        _value.Clear();
        var (isValue, has) = (false, false);
        while (xml.Step() && !xml.Ends("c"))
        {
            if (xml.Starts("v")) isValue = !xml.IsEmptyElement;
            else if (xml.Ends("v")) isValue = false;
            else if (xml.Starts("is") && !xml.IsEmptyElement) RichText.Append(xml, _value, "is");
            else if (isValue && xml.IsText()) _value.Append(xml);
            has = has || _value.Span.Length > 0;
        }
        return has ? cells.Text(type, style, _value) : "";
    }

    private void Put(int column, string text)
    {
        if (column >= _row.Length) Array.Resize(ref _row, Math.Max(column + 1, _row.Length * 2));
        _row[column] = text;
        _used = Math.Max(_used, column + 1);
    }

    private string[] Take()
    {
        var taken = new string[_used];
        for (var i = 0; i < _used; i++) taken[i] = _row[i] ?? "";
        Array.Clear(_row, 0, _used);
        _used = 0;
        return taken;
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static int? Column(string? reference) => reference is null ? null : CellReference.Of(reference).Column;
}
