using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Kbm.Features.Exports;

/// <summary>
/// Rows as RFC 4180 has them. What a spreadsheet would take for a formula gets an apostrophe before it, also behind a semicolon or a tab,
/// at which some programs divide cells.
/// </summary>
internal static partial class Csv
{
    private static readonly SearchValues<char> s_special = SearchValues.Create("\",;\t\r\n");

    public static string Row(IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    [GeneratedRegex(@"(?<=^|[;\t]\s*)(?=[=+\-@\t\r])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Formula();

    private static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        text = Formula().Replace(text, "'");
        return text.AsSpan().IndexOfAny(s_special) < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}

/// <summary>A download that is sent while it is read.</summary>
internal sealed class CsvDownload(string name, IAsyncEnumerable<IEnumerable<string?>> rows) : ActionResult
{
    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = name }.ToString();
        response.Headers.CacheControl = "no-store";
        var cancel = context.HttpContext.RequestAborted;
        await using var text = new StreamWriter(response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await foreach (var row in rows.WithCancellation(cancel)) await text.WriteAsync(Csv.Row(row).AsMemory(), cancel);
    }
}
