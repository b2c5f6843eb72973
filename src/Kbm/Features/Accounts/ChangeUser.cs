using Kbm.Data;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Accounts;

internal static class ChangeUser
{
    /// <summary>Keeps other changes of this company's users waiting until the write ends, where the database has more than one writer.</summary>
    public static Task LockUsers(this CatalogDb db, Guid tenant) => db.Tenants.Where(t => t.Id == tenant)
        .ExecuteUpdateAsync(set => set.SetProperty(t => t.SchemaVersion, t => t.SchemaVersion));

    /// <summary>Changes a user of this company as they are now; a refusal leaves them as they were.</summary>
    public static Task<Outcome<User>> Change(
        this Store<CatalogDb> catalog, Guid tenant, long id, Func<CatalogDb, User, Task<List<Refusal>>> change) => catalog.Write(async db =>
    {
        await db.LockUsers(tenant);
        if (await db.Users.SingleOrDefaultAsync(u => u.TenantId == tenant && u.Id == id) is not { } user)
            return Refusal.NotFound("There is no such user.");
        var refusals = await change(db, user);
        return refusals.Count > 0 ? (Outcome<User>)refusals : user;
    });

    public static Task<Outcome<User>> Change(this Store<CatalogDb> catalog, Guid tenant, long id, Action<User> change) =>
        catalog.Change(tenant, id, (_, user) =>
        {
            change(user);
            return Task.FromResult<List<Refusal>>([]);
        });

    public static Task<bool> IsLastAdmin(this CatalogDb db, User user) => user.Role != Role.Admin
        ? Task.FromResult(false)
        : NoOther(db.Users.Where(u => u.TenantId == user.TenantId && u.Id != user.Id && u.Role == Role.Admin && u.DeactivatedAt == null));

    private static async Task<bool> NoOther(IQueryable<User> admins) => !await admins.AnyAsync();
}
