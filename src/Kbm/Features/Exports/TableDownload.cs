using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Kbm.Features.Exports;

/// <summary>A table as a download, which is sent while it is read; a page's answer and the API's.</summary>
internal sealed class TableDownload(Table table, TableFormat format) : ActionResult, IResult
{
    public override Task ExecuteResultAsync(ActionContext context) => ExecuteAsync(context.HttpContext);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = format == TableFormat.Csv ? "text/csv; charset=utf-8" : format.MediaType;
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = $"{table.Name}.{format.Word}" }.ToString();
        response.Headers.CacheControl = "no-store";
        await format.Write(table, response.Body, httpContext.RequestAborted);
    }
}
