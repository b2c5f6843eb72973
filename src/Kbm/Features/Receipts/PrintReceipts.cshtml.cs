using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Receipts;

/// <summary>The chosen receipts, or all that the list finds, as one PDF that opens in the browser; a refusal is told on the list.</summary>
[Authorize(Permissions.See)]
internal sealed class PrintReceiptsPage(TenantDb db) : KbmPage
{
    public async Task<IActionResult> OnGetAsync()
    {
        var pdf = await new ReceiptBatch(db, Settings, Time, Request).Render();
        if (pdf.IsRefused)
        {
            Say(pdf.Refusals[0].Sentence);
            return LocalRedirect("/receipts" + ReceiptsPage.FiltersOf(Request));
        }
        Response.Headers.ContentDisposition = "inline; filename=\"receipts.pdf\"";
        Response.Headers.CacheControl = "private, no-store";
        return File(pdf.Value, "application/pdf");
    }
}
