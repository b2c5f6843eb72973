using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Secrets;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Imports;

/// <summary>
/// The rows with a problem as a sheet with the reasons, to be mended and sent again. With codes only for whoever sent the sheet, when they ask
/// for them on purpose; that is recorded.
/// </summary>
[Authorize(Permissions.Import)]
internal sealed class ImportProblemsPage(TenantDb db, CurrentVault vaults, TimeProvider clock) : KbmPage
{
    public Task<IActionResult> OnGetAsync(long id) => Sheet(id, codes: false);

    public Task<IActionResult> OnPostAsync(long id, [FromForm] string? codes) => Sheet(id, codes == "true");

    private async Task<IActionResult> Sheet(long id, bool codes)
    {
        if (await db.ImportById(id) is not { Import: { ReviewedAt: not null } import }) return NotFound();
        var (vault, isSender) = (await vaults.Open(), import.IsFrom(Actor));
        var withCodes = codes && isSender && import.Map.HasCodes();
        if (withCodes) await Store.Write(written => Record(written, import));
        return new SheetDownload("rows-with-problems.csv", ImportRows.Problems(db, vault, import, isSender, withCodes));
    }

    private Task Record(TenantDb written, Import import)
    {
        written.Record(Actor, clock.GetUtcNow().UtcDateTime, ActivityVerb.CodeShown, Sentences.CodesDownloaded(import.Review.Of(Verdict.Wrong), import.FileName));
        return Task.CompletedTask;
    }
}
