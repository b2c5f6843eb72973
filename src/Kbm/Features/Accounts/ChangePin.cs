using Kbm.Data;
using Kbm.Features.Activity;
using Kbm.Features.Tenancy;
using Microsoft.AspNetCore.Identity;

namespace Kbm.Features.Accounts;

/// <summary>Changes one's own PIN, or signs out everywhere. Either ends every sign-in of the user; the caller may renew their own.</summary>
internal sealed class ChangePin(
    UserManager<User> users, SignInWithPin signIn, Store<CatalogDb> catalog, DeliverDeeds deeds, CurrentTenant tenant, TimeProvider clock)
{
    public async Task<Outcome<User>> Run(Actor by, string email, string? current, string? next, string? again)
    {
        if (string.IsNullOrWhiteSpace(current)) return Refusal.Invalid("current", "Enter your current PIN.");
        if (string.IsNullOrWhiteSpace(next)) return Refusal.Invalid("next", "Enter a new PIN.");
        if (next != again) return Refusal.Invalid("again", "This is not the same PIN as above.");
        if (next == current) return Refusal.Invalid("next", "That is the PIN you have; choose another one.");
        if (await users.FaultOf(next) is { } fault) return Refusal.Invalid("next", fault);
        var checkedPin = await signIn.Run(tenant.Tenant.Id, email, current);
        if (checkedPin.IsRefused) return checkedPin.Refusals.Select(AtCurrent).ToList();
        var hash = users.PasswordHasher.HashPassword(null!, next);
        return await Change(by, user =>
        {
            user.GivePin(hash);
            user.Note(by, Now, ActivityVerb.PinChanged, Sentences.PinChanged(user, by));
        });
    }

    public Task<Outcome<User>> SignOutEverywhere(Actor by) => Change(by, user =>
    {
        user.EndSessions();
        user.Note(by, Now, ActivityVerb.SignedOutEverywhere, Sentences.SignedOutEverywhere());
    });

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private async Task<Outcome<User>> Change(Actor by, Action<User> change)
    {
        var changed = await catalog.Change(tenant.Tenant.Id, by.UserId, change);
        await deeds.Run(tenant.Tenant.Id, tenant.Store);
        return changed;
    }

    private static Refusal AtCurrent(Refusal refusal) => refusal.Code == "wrong_sign_in"
        ? Refusal.Invalid("current", "That is not your current PIN.")
        : refusal with { Field = "current" };
}
