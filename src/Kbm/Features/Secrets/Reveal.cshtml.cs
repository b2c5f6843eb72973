using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Secrets;

/// <summary>Shows a code once: to a script that puts it in the place of the dots, or as a page where there are no scripts.</summary>
[Authorize(Permissions.Reveal)]
internal sealed class RevealPage(TenantDb db, RevealSecret act) : KbmPage
{
    public string ItemCode { get; private set; } = "";

    public Revealed? Shown { get; private set; }

    /// <summary>Why it is not shown.</summary>
    public string? Sentence { get; private set; }

    /// <summary>Whoever comes back to the address sees the item, where the code is shown again.</summary>
    public async Task<IActionResult> OnGetAsync(string code)
    {
        var wanted = Items.ItemCode.Read(code);
        return await db.Items.AnyAsync(i => i.Code == wanted) ? LocalRedirect("/items/" + wanted) : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(string code, [FromForm] string? field, [FromForm] string? earlier)
    {
        ItemCode = Items.ItemCode.Read(code);
        var checks = new Checks();
        SecretField? which = string.IsNullOrEmpty(field) ? null : checks.Choice("field", field, SecretField.LockCode);
        if (checks.Failed) return BadRequest();
        var done = await act.Run(Actor, May(Permissions.RevealAny), code, which, Guid.TryParse(earlier, out var id) ? id : null);
        // A page with forms is not stored anyway.
        if (IsPartial) Response.Headers.CacheControl = "no-store";
        if (done.IsRefused)
        {
            (Sentence, Response.StatusCode) = (done.Refusals[0].Sentence, done.Refusals[0].Status);
            return IsPartial ? new JsonResult(new { sentence = Sentence }) { StatusCode = Response.StatusCode } : Page();
        }
        Shown = done.Value;
        return IsPartial ? new JsonResult(new { value = Shown.Value }) : Page();
    }
}
