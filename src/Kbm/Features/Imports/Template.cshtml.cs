using Kbm.Features.Accounts;
using Kbm.Features.Exports;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Imports;

/// <summary>A blank sheet of one kind.</summary>
[Authorize(Permissions.Import)]
internal sealed class ImportTemplatePage : KbmPage
{
    public IActionResult OnGet(string kind) => ImportTemplates.Kinds.Where(k => k.ToString().Equals(kind, StringComparison.OrdinalIgnoreCase)).Select(k => (ImportKind?)k).FirstOrDefault() is { } known
        ? new TableDownload(ImportTemplates.Of(known, Settings, Time), ImportTemplates.Formats.FirstOrDefault(f => f.Word == Request.Query["format"]) ?? TableFormat.Csv)
        : NotFound();
}
