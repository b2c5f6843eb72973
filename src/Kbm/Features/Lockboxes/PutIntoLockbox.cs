using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Checkouts;
using Kbm.Features.Items;
using Kbm.Features.Keys;
using Kbm.Features.Settings;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Lockboxes;

/// <summary>
/// Puts a key with all its copies into a lockbox and takes it out again. Both are done where the box is: while somebody has it, what is
/// inside is with them.
/// </summary>
public sealed class PutIntoLockbox(Store<TenantDb> store, TimeProvider clock)
{
    public async Task<Outcome<Key>> Put(Actor by, string lockbox, string? key)
    {
        var time = await Time();
        var (boxCode, keyCode) = (ItemCode.Read(lockbox), ItemCode.Read(key ?? ""));
        return await store.Write<Outcome<Key>>(async db =>
        {
            await db.LockItems(db.Items.Where(i => i.Code == boxCode || i.Code == keyCode));
            if (await db.Lockboxes.FirstOrDefaultAsync(l => l.Code == boxCode) is not { } box) return KeepItems.NoSuch(boxCode, ItemKind.Lockbox);
            if (keyCode.Length == 0) return Refusal.Invalid("key", "Enter the code of a key, such as KA014.");
            if (await FindKey(db, keyCode) is not { } its) return NoSuchKey(keyCode);
            if (its.InLockboxId == box.Id) return its;
            if (await WhyNot(db, box, its, time) is { } refusal) return refusal;
            its.PutInto(box);
            Note(db, by, its, box, time.Now, ActivityVerb.PutInside, Sentences.PutInside(its, box));
            return its;
        });
    }

    /// <param name="by">Who takes it out.</param>
    /// <param name="key">The code of the key.</param>
    /// <param name="lockbox">The lockbox that it is expected in; null for whichever it is in.</param>
    public async Task<Outcome<Key>> TakeOut(Actor by, string? key, string? lockbox = null)
    {
        var time = await Time();
        var (boxCode, keyCode) = (lockbox is null ? null : ItemCode.Read(lockbox), ItemCode.Read(key ?? ""));
        return await store.Write<Outcome<Key>>(async db =>
        {
            // The box is locked with the key, so that it does not go out meanwhile.
            await db.LockItems(db.Items.Where(i => i.Code == keyCode || db.Items.Any(k => k.Code == keyCode && k.InLockboxId == i.Id)));
            if (await FindKey(db, keyCode) is not { } its) return NoSuchKey(keyCode);
            if (its.InLockbox is not { } box || (boxCode is not null && box.Code != boxCode))
                return Refusal.Conflict("not_inside", $"{its.Code} is not in {boxCode ?? "a lockbox"}.", "key");
            if (await OutNow(db, box, time) is { } withSomebody) return withSomebody;
            its.TakeOut();
            Note(db, by, its, box, time.Now, ActivityVerb.TakenOut, Sentences.TakenOut(its, box));
            return its;
        });
    }

    private async Task<CompanyTime> Time() => new(await store.CompanySettings(), clock.GetUtcNow().UtcDateTime);

    private static Task<Key?> FindKey(TenantDb db, string code) => db.Keys.Include(k => k.InLockbox).FirstOrDefaultAsync(k => k.Code == code);

    private static async Task<Refusal?> WhyNot(TenantDb db, Lockbox box, Key key, CompanyTime time)
    {
        if (box.RetiredAt is not null) return Refusal.Conflict("retired", $"{box.Code} is retired; nothing can be put into it.");
        if (key.RetiredAt is not null) return Refusal.Conflict("retired", $"{key.Code} is retired.", "key");
        if (key.InLockbox is { } other) return Refusal.Conflict("in_lockbox", $"{key.Code} is in {other.Code}; take it out there first.", "key");
        var open = await OpenOf(db, key);
        return open.Count > 0
            ? Refusal.Conflict("copies_out", $"{key.Code}: {WhoHasIt.OutWith(key, open, time)}. Take {(open.Sum(c => c.Outstanding) == 1 ? "it" : "them")} back first.", "key")
            : await OutNow(db, box, time);
    }

    private static async Task<Refusal?> OutNow(TenantDb db, Lockbox box, CompanyTime time) => await OpenOf(db, box) is [var loan, ..]
        ? Refusal.Conflict("lockbox_out", $"{box.Code} is with {WhoHasIt.Holder(loan, withQuantity: false, time)}, and what is inside is with it. Take it back first.")
        : null;

    private static Task<List<Checkout>> OpenOf(TenantDb db, Item item) =>
        db.Checkouts.Include(c => c.Holder).Where(c => c.ItemId == item.Id && c.Outstanding > 0).OrderBy(c => c.Id).ToListAsync();

    /// <summary>One entry for each of the two, so that both their pages tell it.</summary>
    private static void Note(TenantDb db, Actor by, Key key, Lockbox box, DateTime now, ActivityVerb verb, string sentence)
    {
        db.Record(by, now, verb, sentence, KeepItems.About(key));
        db.Record(by, now, verb, sentence, KeepItems.About(box));
    }

    private static Refusal NoSuchKey(string code) => Refusal.NotFound(ItemKind.OfCode(code) is { } kind && kind != ItemKind.Key
        ? $"{code} is no key, and only keys go into a lockbox."
        : KeepItems.NoSuch(code, ItemKind.Key).Sentence, "key");
}
