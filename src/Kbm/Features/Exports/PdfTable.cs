using System.Globalization;
using Kbm.Features.Paper;
using Kbm.Features.Settings;
using Kbm.Features.Shared;

namespace Kbm.Features.Exports;

/// <summary>A table on paper: titled, in pages that each begin with the heads, lying when it is wide, its sums below. Times are the company's.</summary>
internal static class PdfTable
{
    /// <summary>More rows than these are for a spreadsheet, as the last page says.</summary>
    public const int MostRows = 20_000;

    public static async Task Write(Table table, Stream stream, CancellationToken cancel)
    {
        // The document is written without waiting, which the answer to a request does not allow.
        using var file = new MemoryStream();
        await using var ahead = await ReadAhead.Of(table, cancel);
        var about = new PdfAbout(table.Title, string.Join(" · ", table.Filters), table.Company.Name);
        using (var document = PdfFile.Open(about, file))
        {
            var layout = PdfTableLayout.Of(table, [.. ahead.First.Select(r => Texts(r, table.Time))]);
            var pages = new PdfTablePages(document, table, layout, ahead.IsAll ? ahead.First.Select(r => layout.Set(Texts(r, table.Time)).Height) : null);
            var sums = new TableSums(table.Columns);
            await foreach (var row in ahead.Rows().WithCancellation(cancel))
            {
                if (sums.Rows == MostRows) break;
                sums.Add(row);
                pages.Add(layout.Set(Texts(row, table.Time)));
            }
            pages.End(sums, isCut: sums.Rows == MostRows);
            document.Close();
        }
        file.Position = 0;
        await file.CopyToAsync(stream, cancel);
    }

    private static string[] Texts(object?[] row, CompanyTime time) => Array.ConvertAll(row, cell => Text(cell, time));

    private static string Text(object? cell, CompanyTime time) => cell switch
    {
        null => "",
        long number => Number(number),
        DateOnly day => time.FullDate(day),
        DateTime utc => time.FullDateAndTime(utc),
        bool yes => yes ? "Yes" : "No",
        _ => PaperFace.Clean(Convert.ToString(cell, CultureInfo.InvariantCulture)!),
    };

    internal static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    internal static string RowsOf(long rows) => Word.Count(rows, "row");
}
