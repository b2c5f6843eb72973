using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;

namespace Kbm.Features.Contacts;

/// <summary>Everybody who may hold things: searched, filtered by kind and by holding, sorted.</summary>
[Authorize(Permissions.See)]
internal sealed class ContactsPage(TenantDb db) : KbmPage
{
    public ContactFilter Filter { get; private set; } = null!;

    public Paged<ContactRow> List { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        Filter = ContactFilter.Read(Request.Query);
        List = await db.ContactPage(Filter, Time.OverdueBefore, Request.PageNumber());
    }
}
