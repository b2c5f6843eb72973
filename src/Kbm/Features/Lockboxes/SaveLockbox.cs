using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Features.Secrets;
using Kbm.Features.Shared;

namespace Kbm.Features.Lockboxes;

/// <summary>Adds and changes lockboxes.</summary>
public sealed class SaveLockbox(Store<TenantDb> store, CurrentVault vaults, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<Outcome<Lockbox>> Add(Actor by, LockboxInput input)
    {
        var vault = await vaults.Open();
        return await store.Write<Outcome<Lockbox>>(async db =>
        {
            var checks = new Checks();
            var facts = await LockboxFacts.Read(db, input, checks, before: null);
            var code = checks.Code("lockCode", input.LockCode, SecretField.LockCode);
            if (checks.Failed) return checks.Refusals;
            var lockbox = new Lockbox(await db.NextCode(ItemKind.Lockbox), Now, facts);
            await db.AddItem(by, Now, lockbox);
            if (code is not null) await db.SetSecret(vault, by, Now, lockbox, SecretField.LockCode, code, reason: null);
            return lockbox;
        });
    }

    public Task<Outcome<Lockbox>> Edit(Actor by, string code, LockboxInput input) => store.Write<Outcome<Lockbox>>(async db =>
    {
        if (await db.LockedItem<Lockbox>(code) is not { } lockbox) return KeepItems.NoSuch(code, ItemKind.Lockbox);
        if (await db.EditedMeanwhile(lockbox, input) is { } meanwhile) return meanwhile;
        var checks = new Checks();
        var facts = await LockboxFacts.Read(db, input, checks, lockbox);
        if (checks.Failed) return checks.Refusals;
        var changes = facts.ChangesOf(lockbox);
        lockbox.Edit(facts);
        await db.ItemEdited(by, Now, lockbox, changes);
        return lockbox;
    });
}
