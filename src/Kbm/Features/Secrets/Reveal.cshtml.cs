using Kbm.Features.Accounts;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Secrets;

/// <summary>Shows a code once: to a script that puts it in the place of the dots, or as a page where there are no scripts.</summary>
[Authorize(Permissions.Reveal)]
internal sealed class RevealPage(RevealSecret act) : KbmPage
{
    public string ItemCode { get; private set; } = "";

    public Revealed? Shown { get; private set; }

    /// <summary>Why it is not shown.</summary>
    public string? Sentence { get; private set; }

    public async Task<IActionResult> OnPostAsync(string code, [FromForm] string? field, [FromForm] string? earlier)
    {
        ItemCode = Items.ItemCode.Read(code);
        var done = await act.Run(Actor, May(Permissions.RevealAny), code,
            Enum.TryParse<SecretField>(field, out var which) && Enum.IsDefined(which) ? which : null, Guid.TryParse(earlier, out var id) ? id : null);
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
