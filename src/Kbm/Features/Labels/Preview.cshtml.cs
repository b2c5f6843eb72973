using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Labels;

/// <summary>The first page of the labels as a picture, drawn by what draws the PDF.</summary>
[Authorize(Permissions.EditInventory)]
internal sealed class LabelPreviewPage(TenantDb db) : KbmPage
{
    public async Task<IActionResult> OnGetAsync()
    {
        var labels = LabelRequest.Read(Request);
        if (await labels.Check(db, Settings, Time) is not null) return NotFound();
        var first = await labels.Load(db, Settings, Time, Request, labels.Stock.PerPage - labels.Start + 1);
        Response.Headers.CacheControl = "private, no-store";
        return File(LabelPicture.Render(labels.Sheet(Settings), first), "image/png");
    }
}
