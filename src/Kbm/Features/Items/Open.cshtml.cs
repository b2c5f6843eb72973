using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Items;

/// <summary>The address of an item whatever its type, such as a tag's QR code holds it: leads to the item's page.</summary>
[Authorize(Permissions.See)]
internal sealed class OpenItemPage(TenantDb db) : KbmPage
{
    public async Task<IActionResult> OnGetAsync(string? code)
    {
        var wanted = ItemCode.Read(code);
        var type = await db.Items.Where(i => i.Code == wanted).Select(i => (ItemType?)i.Type).FirstOrDefaultAsync();
        return type is { } its ? LocalRedirect(ItemKind.Of(its).PageOf(wanted)) : NoItem.Page(this, ItemKind.Any.One, wanted);
    }
}
