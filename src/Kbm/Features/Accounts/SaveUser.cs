using Kbm.Data;
using Kbm.Features.Activity;
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

    /// <summary>The first PIN of a new user.</summary>
    public string? Pin { get; init; }
}

/// <summary>
/// Adds and changes users, and turns them off and on again. A change of email, role or PIN ends their sign-ins at once.
/// </summary>
public sealed class SaveUser(UserManager<User> users, Store<CatalogDb> catalog, DeliverDeeds deeds, CurrentTenant tenant, TimeProvider clock)
{
    private static readonly Refusal s_emailTaken = Refusal.Conflict("email_taken", "Another user already signs in with this email.", "email");

    public async Task<Outcome<User>> Add(Actor by, UserInput input, bool isDemo = false)
    {
        var (name, email, role, checks) = Check(input);
        if (string.IsNullOrWhiteSpace(input.Pin)) checks.Refuse("pin", "Enter a first PIN.");
        if (checks.Failed) return checks.Refusals;
        var user = new User(tenant.Tenant.Id, name, email, role ?? Role.User, Now) { IsDemo = isDemo };
        user.Note(by, Now, ActivityVerb.UserAdded, Sentences.UserAdded(user));
        var result = await users.CreateAsync(user, input.Pin!.Trim());
        if (!result.Succeeded) return Refused(result);
        await Deliver();
        return user;
    }

    public async Task<Outcome<User>> Edit(Actor by, long id, UserInput input)
    {
        var (name, email, role, checks) = Check(input);
        if (checks.Failed) return checks.Refusals;
        var edited = await catalog.Change(tenant.Tenant.Id, id, async (db, user) =>
        {
            var normalized = users.NormalizeEmail(email)!;
            if (await db.Users.AnyAsync(u => u.TenantId == user.TenantId && u.Id != id && u.NormalizedEmail == normalized)) return [s_emailTaken];
            if (role is not null and not Role.Admin && await db.IsLastAdmin(user)) return [LastAdmin("role")];
            var changes = Apply(user, name, email, normalized, role ?? user.Role);
            if (changes.Count > 0) user.Note(by, Now, ActivityVerb.UserEdited, Sentences.UserEdited(user, changes));
            return [];
        });
        await Deliver();
        return edited;
    }

    /// <summary>Gives somebody else a new PIN, which also unlocks their account.</summary>
    public async Task<Outcome<User>> GivePin(Actor by, long id, string? pin)
    {
        if (string.IsNullOrWhiteSpace(pin)) return Refusal.Invalid("pin", "Enter a new PIN.");
        if (by.UserId == id) return Refusal.Conflict("own_account", "Change your own PIN on your profile.", "pin");
        if (await users.FaultOf(pin.Trim()) is { } fault) return Refusal.Invalid("pin", fault);
        var hash = users.PasswordHasher.HashPassword(null!, pin.Trim());
        var changed = await catalog.Change(tenant.Tenant.Id, id, user =>
        {
            user.GivePin(hash);
            user.Note(by, Now, ActivityVerb.PinChanged, Sentences.PinChanged(user, by));
        });
        await Deliver();
        return changed;
    }

    public async Task<Outcome<User>> SetActive(Actor by, long id, bool active)
    {
        if (!active && by.UserId == id) return Refusal.Conflict("own_account", "You cannot deactivate yourself.");
        var changed = await catalog.Change(tenant.Tenant.Id, id, async (db, user) =>
        {
            if (user.IsActive == active) return [];
            if (!active && await db.IsLastAdmin(user)) return [LastAdmin(null)];
            if (active) user.Reactivate();
            else user.Deactivate(Now);
            user.Note(by, Now, active ? ActivityVerb.UserReactivated : ActivityVerb.UserDeactivated,
                active ? Sentences.UserReactivated(user) : Sentences.UserDeactivated(user));
            return [];
        });
        await Deliver();
        return changed;
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private static Refusal LastAdmin(string? field) =>
        Refusal.Conflict("last_admin", "This is the last admin; make somebody else an admin first.", field);

    private static (string Name, string Email, Role? Role, Checks Checks) Check(UserInput input)
    {
        var checks = new Checks();
        var name = checks.Required("name", input.Name, User.NameLength, "a name");
        var email = checks.Email("email", input.Email);
        if (email is null) checks.Refuse("email", "Enter an email address.");
        Role? role = string.IsNullOrWhiteSpace(input.Role) ? null : checks.Choice("role", input.Role, Role.User);
        return (name, email ?? "", role, checks);
    }

    private static List<string> Apply(User user, string name, string email, string normalized, Role role)
    {
        var changes = new[]
        {
            Sentences.Change("name", user.Name, name),
            Sentences.Change("email", user.Email, email),
            Sentences.Change("role", user.Role, role),
        }.OfType<string>().ToList();
        user.Edit(name, email, normalized, role);
        return changes;
    }

    private Task Deliver() => deeds.Run(tenant.Tenant.Id, tenant.Store);

    private static List<Refusal> Refused(IdentityResult result) => result.Errors.Select(e => e.Code switch
    {
        "DuplicateEmail" or "DuplicateUserName" => s_emailTaken,
        "InvalidEmail" or "InvalidUserName" => Refusal.Invalid("email", "Enter an email address such as name@example.com."),
        _ => Refusal.Invalid("pin", e.Description),
    }).DistinctBy(r => r.Field).ToList();
}
