using Kbm.Features.Accounts;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Imports;

/// <summary>A blank sheet of one kind.</summary>
[Authorize(Permissions.Import)]
internal sealed class ImportTemplatePage : KbmPage
{
    public IActionResult OnGet(string kind) => ImportTemplates.Kinds.Where(k => k.ToString().Equals(kind, StringComparison.OrdinalIgnoreCase)).Select(k => (ImportKind?)k).FirstOrDefault() is { } known
        ? new SheetDownload(ImportTemplates.NameOf(known), Rows(known))
        : NotFound();

    private static async IAsyncEnumerable<IEnumerable<string?>> Rows(ImportKind kind)
    {
        await Task.CompletedTask;
        yield return ImportTemplates.Heads(kind);
    }
}
