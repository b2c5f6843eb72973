using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Secrets;
using Kbm.Features.Tenancy;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;

namespace Kbm.Features.Lockboxes;

/// <summary>The lockboxes whose code is too old, or known to somebody who has left.</summary>
[Authorize(Permissions.RevealAny)]
internal sealed class CodesToChangePage(TenantDb db, CatalogDb catalog, CurrentTenant tenant) : KbmPage
{
    public Paged<CodeToChange> List { get; private set; } = new([], 1, Paging.Usual, 0);

    public async Task OnGetAsync() => List = await CodesToChange.Read(
        db, Settings.LockCodeDays, Time.Now, await WhoKnows.Leavers(catalog, tenant), Request.PageNumber());
}
