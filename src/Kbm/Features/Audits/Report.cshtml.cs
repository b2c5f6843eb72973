using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Exports;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Audits;

/// <summary>An audit's report as a file: PDF, or what ?format= says; with ?all=true every count.</summary>
[Authorize(Permissions.RunAudits)]
internal sealed class AuditReportPage(TenantDb db) : KbmPage
{
    public async Task<IActionResult> OnGetAsync(long id)
    {
        if (await db.Audits.FirstOrDefaultAsync(a => a.Id == id) is not { } audit) return NotFound();
        var format = TableFormat.Of(Request.Query["format"]) ?? TableFormat.Pdf;
        return new TableDownload(await new AuditReport(db, audit, Settings, Time).Open(Request.Query["all"] == "true"), format);
    }
}
