using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Features.Secrets;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Exports;

/// <summary>
/// One list as a file. The form asks for the kind of file and the columns, and carries codes when they are asked for there; with
/// ?format= the file comes at once, in the columns that were chosen last.
/// </summary>
[Authorize(Permissions.Export)]
internal sealed class ExportPage(TenantDb db, ExportSecrets secrets) : KbmPage
{
    public ListExport List { get; private set; } = null!;

    /// <summary>What the list is narrowed to, in words.</summary>
    public IReadOnlyList<string> Words { get; private set; } = [];

    public IReadOnlyCollection<string> Chosen { get; private set; } = [];

    public TableFormat Format { get; private set; } = TableFormat.Xlsx;

    public string? Refusal { get; private set; }

    public bool MayExportSecrets => List.Secrets.Count > 0 && May(Permissions.RevealAny);

    /// <summary>Where the list is, as it was filtered.</summary>
    public string Back => List.Path + QueryString.Create(ItemSelection.FiltersOf(Request, null).Where(f => !ExportField.All.Contains(f.Key)));

    public async Task<IActionResult> OnGetAsync(string list)
    {
        if (!await Find(list)) return NotFound();
        if (TableFormat.Of(Request.Query[ExportField.Format]) is not { } format) return await Form();
        return new TableDownload(await List.Open(Ask() with { Columns = Chosen }), format);
    }

    public async Task<IActionResult> OnPostAsync(string list)
    {
        if (!await Find(list)) return NotFound();
        Chosen = [.. List.Columns.Select(c => c.Name).Intersect(Request.Form[ExportField.Columns].OfType<string>())];
        Format = TableFormat.Of(Request.Form[ExportField.Format]) ?? TableFormat.Xlsx;
        if (Chosen.Count == 0)
        {
            (Refusal, Response.StatusCode) = ("Choose at least one column.", StatusCodes.Status400BadRequest);
            return await Form();
        }
        await Store.RememberColumns(Actor.UserId, List, Chosen);
        var withSecrets = MayExportSecrets && Request.Form[ExportField.Secrets] == "true";
        return new TableDownload(await List.Open(Ask() with { Columns = Chosen, Secrets = withSecrets ? secrets.For(Actor) : null }), Format);
    }

    private ExportAsk Ask() => new(db, Request, Settings, Time);

    private async Task<bool> Find(string name)
    {
        if (ListExport.Of(name) is not { } list || !May(list.Permission)) return false;
        (List, Chosen) = (list, await db.ColumnsOf(Actor.UserId, list));
        return true;
    }

    private async Task<IActionResult> Form()
    {
        Words = await List.Words(Ask());
        return Page();
    }
}
