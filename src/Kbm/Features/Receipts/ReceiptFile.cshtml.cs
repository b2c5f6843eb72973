using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Secrets;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Receipts;

/// <summary>One receipt as a PDF that opens in the browser.</summary>
[Authorize(Permissions.See)]
internal sealed class ReceiptFilePage(TenantDb db, CodesOnReceipt printed) : KbmPage
{
    public async Task<IActionResult> OnGetAsync(string number, string? size)
    {
        if (await db.Receipt(number) is not { } receipt) return NotFound();
        // Who asks only whether it is there is not given a code.
        var codes = HttpMethods.IsGet(Request.Method) && May(Permissions.RevealAny) ? await printed.For(Actor, receipt, Settings) : null;
        var paper = ReceiptPaperOf.Of(receipt, Settings, Time, ReceiptPaperOf.Address(Request, receipt), codes);
        Response.Headers.ContentDisposition = $"inline; filename=\"{receipt.Number}.pdf\"";
        Response.Headers.CacheControl = "private, no-store";
        return File(ReceiptPdf.Render(paper, ReceiptBatch.Size(size)), "application/pdf");
    }
}
