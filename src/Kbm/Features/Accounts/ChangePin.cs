using Kbm.Data;
using Kbm.Features.Activity;
using Kbm.Features.Tenancy;
using Microsoft.AspNetCore.Identity;

namespace Kbm.Features.Accounts;

/// <summary>Changes one's own PIN. Every other sign-in of the user ends with it.</summary>
internal sealed class ChangePin(UserManager<User> users, SignInWithPin signIn, Store<TenantDb> store, CurrentTenant tenant, TimeProvider clock)
{
    public async Task<Outcome<User>> Run(Actor by, string email, string? current, string? next, string? again)
    {
        if (string.IsNullOrWhiteSpace(next)) return Refusal.Invalid("next", "Enter a new PIN.");
        if (next != again) return Refusal.Invalid("again", "This is not the same PIN as above.");
        var checkedPin = await signIn.Run(tenant.Tenant.Id, email, current);
        if (checkedPin.IsRefused)
            return checkedPin.Refusals.Select(r => r with
            {
                Field = "current",
                Sentence = r.Code == "wrong_sign_in" ? "That is not your current PIN." : r.Sentence,
            }).ToList();
        var user = await users.FindByIdAsync($"{by.UserId}") ?? throw new InvalidOperationException("The signed-in user is gone.");
        foreach (var rule in users.PasswordValidators)
            if (await rule.ValidateAsync(users, user, next) is { Succeeded: false } refused)
                return Refusal.Invalid("next", refused.Errors.First().Description);
        user.PinHash = users.PasswordHasher.HashPassword(user, next);
        await users.UpdateSecurityStampAsync(user);
        await store.Write(db =>
        {
            db.Record(by, clock.GetUtcNow().UtcDateTime, ActivityVerb.PinChanged, Sentences.PinChanged(user, by));
            return Task.CompletedTask;
        });
        return user;
    }
}
