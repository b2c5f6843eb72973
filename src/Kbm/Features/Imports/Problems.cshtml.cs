using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Secrets;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Imports;

/// <summary>The rows with a problem as a sheet with the reasons, to be mended and sent again.</summary>
[Authorize(Permissions.Import)]
internal sealed class ImportProblemsPage(TenantDb db, CurrentVault vaults) : KbmPage
{
    public async Task<IActionResult> OnGetAsync(long id)
    {
        if (await db.ImportById(id) is not { Import: { ReviewedAt: not null } import }) return NotFound();
        var vault = await vaults.Open();
        return new SheetDownload("rows-with-problems.csv", ImportRows.Problems(db, vault, import, withCodes: import.UserId == Actor.UserId));
    }
}
