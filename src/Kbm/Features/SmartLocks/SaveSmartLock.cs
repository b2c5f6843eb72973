using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Features.Secrets;
using Kbm.Features.Shared;

namespace Kbm.Features.SmartLocks;

/// <summary>Adds and changes smart locks.</summary>
public sealed class SaveSmartLock(Store<TenantDb> store, CurrentVault vaults, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<Outcome<SmartLock>> Add(Actor by, SmartLockInput input)
    {
        var vault = await vaults.Open();
        return await store.Write<Outcome<SmartLock>>(async db =>
        {
            var checks = new Checks();
            var facts = await SmartLockFacts.Read(db, input, checks, before: null);
            var codes = input.CheckCodes(checks);
            if (checks.Failed) return checks.Refusals;
            var smartLock = new SmartLock(await db.NextCode(ItemKind.SmartLock), Now, facts);
            await db.AddItem(by, Now, smartLock);
            foreach (var (field, code) in codes) await db.SetSecret(vault, by, Now, smartLock, field, code, reason: null);
            return smartLock;
        });
    }

    public Task<Outcome<SmartLock>> Edit(Actor by, string code, SmartLockInput input) => store.Write<Outcome<SmartLock>>(async db =>
    {
        if (await db.LockedItem<SmartLock>(code) is not { } smartLock) return KeepItems.NoSuch(code, ItemKind.SmartLock);
        if (await db.EditedMeanwhile(smartLock, input) is { } meanwhile) return meanwhile;
        var checks = new Checks();
        var facts = await SmartLockFacts.Read(db, input, checks, smartLock);
        if (checks.Failed) return checks.Refusals;
        var changes = facts.ChangesOf(smartLock);
        smartLock.Edit(facts);
        await db.ItemEdited(by, Now, smartLock, changes);
        return smartLock;
    });
}
