using Kbm.Data;
using Kbm.Features.Items;
using Kbm.Features.Shared;
using Kbm.Features.Tenancy;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Accounts;

/// <summary>A user as the list shows them.</summary>
internal sealed record UserRow(long Id, string Name, string Email, Role Role, DateTime? LastSignInAt, DateTime? LockedUntil, bool IsActive)
{
    public StateView State(DateTime now) => this switch
    {
        { IsActive: false } => new("off", "archive", "deactivated"),
        { LockedUntil: { } until } when until > now => new("soon", "lock", "locked"),
        _ => new("ok", "check", "active"),
    };
}

[Authorize(Permissions.ManageUsers)]
internal sealed class UsersPage(CatalogDb catalog, CurrentTenant tenant) : KbmPage
{
    public Paged<UserRow> Users { get; private set; } = null!;

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public async Task OnGetAsync()
    {
        var (company, text) = (tenant.Tenant.Id, Checks.Line(Q));
        var query = catalog.Users.Where(u => u.TenantId == company);
        if (text.Length > 0)
        {
            var upper = text.ToUpperInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // The database does this, and has no cultures.
            query = query.Where(u => u.Name.ToUpper().Contains(upper) || u.NormalizedEmail.Contains(upper));
#pragma warning restore CA1304, CA1311, CA1862
        }
        Users = await query.OrderBy(u => u.DeactivatedAt != null).ThenBy(u => KbmDb.Folded(u.Name)).ThenBy(u => u.Id)
            .Select(u => new UserRow(u.Id, u.Name, u.Email, u.Role, u.LastSignInAt, u.LockedUntil, u.DeactivatedAt == null))
            .Page(Request.PageNumber());
    }
}
