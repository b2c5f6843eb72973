using Kbm.Data;
using Kbm.Features.Activity;
using Kbm.Features.Contacts;
using Kbm.Features.Search;
using Kbm.Features.Shared;
using Kbm.Features.Tenancy;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Accounts;

public sealed record UserInput
{
    public string? Name { get; init; }
    public string? Email { get; init; }
    public string? Role { get; init; }

    /// <summary>The first PIN of a new user, or a new one for an existing user; empty leaves it as it is.</summary>
    public string? Pin { get; init; }
}

/// <summary>Adds and changes users, and turns them off and on again. A change of role or PIN ends their sign-ins at once.</summary>
public sealed class SaveUser(UserManager<User> users, Store<CatalogDb> catalog, Store<TenantDb> store, CurrentTenant tenant, TimeProvider clock)
{
    public async Task<Outcome<User>> Add(Actor by, UserInput input, bool isDemo = false)
    {
        var (name, email, role, checks) = Check(input);
        if (string.IsNullOrWhiteSpace(input.Pin)) checks.Refuse("pin", "Enter a first PIN.");
        if (checks.Failed) return checks.Refusals;
        var user = new User { TenantId = tenant.Tenant.Id, Name = name, Email = email, Role = role, CreatedAt = Now, IsDemo = isDemo };
        var result = await users.CreateAsync(user, input.Pin!.Trim());
        if (!result.Succeeded) return Refused(result);
        await store.Write(async db =>
        {
            db.Record(by, Now, ActivityVerb.UserAdded, Sentences.UserAdded(user));
            await KeepContact(db, user);
        });
        return user;
    }

    public async Task<Outcome<User>> Edit(Actor by, long id, UserInput input)
    {
        var (name, email, role, checks) = Check(input);
        if (await users.FindByIdAsync($"{id}") is not { } user) return NoSuchUser;
        if (user.Role == Role.Admin && role != Role.Admin && await IsLastAdmin(id))
            checks.Refuse("role", "This is the last admin; make somebody else an admin first.");
        if (checks.Failed) return checks.Refusals;
        var changes = Changes(user, name, email, role);
        (user.Name, user.Role) = (name, role);
        if (await Apply(user, email, input.Pin) is { Succeeded: false } failed) return Refused(failed);
        await store.Write(async db =>
        {
            if (changes.Count > 0) db.Record(by, Now, ActivityVerb.UserEdited, Sentences.UserEdited(user, changes));
            if (!string.IsNullOrWhiteSpace(input.Pin)) db.Record(by, Now, ActivityVerb.PinChanged, Sentences.PinChanged(user, by));
            await KeepContact(db, user);
        });
        return user;
    }

    public async Task<Outcome<User>> SetActive(Actor by, long id, bool active)
    {
        if (await users.FindByIdAsync($"{id}") is not { } user) return NoSuchUser;
        if (!active && by.UserId == id) return Refusal.Conflict("own_account", "You cannot deactivate yourself.");
        if (!active && user.Role == Role.Admin && await IsLastAdmin(id))
            return Refusal.Conflict("last_admin", "This is the last admin; make somebody else an admin first.");
        if (active) user.Reactivate();
        else user.Deactivate(Now);
        await users.UpdateSecurityStampAsync(user);
        await store.Write(db =>
        {
            db.Record(by, Now, active ? ActivityVerb.UserReactivated : ActivityVerb.UserDeactivated,
                active ? Sentences.UserReactivated(user) : Sentences.UserDeactivated(user));
            return Task.CompletedTask;
        });
        return user;
    }

    private static Refusal NoSuchUser => Refusal.NotFound("There is no such user.");

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private static (string Name, string Email, Role Role, Checks Checks) Check(UserInput input)
    {
        var checks = new Checks();
        var name = checks.Required("name", input.Name, User.NameLength, "a name");
        var email = checks.Email("email", input.Email);
        if (email is null && string.IsNullOrWhiteSpace(input.Email)) checks.Refuse("email", "Enter an email address.");
        return (name, email ?? "", checks.Choice("role", input.Role, Role.User), checks);
    }

    private async Task<IdentityResult> Apply(User user, string email, string? pin)
    {
        if (!string.IsNullOrWhiteSpace(pin))
        {
            foreach (var rule in users.PasswordValidators)
                if (await rule.ValidateAsync(users, user, pin.Trim()) is { Succeeded: false } refused) return refused;
            user.PinHash = users.PasswordHasher.HashPassword(user, pin.Trim());
            user.Unlock();
        }
        user.Email = email;
        return await users.UpdateSecurityStampAsync(user);
    }

    private Task<bool> IsLastAdmin(long id)
    {
        var company = tenant.Tenant.Id;
        return catalog.Read(async db => !await db.Users.AnyAsync(
            u => u.TenantId == company && u.Id != id && u.Role == Role.Admin && u.DeactivatedAt == null));
    }

    private static List<string> Changes(User user, string name, string email, Role role) =>
    [
        .. new[]
        {
            Sentences.Change("name", user.Name, name),
            Sentences.Change("email", user.Email, email),
            Sentences.Change("role", user.Role, role),
        }.OfType<string>(),
    ];

    /// <summary>A user can hold things like anybody, as a staff contact of that name.</summary>
    private static async Task KeepContact(TenantDb db, User user)
    {
        var contact = await db.Contacts.AsTracking().FirstOrDefaultAsync(c => c.UserId == user.Id);
        if (contact is null) db.Contacts.Add(contact = new() { Kind = ContactKind.Staff, Name = user.Name, UserId = user.Id });
        (contact.Name, contact.Email) = (user.Name, user.Email);
        await db.IndexContacts(contact);
    }

    private static List<Refusal> Refused(IdentityResult result) => result.Errors.Select(e => e.Code switch
    {
        "DuplicateEmail" or "DuplicateUserName" => Refusal.Conflict("email_taken", "Another user already signs in with this email.", "email"),
        "InvalidEmail" or "InvalidUserName" => Refusal.Invalid("email", "Enter an email address such as name@example.com."),
        _ => Refusal.Invalid("pin", e.Description),
    }).DistinctBy(r => r.Field).ToList();
}
