namespace Kbm.Features.Sheets.Reading;

/// <summary>
/// An Office Open XML workbook (ECMA-376), read a row at a time straight from its parts. Charts are no sheets, and those that are hidden are
/// left out as long as one is not.
/// </summary>
internal sealed class XlsxSource : SheetSource
{
    private const int MaxSheets = 1000;
    private readonly XlsxPackage _package;
    private readonly SheetLimits _limits;
    private readonly List<(string Name, string Part)> _sheets = [];
    private readonly List<string> _texts = [];
    private readonly List<CellStyle> _styles = [];
    private bool _from1904;

    public XlsxSource(XlsxPackage package, string workbook, SheetLimits limits)
    {
        (_package, _limits) = (package, limits);
        var parts = package.Relationships(workbook);
        ReadWorkbook(workbook, parts);
        if (_sheets.Count == 0) throw SheetRefused.NoSheets();
        if (Part(parts, "sharedStrings") is { } texts) _texts = SharedTexts.Read(package, texts, limits);
        if (Part(parts, "styles") is { } styles) _styles = CellStyles.Read(package, styles);
    }

    public override IReadOnlyList<string> Sheets => [.. _sheets.Select(s => s.Name)];

    public override IEnumerable<RawRow> Rows(int sheet)
    {
        var part = _sheets[sheet].Part;
        return FillDown.Over(new XlsxRows(_package, part, new(_texts, _styles, _from1904), _limits).Read(), XlsxMerged.Read(_package, part), _limits.MaxColumns);
    }

    public override void Dispose() => _package.Dispose();

    private string? Part(Dictionary<string, (string Type, string Part)> parts, string type) =>
        parts.Values.FirstOrDefault(p => p.Type == type) is { Part: { } part } && _package.Has(part) ? part : null;

    private void ReadWorkbook(string workbook, Dictionary<string, (string Type, string Part)> parts)
    {
        var hidden = new List<(string, string)>();
        using var xml = _package.Xml(workbook);
        while (xml.Step())
        {
            if (xml.Starts("workbookPr")) _from1904 = xml.GetAttribute("date1904") is "1" or "true";
            if (!xml.Starts("sheet") || !parts.TryGetValue(xml.Qualified("id") ?? "", out var part) || part.Type != "worksheet") continue;
            var shows = xml.GetAttribute("state") is null or "visible";
            (shows ? _sheets : hidden).Add((CellText.Clean(xml.GetAttribute("name") ?? ""), part.Part));
            if (_sheets.Count + hidden.Count > MaxSheets) throw SheetRefused.Bomb();
        }
        if (_sheets.Count == 0) _sheets.AddRange(hidden);
    }
}
