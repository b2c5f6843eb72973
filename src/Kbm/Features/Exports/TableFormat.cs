using Kbm.Data;

namespace Kbm.Features.Exports;

/// <summary>What a table can be written as.</summary>
/// <param name="Word">What addresses call it, and how names of such files end.</param>
/// <param name="Text">What people call it.</param>
/// <param name="MediaType">What it is for programs.</param>
/// <param name="Write">Writes a table to a stream that it leaves open.</param>
internal sealed record TableFormat(string Word, string Text, string MediaType, Func<Table, Stream, CancellationToken, Task> Write)
{
    public static readonly TableFormat Xlsx = new("xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", XlsxTable.Write);
    public static readonly TableFormat Csv = new("csv", "CSV", "text/csv", CsvTable.Write);
    public static readonly TableFormat Pdf = new("pdf", "PDF", "application/pdf", PdfTable.Write);

    public static readonly IReadOnlyList<TableFormat> All = [Xlsx, Csv, Pdf];

    public static TableFormat? Of(string? word) => All.FirstOrDefault(f => f.Word.Equals(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>What a program asks for by ?format= or, without that, by its Accept header; null for JSON.</summary>
    public static Outcome<TableFormat?> Asked(HttpRequest request)
    {
        if (request.Query["format"].ToString() is { Length: > 0 } word)
        {
            if (word.Equals("json", StringComparison.OrdinalIgnoreCase)) return (TableFormat?)null;
            return Of(word) is { } format ? format : Refusal.Invalid("format", $"Choose one of: json, {string.Join(", ", All.Select(f => f.Word))}.");
        }
        var accepted = request.GetTypedHeaders().Accept.OrderByDescending(a => a.Quality ?? 1).Select(a => a.MediaType.Value);
        return accepted.Select(a => a is "application/json" or "*/*" ? (true, null) : (false, All.FirstOrDefault(f => f.MediaType.Equals(a, StringComparison.OrdinalIgnoreCase))))
            .FirstOrDefault(a => a.Item1 || a.Item2 is not null).Item2;
    }
}
