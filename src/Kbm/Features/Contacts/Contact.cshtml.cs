using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Checkouts;
using Kbm.Features.Properties;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Contacts;

/// <summary>A contact: what they hold now, overdue first, everything they ever held, and what was done.</summary>
[Authorize(Permissions.See)]
internal sealed class ContactPage(TenantDb db) : KbmPage
{
    public const int MostNow = 100;

    public Contact Contact { get; private set; } = null!;

    /// <summary>held or activity.</summary>
    public string Tab { get; private set; } = "held";

    public IReadOnlyList<OutRow> Now { get; private set; } = [];

    public int NowCount { get; private set; }

    public int HeldCount { get; private set; }

    public Paged<PastLoan>? Held { get; private set; }

    public Paged<ActivityEntry>? Activity { get; private set; }

    public IReadOnlyList<Property> Owns { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(long id, string? tab)
    {
        var contact = await db.Contacts.FirstOrDefaultAsync(c => c.Id == id);
        if (contact is null) return NotFound();
        Contact = contact;
        Tab = tab == "activity" ? tab : "held";
        var loans = db.Checkouts.Where(c => c.HolderId == id);
        Now = await OutNow.Rows(loans).Take(MostNow).ToListAsync();
        NowCount = Now.Count < MostNow ? Now.Count : await loans.CountAsync(c => c.Outstanding > 0);
        HeldCount = await loans.CountAsync();
        Owns = await db.Properties.Where(p => p.OwnerId == id).OrderBy(p => KbmDb.Folded(p.Name)).Take(20).ToListAsync();
        if (Tab == "held") Held = await EverHeld.Rows(loans).Page(Request.PageNumber());
        else Activity = await db.Activity.Where(a => a.ContactId == id).SeenBy(User).OrderByDescending(a => a.Id).Page(Request.PageNumber());
        return Page();
    }
}
