using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;

namespace Kbm.Features.Runs;

/// <summary>What was done with several things at once, newest first.</summary>
[Authorize(Permissions.EditInventory)]
internal sealed class RunsPage(TenantDb db) : KbmPage
{
    public Paged<Run> List { get; private set; } = null!;

    public async Task OnGetAsync() => List = await db.Runs.OrderByDescending(r => r.Id).Page(Request.PageNumber());
}
