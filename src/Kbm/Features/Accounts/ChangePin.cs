using Kbm.Data;
using Kbm.Features.Activity;
using Kbm.Features.Tenancy;
using Microsoft.AspNetCore.Identity;

namespace Kbm.Features.Accounts;

/// <summary>Changes one's own PIN, or signs out everywhere. Either ends every sign-in of the user; the caller may renew their own.</summary>
internal sealed class ChangePin(
    UserManager<User> users, SignInWithPin signIn, Store<CatalogDb> catalog, Store<TenantDb> store, CurrentTenant tenant, TimeProvider clock)
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
        var changed = await catalog.Change(tenant.Tenant.Id, by.UserId, user => user.GivePin(hash));
        if (!changed.IsRefused) await Note(by, ActivityVerb.PinChanged, Sentences.PinChanged(changed.Value, by));
        return changed;
    }

    public async Task<Outcome<User>> SignOutEverywhere(Actor by)
    {
        var changed = await catalog.Change(tenant.Tenant.Id, by.UserId, user => user.EndSessions());
        if (!changed.IsRefused) await Note(by, ActivityVerb.SignedOutEverywhere, Sentences.SignedOutEverywhere());
        return changed;
    }

    private static Refusal AtCurrent(Refusal refusal) => refusal.Code == "wrong_sign_in"
        ? Refusal.Invalid("current", "That is not your current PIN.")
        : refusal with { Field = "current" };

    private Task Note(Actor by, ActivityVerb verb, string sentence) => store.Write(db =>
    {
        db.Record(by, clock.GetUtcNow().UtcDateTime, verb, sentence);
        return Task.CompletedTask;
    });
}
