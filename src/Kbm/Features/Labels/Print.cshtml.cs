using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Labels;

/// <summary>The labels as a PDF that opens in the browser; a refusal stands on the page where they were chosen.</summary>
[Authorize(Permissions.EditInventory)]
internal sealed class PrintLabelsPage(TenantDb db) : KbmPage
{
    public async Task<IActionResult> OnGetAsync()
    {
        var labels = LabelRequest.Read(Request);
        if (await labels.Check(db, Settings, Time) is not null) return LocalRedirect(labels.At("/labels"));
        var pdf = LabelPdf.Render(labels.Sheet(Settings), await labels.Load(db, Settings, Time, Request));
        Response.Headers.ContentDisposition = "inline; filename=\"labels.pdf\"";
        Response.Headers.CacheControl = "private, no-store";
        return File(pdf, "application/pdf");
    }
}
