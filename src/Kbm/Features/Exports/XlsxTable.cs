using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Kbm.Features.Shared;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace Kbm.Features.Exports;

/// <summary>
/// A table as a workbook: typed cells, a head that stays, a filter, widths. Text is written as text, so a cell that begins like a formula
/// is none and reads as it was typed.
/// </summary>
internal static partial class XlsxTable
{
    private const int LastRow = 1_048_576;
    private const int MostRows = LastRow - 1;
    private const int MostCharacters = 32_767;
    private const double Least = 6;
    private const double Widest = 60;

    public static async Task Write(Table table, Stream stream, CancellationToken cancel)
    {
        var options = new SpreadCheetahOptions
        {
            // Spaces at the ends of text are part of it.
            PreserveStringWhitespace = true,
            DocumentProperties = new() { Title = Clean(table.Title), Subject = Clean(string.Join(" · ", table.Filters)), Author = Clean(table.Company.Name) },
        };
        await using var ahead = await ReadAhead.Of(table, cancel);
        await using var held = new HeldWrites(stream);
        await using (var book = await Spreadsheet.CreateNewAsync(held, options, cancel)) await Fill(book, table, ahead, cancel);
        await held.FlushAsync(cancel);
    }

    private static async Task Fill(Spreadsheet book, Table table, ReadAhead ahead, CancellationToken cancel)
    {
        var styles = Styles.Of(book);
        await book.StartWorksheetAsync(SheetName(table.Title), Layout(table, ahead), cancel);
        await book.AddHeaderRowAsync(table.Columns.Select(c => c.Head).ToList(), styles.Head, cancel);
        var (sums, cells) = (new TableSums(table.Columns), new Cell[table.Columns.Count]);
        await foreach (var row in ahead.Rows().WithCancellation(cancel))
        {
            if (sums.Rows == MostRows) break;
            sums.Add(row);
            for (var at = 0; at < cells.Length; at++) cells[at] = CellOf(row[at], table, styles);
            await book.AddRowAsync(cells, cancel);
        }
        if (table.IsReport) await About(book, table, sums, styles, cancel);
        await book.FinishAsync(cancel);
    }

    private static Cell CellOf(object? cell, Table table, Styles styles) => cell switch
    {
        string text => new(Clean(Csv.Kept(text))),
        long number => new(number),
        DateOnly day => new(day.ToDateTime(TimeOnly.MinValue), styles.Day),
        DateTime utc => new(table.Time.Local(utc), styles.Moment),
        bool yes => new(yes),
        null => default,
        _ => throw new ArgumentOutOfRangeException(nameof(cell), cell.GetType().Name, "No kind of cell holds this."),
    };

    /// <summary>The second sheet of a report: what it is, of whom and when, what it is narrowed to, and its sums.</summary>
    private static async Task About(Spreadsheet book, Table table, TableSums sums, Styles styles, CancellationToken cancel)
    {
        var layout = new WorksheetOptions();
        (layout.Column(1).Width, layout.Column(2).Width) = (24, Widest);
        await book.StartWorksheetAsync("About", layout, cancel);
        await Line("Report", new(Clean(table.Title)));
        await Line("Company", new(Clean(table.Company.Name)));
        await Line("Made", new(table.Time.Local(table.Time.Now), styles.Moment));
        foreach (var filter in table.Filters) await Line("Only", new(Clean(filter)));
        await Line("Rows", new(sums.Rows));
        for (var at = 0; at < table.Columns.Count; at++)
            if (sums.Of(at) is { } sum) await Line($"{table.Columns[at].Head}, in all", new(sum));

        async Task Line(string name, Cell cell) => await book.AddRowAsync([new Cell(name, styles.Head), cell], cancel);
    }

    private static WorksheetOptions Layout(Table table, ReadAhead ahead)
    {
        var last = ahead.IsAll ? ahead.First.Count + 1 : LastRow;
        var layout = new WorksheetOptions
        {
            FrozenRows = 1,
            AutoFilter = new(string.Create(CultureInfo.InvariantCulture, $"A1:{ColumnName(table.Columns.Count)}{last}")),
        };
        for (var at = 0; at < table.Columns.Count; at++)
        {
            // The button of the filter covers the end of the head.
            var longest = ahead.First.Select(r => Length(r[at])).DefaultIfEmpty().Max();
            layout.Column(at + 1).Width = Math.Clamp(Math.Max(longest + 2, table.Columns[at].Head.Length + 4), Least, Widest);
        }
        return layout;
    }

    private static int Length(object? cell) => cell switch
    {
        DateTime => 16,
        DateOnly => 10,
        null => 0,
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture)!.Length,
    };

    private static string ColumnName(int number) => number <= 26 ? $"{(char)('A' + number - 1)}" : ColumnName((number - 1) / 26) + ColumnName((number - 1) % 26 + 1);

    // A sheet is named in at most 31 characters and without those that formulas need.
    private static string SheetName(string title)
    {
        var name = string.Concat(Clean(title).Where(c => !@"[]:*?/\'".Contains(c)));
        return Word.Cut(name.Trim().Length == 0 ? "Sheet" : name.Trim(), 31);
    }

    /// <summary>Without what XML cannot say, in as many characters as a cell holds.</summary>
    private static string Clean(string text)
    {
        if (text.Contains("_x", StringComparison.Ordinal)) text = LikeCharacter().Replace(text, "_x005F_");
        if (text.Length <= MostCharacters && text.All(c => XmlConvert.IsXmlChar(c))) return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (rune != Rune.ReplacementChar && (!rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value))) clean.Append(rune);
        return Word.Cut(clean.ToString(), MostCharacters);
    }

    // What a workbook would read as a character by its number is no such thing.
    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LikeCharacter();

    private sealed record Styles(StyleId Head, StyleId Day, StyleId Moment)
    {
        public static Styles Of(Spreadsheet book) => new(
            book.AddStyle(new Style { Font = { Bold = true } }),
            book.AddStyle(new Style { Format = NumberFormat.Custom("yyyy-mm-dd") }),
            book.AddStyle(new Style { Format = NumberFormat.Custom("yyyy-mm-dd hh:mm") }));
    }
}
