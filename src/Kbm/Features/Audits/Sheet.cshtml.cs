using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Exports;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Audits;

/// <summary>A sheet to count on, as a PDF.</summary>
[Authorize(Permissions.RunAudits)]
internal sealed class SheetPage(TenantDb db) : KbmPage
{
    public async Task<IActionResult> OnGetAsync(long id) => await db.Audits.FirstOrDefaultAsync(a => a.Id == id) is { } audit
        ? new TableDownload(new AuditSheet(db, audit, Settings, Time).Open(), TableFormat.Of(Request.Query["format"]) ?? TableFormat.Pdf)
        : NotFound();
}
