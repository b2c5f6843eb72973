namespace Kbm.Features.Sheets.Reading;

/// <summary>Text that is no table of cells: pages that programs save under the name of a workbook, and the like.</summary>
internal static class MarkupFile
{
    private const string SaveAs = "Open it in a spreadsheet program, save it as an Excel workbook (XLSX) or as CSV, and send that.";

    /// <exception cref="SheetRefused">It is one of them.</exception>
    public static void Refuse(ReadOnlySpan<char> text)
    {
        text = text.TrimStart("\uFEFF \t\r\n");
        var start = text[..Math.Min(text.Length, 2048)];
        if (start is ['<', ..])
        {
            throw start.Contains("office:spreadsheet", StringComparison.OrdinalIgnoreCase)
                ? SheetRefused.WrongKind("an XML spreadsheet of 2003", SaveAs)
                : start.Contains("<html", StringComparison.OrdinalIgnoreCase) || start.Contains("<table", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase)
                    ? SheetRefused.WrongKind("a web page (HTML), whatever its name says", SaveAs)
                    : SheetRefused.WrongKind("an XML file", SaveAs);
        }
        if (start is ['{', '"', ..] || (start is ['[' or '{', ..] && start[1..].TrimStart() is ['{' or '"' or '[', ..])) throw SheetRefused.WrongKind("a JSON file", "Send an Excel workbook (XLSX or XLS) or a CSV file.");
    }
}
