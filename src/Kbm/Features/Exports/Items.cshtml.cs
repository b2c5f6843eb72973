using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Exports;

/// <summary>The chosen items, or all that a list finds, as a CSV file.</summary>
[Authorize(Permissions.Export)]
internal sealed class ExportItemsPage(TenantDb db) : KbmPage
{
    public async Task<IActionResult> OnGetAsync()
    {
        var selection = ItemSelection.Read(Request);
        var ids = selection.IsEmpty ? [] : await selection.Items(db, Settings, Time).Select(i => i.Id).ToListAsync();
        return ids.Count == 0 ? NotFound() : new CsvDownload("items.csv", ItemSheet.Rows(db, ids, Time));
    }
}
