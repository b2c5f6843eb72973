using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Checkouts;
using Kbm.Features.Items;
using Kbm.Features.Secrets;
using Kbm.Features.Settings;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Keys;

/// <summary>Adds and changes keys.</summary>
public sealed class SaveKey(Store<TenantDb> store, CurrentVault vaults, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<Outcome<Key>> Add(Actor by, KeyInput input)
    {
        var vault = await vaults.Open();
        return await store.Write<Outcome<Key>>(async db =>
        {
            var checks = new Checks();
            var facts = await KeyFacts.Read(db, input, checks, before: null);
            if (checks.Failed) return checks.Refusals;
            var key = new Key(await db.NextCode(ItemKind.Key), Now, facts);
            await db.AddItem(by, Now, key);
            if (facts.CutCode is { } cut) await db.SetSecret(vault, by, Now, key, SecretField.CutCode, cut, reason: null);
            return key;
        });
    }

    public async Task<Outcome<Key>> Edit(Actor by, string code, KeyInput input)
    {
        var time = new CompanyTime(await store.CompanySettings(), Now);
        var vault = await vaults.Open();
        return await store.Write<Outcome<Key>>(async db =>
        {
            if (await Locked(db, code, input.MasterCode) is not { } key) return NoSuchKey(code);
            if (await db.EditedMeanwhile(key, input) is { } meanwhile) return meanwhile;
            var checks = new Checks();
            var facts = await KeyFacts.Read(db, input, checks, key);
            await CheckCopies(db, key, facts.Item.Copies, time, checks);
            if (facts.CutCode is not null && key.RetiredAt is not null) checks.Refuse("cutCode", $"{key.Code} is retired and gets no new code.");
            if (checks.Failed) return checks.Refusals;
            var changes = facts.ChangesOf(key);
            key.Edit(facts);
            await db.ItemEdited(by, Now, key, changes);
            if (facts.CutCode is { } cut) await db.SetSecret(vault, by, Now, key, SecretField.CutCode, cut, reason: null);
            return key;
        });
    }

    /// <summary>Puts a key, with everything below it, under the master of this code, or without one under none.</summary>
    public Task<Outcome<Key>> Move(Actor by, string code, string? master) => store.Write<Outcome<Key>>(async db =>
    {
        var wanted = new KeyInput { MasterKey = master }.MasterCode;
        if (await Locked(db, code, wanted) is not { } key) return NoSuchKey(code);
        var checks = new Checks();
        var above = await KeyFacts.FindMaster(db, wanted, checks, key);
        if (checks.Failed) return checks.Refusals;
        IReadOnlyList<string> changes = KeyFacts.MasterChange(key, above) is { } change ? [change] : [];
        key.MoveUnder(above);
        await db.ItemEdited(by, Now, key, changes);
        return key;
    });

    /// <summary>Keeps other writers from the key and its master, and two edits from closing a loop of masters together.</summary>
    private static async Task<Key?> Locked(TenantDb db, string code, string? master)
    {
        if (master is not null) await db.Take(ItemKind.Key.Counter, 0);
        await db.LockItems(db.Keys.Where(k => k.Code == code || k.Code == master));
        return await db.Keys.Include(k => k.Property!.Addresses).Include(k => k.Unit!.Address).Include(k => k.MasterKey)
            .FirstOrDefaultAsync(k => k.Code == code);
    }

    private static async Task CheckCopies(TenantDb db, Key key, int copies, CompanyTime time, Checks checks)
    {
        var open = await db.Checkouts.Include(c => c.Holder).Where(c => c.ItemId == key.Id && c.Outstanding > 0).OrderBy(c => c.Id).ToListAsync();
        var gone = open.Sum(c => c.Outstanding);
        if (copies < gone)
            checks.Refuse(Refusal.Conflict("copies_out", $"{WhoHasIt.OutWith(key, open, time)}; copies cannot be fewer than {gone}.", "copies"));
    }

    private static Refusal NoSuchKey(string code) => Refusal.NotFound($"There is no key {Word.Cut(code, 13)}.");
}
