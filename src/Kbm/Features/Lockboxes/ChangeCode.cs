using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Features.Secrets;
using Kbm.Features.Shared;

namespace Kbm.Features.Lockboxes;

/// <summary>A lockbox's new code, and why it gets one.</summary>
public sealed record CodeInput
{
    public string? NewCode { get; init; }
    public string? Reason { get; init; }
}

/// <summary>Gives a lockbox a new code. The one before it stays in its history.</summary>
public sealed class ChangeCode(Store<TenantDb> store, CurrentVault vaults, TimeProvider clock)
{
    public async Task<Outcome<Lockbox>> Run(Actor by, string code, CodeInput input)
    {
        var vault = await vaults.Open();
        var wanted = ItemCode.Read(code);
        return await store.Write<Outcome<Lockbox>>(async db =>
        {
            if (await db.LockedLockbox(wanted) is not { } lockbox) return FindLockbox.NoSuch(wanted);
            var checks = new Checks();
            var reason = checks.Required("reason", input.Reason, Secret.ReasonLength, "a reason, such as Ana Ruiz brought it back");
            var secret = checks.Code("newCode", input.NewCode);
            if (secret is null) checks.Refuse("newCode", "Enter the new code.");
            if (lockbox.RetiredAt is not null) checks.Refuse(Refusal.Conflict("retired", $"{lockbox.Code} is retired and gets no new code."));
            if (checks.Failed) return checks.Refusals;
            if (!await db.SetSecret(vault, by, clock.GetUtcNow().UtcDateTime, lockbox, SecretField.LockCode, secret!, reason))
                return Refusal.Conflict("same_code", $"That is the code {lockbox.Code} has already.", "newCode");
            return lockbox;
        });
    }
}
