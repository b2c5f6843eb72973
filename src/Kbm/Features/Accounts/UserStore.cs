using Kbm.Data;
using Kbm.Features.Tenancy;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Accounts;

/// <summary>Identity's store over the catalog. It finds only users of the current tenant and writes through the catalog's store.</summary>
internal sealed class UserStore(Store<CatalogDb> catalog, CurrentTenant tenant)
    : IUserPasswordStore<User>, IUserEmailStore<User>, IUserSecurityStampStore<User>
{
    public async Task<IdentityResult> CreateAsync(User user, CancellationToken cancellationToken)
    {
        var created = await catalog.Write(async db =>
        {
            await db.LockUsers(user.TenantId);
            if (await db.Users.AnyAsync(u => u.TenantId == user.TenantId && u.NormalizedEmail == user.NormalizedEmail)) return false;
            db.Users.Add(user);
            await db.SaveChangesAsync();
            return true;
        }, cancellationToken);
        return created ? IdentityResult.Success : IdentityResult.Failed(new IdentityErrorDescriber().DuplicateEmail(user.Email));
    }

    public Task<IdentityResult> UpdateAsync(User user, CancellationToken cancellationToken) => throw ChangedInAWrite();

    public Task<IdentityResult> DeleteAsync(User user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A user with history is deactivated, not deleted.");

    public Task<User?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        var (company, id) = (tenant.Tenant.Id, long.TryParse(userId, out var parsed) ? parsed : 0);
        return catalog.Read(db => db.Users.SingleOrDefaultAsync(u => u.TenantId == company && u.Id == id, cancellationToken));
    }

    public Task<User?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken)
    {
        var company = tenant.Tenant.Id;
        return catalog.Read(db => db.Users.SingleOrDefaultAsync(
            u => u.TenantId == company && u.NormalizedEmail == normalizedEmail, cancellationToken));
    }

    public Task<User?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        FindByEmailAsync(normalizedUserName, cancellationToken);

    public Task<string> GetUserIdAsync(User user, CancellationToken cancellationToken) => Task.FromResult($"{user.Id}");

    // A user's name for Identity is the email; the person's name is free text and need not be unique.
    public Task<string?> GetUserNameAsync(User user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task SetUserNameAsync(User user, string? userName, CancellationToken cancellationToken) => throw ChangedInAWrite();

    public Task<string?> GetNormalizedUserNameAsync(User user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.NormalizedEmail);

    public Task SetNormalizedUserNameAsync(User user, string? normalizedName, CancellationToken cancellationToken) =>
        Done(() => user.NormalizedEmail = normalizedName ?? "");

    public Task<string?> GetEmailAsync(User user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task SetEmailAsync(User user, string? email, CancellationToken cancellationToken) => throw ChangedInAWrite();

    public Task<bool> GetEmailConfirmedAsync(User user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetEmailConfirmedAsync(User user, bool confirmed, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> GetNormalizedEmailAsync(User user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.NormalizedEmail);

    public Task SetNormalizedEmailAsync(User user, string? normalizedEmail, CancellationToken cancellationToken) =>
        Done(() => user.NormalizedEmail = normalizedEmail ?? "");

    public Task<string?> GetPasswordHashAsync(User user, CancellationToken cancellationToken) => Task.FromResult(user.PinHash);

    public Task SetPasswordHashAsync(User user, string? passwordHash, CancellationToken cancellationToken) =>
        Done(() => user.PinHash = passwordHash);

    public Task<bool> HasPasswordAsync(User user, CancellationToken cancellationToken) => Task.FromResult(user.PinHash is not null);

    public Task<string?> GetSecurityStampAsync(User user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SecurityStamp);

    public Task SetSecurityStampAsync(User user, string stamp, CancellationToken cancellationToken) => Done(() => user.SecurityStamp = stamp);

    public void Dispose()
    {
    }

    private static NotSupportedException ChangedInAWrite() => new("A user is changed inside one write, which sees them as they are then.");

    private static Task Done(Action set)
    {
        set();
        return Task.CompletedTask;
    }
}
