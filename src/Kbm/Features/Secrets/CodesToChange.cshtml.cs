using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Features.Tenancy;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;

namespace Kbm.Features.Secrets;

/// <summary>The lockboxes and smart locks whose code is too old, or known to somebody who has left.</summary>
[Authorize(Permissions.RevealAny)]
internal sealed class CodesToChangePage(TenantDb db, CatalogDb catalog, CurrentTenant tenant) : KbmPage
{
    /// <summary>The lists of things with codes, for those who may see these.</summary>
    public static IReadOnlyList<ListTab> Lists { get; } =
        [new(ItemKind.Lockbox.Path, "Lockboxes"), new(ItemKind.SmartLock.Path, "Smart locks"), new("/codes", "Codes to change")];

    public Paged<CodeToChange> List { get; private set; } = new([], 1, Paging.Usual, 0);

    public async Task OnGetAsync() => List = await CodesToChange.Read(
        db, Settings.LockCodeDays, Time.Now, await WhoKnows.Leavers(catalog, tenant), Request.PageNumber());
}
