using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Kbm.Features.Sheets.Reading;

/// <summary>A workbook of Excel 97 to 2003, and of those before. A formula that came to an error has no text in it.</summary>
internal sealed class XlsSource : SheetSource
{
    private readonly Stream _stream;
    private readonly List<(int Index, string Name)> _sheets;

    static XlsSource() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public XlsSource(Stream stream)
    {
        _stream = stream;
        _sheets = Names();
        if (_sheets.Count == 0) throw SheetRefused.NoSheets();
    }

    public override IReadOnlyList<string> Sheets => [.. _sheets.Select(s => s.Name)];

    /// <summary>Whether these are the records of Excel 2 to 5 without a container.</summary>
    public static bool IsBareStream(ReadOnlySpan<byte> head) => head.Length > 8 && head[0] == 9 && head[1] is 0 or 2 or 4 or 8 && head[2] is > 3 and < 17 && head[3] == 0;

    public override IEnumerable<RawRow> Rows(int sheet)
    {
        using var reader = Reader();
        for (var i = 0; i < _sheets[sheet].Index; i++) reader.NextResult();
        foreach (var row in FillDown.Over(Rows(reader), Merged(reader), SheetLimits.Default.MaxColumns)) yield return row;
    }

    public override void Dispose()
    {
    }

    private static IEnumerable<RawRow> Rows(IExcelDataReader reader)
    {
        for (var number = 1; reader.Read(); number++)
        {
            var cells = new string[reader.FieldCount];
            for (var i = 0; i < cells.Length; i++) cells[i] = CellText.Of(reader.GetValue(i), reader.GetNumberFormatString(i));
            yield return new(number, cells);
        }
    }

    private static List<MergedCells> Merged(IExcelDataReader reader) =>
        [.. (reader.MergeCells ?? []).Where(m => m.ToRow > m.FromRow).Take(FillDown.MaxMerged).Select(m => new MergedCells(m.FromRow + 1, m.ToRow + 1, m.FromColumn))];

    private List<(int Index, string Name)> Names()
    {
        using var reader = Reader();
        var all = new List<(int Index, string Name, bool IsHidden)>();
        do
        {
            all.Add((all.Count, reader.Name, reader.VisibleState != "visible"));
        }
        while (reader.NextResult());
        var shown = all.Exists(s => !s.IsHidden) ? all.Where(s => !s.IsHidden) : all;
        return [.. shown.Select(s => (s.Index, s.Name))];
    }

    private IExcelDataReader Reader()
    {
        _stream.Position = 0;
        try
        {
            return ExcelReaderFactory.CreateBinaryReader(_stream, new ExcelReaderConfiguration { LeaveOpen = true });
        }
        catch (InvalidPasswordException)
        {
            throw SheetRefused.Encrypted();
        }
    }
}
