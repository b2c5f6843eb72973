using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Features.Tenancy;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Secrets;

/// <summary>The codes that an item has and had, and everybody who has seen each of them or been given it.</summary>
[Authorize(Permissions.RevealAny)]
internal sealed class CodesPage(TenantDb db, CatalogDb catalog, CurrentTenant tenant) : KbmPage
{
    public ItemRow Item { get; private set; } = null!;

    /// <summary>The newest first.</summary>
    public Paged<(Secret Secret, IReadOnlyList<Knower> Knowers)> Codes { get; private set; } = new([], 1, Paging.Usual, 0);

    public async Task<IActionResult> OnGetAsync(string code)
    {
        var wanted = ItemCode.Read(code);
        if ((await ItemRow.Load(db, db.Items.Where(i => i.Code == wanted))).FirstOrDefault() is not { } item || ItemKind.Of(item.Type).Secrets.Count == 0) return NotFound();
        Item = item;
        var leavers = await WhoKnows.Leavers(catalog, tenant);
        var secrets = await db.Secrets.Where(s => s.ItemId == item.Id).OrderByDescending(s => s.SetAt).ThenByDescending(s => s.Id).Page(Request.PageNumber());
        var knowers = await WhoKnows.Of(db, secrets.Rows, leavers);
        Codes = secrets.With([.. secrets.Rows.Select(s => (s, knowers[s.Id]))]);
        return Page();
    }
}
