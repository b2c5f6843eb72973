using System.Text;
using CsvHelper;

namespace Kbm.Features.Sheets.Reading;

/// <summary>Text whose cells are divided by commas, semicolons, tabs or bars.</summary>
internal sealed class CsvSource : SheetSource
{
    private readonly Stream _stream;
    private readonly string _name;
    private readonly SheetLimits _limits;
    private readonly Encoding _encoding;

    public CsvSource(Stream stream, string name, SheetLimits limits)
    {
        (_stream, _limits) = (stream, limits);
        _name = Path.GetFileNameWithoutExtension(name) is { Length: > 0 } own ? own : "CSV";
        _encoding = TextEncoding.Of(stream);
        using var text = Text();
        var sample = new char[16 * 1024];
        var start = sample.AsSpan(0, text.ReadBlock(sample));
        if (start.IsWhiteSpace()) throw SheetRefused.Empty();
        MarkupFile.Refuse(start);
    }

    public override IReadOnlyList<string> Sheets => [_name];

    public override IEnumerable<RawRow> Rows(int sheet)
    {
        using var csv = CsvReader.Create(Text(), Options());
        for (var number = 1; Read(csv, number); number++)
        {
            // Far more than a sheet has are not even taken out of their row.
            if (csv.FieldCount > _limits.MaxRecordColumns) throw SheetRefused.TooManyColumns(number, csv.FieldCount, _limits.MaxColumns);
            var cells = new string[csv.FieldCount];
            for (var i = 0; i < cells.Length; i++) cells[i] = csv.GetString(i);
            yield return new(number, cells);
        }
    }

    public override void Dispose()
    {
    }

    private bool Read(CsvReader csv, int number)
    {
        try
        {
            return csv.Read();
        }
        catch (CsvFormatException)
        {
            throw SheetRefused.RowTooLong(number, _limits.MaxRecord);
        }
    }

    /// <summary>The separator is found from the first lines. A quotation mark in the midst of a cell is an inch.</summary>
    private CsvReaderOptions Options() => new() { HasHeader = false, SkipEmptyLines = false, MaxRecordSize = _limits.MaxRecord, IncludeValuesInExceptions = false };

    private StreamReader Text()
    {
        _stream.Position = 0;
        return new StreamReader(_stream, _encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 64 * 1024, leaveOpen: true);
    }
}
