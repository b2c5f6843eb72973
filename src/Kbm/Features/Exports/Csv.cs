using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Kbm.Features.Settings;

namespace Kbm.Features.Exports;

/// <summary>
/// Rows as RFC 4180 has them. What a spreadsheet would take for a formula gets an apostrophe before it, also behind a semicolon or a tab,
/// at which some programs divide cells.
/// </summary>
internal static partial class Csv
{
    private static readonly SearchValues<char> s_special = SearchValues.Create("\",;\t\r\n");

    public static string Row(IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    /// <summary>The text for a cell that can hold no formula: what <see cref="Plain"/> would take away of it is there twice.</summary>
    public static string Kept(string text) => text.Contains('\'') ? Harmless().Replace(text, "''") : text;

    /// <summary>The text as it was before its cell was made harmless.</summary>
    public static string Plain(string cell) => Harmless().Replace(cell, "");

    // Apostrophes that stand there already count as part of the formula, so that the one which is added can be taken away again.
    [GeneratedRegex(@"(?<=^|[;\t]\s*)(?='*[=+\-@\t\r＝＋－＠])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Formula();

    [GeneratedRegex(@"(?<=^|[;\t]\s*)'(?='*[=+\-@\t\r＝＋－＠])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Harmless();

    private static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        text = Formula().Replace(text, "'");
        return text.AsSpan().IndexOfAny(s_special) < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}

/// <summary>A table as CSV: UTF-8 with its mark, comma, days as 2026-11-27, times as the company's clock shows them. No sums, so that every row is a row.</summary>
internal static class CsvTable
{
    public static async Task Write(Table table, Stream stream, CancellationToken cancel)
    {
        await using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await text.WriteAsync(Csv.Row(table.Columns.Select(c => c.Head)).AsMemory(), cancel);
        await foreach (var row in table.Rows.WithCancellation(cancel))
            await text.WriteAsync(Csv.Row(row.Select(cell => Text(cell, table.Time))).AsMemory(), cancel);
    }

    private static string? Text(object? cell, CompanyTime time) => cell switch
    {
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime utc => time.Local(utc).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        bool yes => yes ? "Yes" : "No",
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture),
    };
}
