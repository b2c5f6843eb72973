using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Checkouts;
using Kbm.Features.Items;
using Kbm.Features.Photos;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Properties;

/// <summary>A unit: the keys that open it, who has them and had them, and what was done.</summary>
[Authorize(Permissions.See)]
internal sealed class UnitPage(TenantDb db) : KbmPage
{
    public Unit Unit { get; private set; } = null!;

    /// <summary>keys, held or activity.</summary>
    public string Tab { get; private set; } = "keys";

    public int KeyCount { get; private set; }

    public int HeldCount { get; private set; }

    public Paged<ItemRow>? Keys { get; private set; }

    public Paged<PastLoan>? Held { get; private set; }

    public Paged<ActivityEntry>? Activity { get; private set; }

    /// <summary>Its photos, and where they are changed.</summary>
    public PhotoSection Photos { get; private set; } = null!;

    public IReadOnlyList<OutRow> Out { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(long id, string? tab)
    {
        var unit = await db.Units.Include(u => u.Property!.Addresses.OrderBy(a => a.Id)).Include(u => u.Address).FirstOrDefaultAsync(u => u.Id == id);
        if (unit is null) return NotFound();
        Unit = unit;
        Photos = new($"unit {unit.Label} of {unit.Property!.Name}", $"/units/{id}/photos", await PhotoRow.Load(db.Photos.Where(p => p.UnitId == id)), May(Permissions.EditInventory));
        Tab = tab is "held" or "activity" ? tab : "keys";
        var loans = db.Checkouts.Where(c => c.Item.UnitId == id);
        KeyCount = await db.Keys.CountAsync(i => i.UnitId == id && i.RetiredAt == null);
        HeldCount = await loans.CountAsync();
        Out = await OutNow.Rows(loans).Take(PropertyPage.MostOut).ToListAsync();
        if (Tab == "keys") await ShowKeys();
        else if (Tab == "held") Held = await EverHeld.Rows(loans).Page(Request.PageNumber());
        else Activity = await db.Activity.Where(a => a.UnitId == id).SeenBy(User).OrderByDescending(a => a.Id).Page(Request.PageNumber());
        return Page();
    }

    private async Task ShowKeys()
    {
        var ids = await db.Keys.Where(i => i.UnitId == Unit.Id && i.RetiredAt == null).OrderBy(i => i.Code).Select(i => i.Id).Page(Request.PageNumber());
        Keys = ids.With(await ItemRow.Load(db, ids.Rows));
    }
}
