using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Properties;

/// <summary>All properties: searched, filtered by type, sorted, with what is out of each.</summary>
[Authorize(Permissions.See)]
internal sealed class PropertiesPage(TenantDb db) : KbmPage
{
    public PropertyFilter Filter { get; private set; } = null!;

    public Paged<PropertyRow> List { get; private set; } = null!;

    public IReadOnlyList<string> Types { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Filter = PropertyFilter.Read(Request.Query);
        Types = await db.Properties.Where(p => p.Type != null).Select(p => p.Type!).Distinct().OrderBy(t => KbmDb.Folded(t)).Take(200).ToListAsync();
        List = await db.PropertyPage(Filter, Time.OverdueBefore, Request.PageNumber());
    }
}
