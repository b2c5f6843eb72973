using System.Text;
using Kbm.Features.Exports;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Kbm.Features.Imports;

/// <summary>Rows of whatever width as a CSV file, which is sent while they are read.</summary>
internal sealed class SheetDownload(string name, IAsyncEnumerable<IEnumerable<string?>> rows) : ActionResult
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
