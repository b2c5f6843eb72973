using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kbm.Features.Imports;

/// <summary>Where a sheet is sent, and where blank ones to fill in are found.</summary>
[Authorize(Permissions.Import)]
internal sealed class NewImportPage(ReceiveSheet act) : KbmPage
{
    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public string? ActKey { get; set; }

    public static IReadOnlyList<FieldOption> Kinds { get; } =
        [new("", "Let KBM find out"), .. Enum.GetValues<ImportKind>().Select(k => new FieldOption(k.ToString(), k == ImportKind.Items ? "Items of several types" : Word.Heading(KindWords.Of(k).Many)))];

    public void OnGet(string? kind) => (Kind, ActKey) = (EnumWord.Of<ImportKind>(kind)?.ToString(), Guid.NewGuid().ToString("N"));

    public async Task<IActionResult> OnPostAsync([FromForm] IFormFile? file)
    {
        var checks = new Checks();
        ImportKind? kind = string.IsNullOrWhiteSpace(Kind) ? null : checks.Choice("kind", Kind, ImportKind.Keys);
        if (file is not { Length: > 0 } && file?.FileName is not { Length: > 0 }) checks.Refuse("file", "Choose a file first.");
        var key = Guid.TryParse(ActKey, out var given) ? given.ToString("N") : Guid.NewGuid().ToString("N");
        ActKey = key;
        if (checks.Failed) return Again(checks.Refusals);
        var received = await act.Run(Actor, file!.OpenReadStream(), file.FileName, $"form:{Actor.UserId}:{key}", kind, cancel: HttpContext.RequestAborted);
        return received.IsRefused ? Again(received.Refusals) : LocalRedirect($"/imports/{received.Value.Id}/columns");
    }

    private PageResult Again(IReadOnlyList<Refusal> refusals)
    {
        ModelState.Clear();
        foreach (var refusal in refusals) ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        Response.StatusCode = refusals[0].Status;
        return Page();
    }
}
