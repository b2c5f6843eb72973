using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Checkouts;
using Kbm.Features.Lockboxes;
using Kbm.Features.Search;
using Kbm.Features.Settings;
using Kbm.Features.Shared;
using Kbm.Features.Signs;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Items;

/// <summary>Takes an item out of use and brings it back; its code, history and receipts stay.</summary>
public sealed class RetireItem(Store<TenantDb> store, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<Outcome<Item>> Retire(Actor by, string code)
    {
        var time = new CompanyTime(await store.CompanySettings(), Now);
        return await store.Write<Outcome<Item>>(async db =>
        {
            if (await db.LockedItem<Item>(code) is not { } item) return KeepItems.NoSuch(code, null);
            var retired = await db.Retire(by, item, time);
            if (retired.IsRefused) return retired.Refusals.ToList();
            if (retired.Value) await db.IndexItems(item);
            return item;
        });
    }

    public Task<Outcome<Item>> Restore(Actor by, string code) => store.Write<Outcome<Item>>(async db =>
    {
        if (await db.LockedItem<Item>(code) is not { } item) return KeepItems.NoSuch(code, null);
        if (item is AssembledSign && item.RetiredAt is not null)
            return Refusal.Conflict("taken_apart", $"{item.Code} was taken apart; build a new sign from its pieces.");
        if (item.RetiredAt is not null)
        {
            item.Restore();
            await db.IndexItems(item);
            db.Record(by, Now, ActivityVerb.Restored, Sentences.Restored(item.Code), KeepItems.About(item));
        }
        return item;
    });
}

/// <summary>Retiring inside a write, of an item that is locked and has its place loaded. Its search entry is left to whoever asks.</summary>
internal static class RetireInWrite
{
    /// <returns>Whether it was in use.</returns>
    public static async Task<Outcome<bool>> Retire(this TenantDb db, Actor by, Item item, CompanyTime time)
    {
        var open = await db.Checkouts.Include(c => c.Holder).Where(c => c.ItemId == item.Id && c.Outstanding > 0).OrderBy(c => c.Id).ToListAsync();
        if (open.Count > 0) return StillOut(item, open, time);
        if (item.RetiredAt is not null) return false;
        if (await HeldTogether(db, item) is { } refusal) return refusal;
        item.Retire(time.Now);
        db.Record(by, time.Now, ActivityVerb.Retired, Sentences.Retired(item.Code), KeepItems.About(item));
        return true;
    }

    /// <summary>What is in something, or has something in it, would be lost sight of.</summary>
    private static async Task<Refusal?> HeldTogether(TenantDb db, Item item) => item switch
    {
        { InLockbox: { } box } => Refusal.Conflict("in_lockbox", $"{item.Code} cannot be retired: it is in {box.Code}. Take it out first."),
        AssembledSign { RetiredAt: null } =>
            Refusal.Conflict("assembled", $"{item.Code} has its pieces in it; take it apart, which ends it and gives them back."),
        SignPiece => (await SignRows.Inside(db, [item.Id])).TryGetValue(item.Id, out var sign)
            ? WhoHasIt.InSign(item.Code, sign, "be retired", $"; swap it out or take {sign} apart first")
            : null,
        Lockbox => await db.Items.Where(i => i.InLockboxId == item.Id).OrderBy(i => i.Code).Select(i => i.Code).ToListAsync() is { Count: > 0 } keys
            ? Refusal.Conflict("keys_inside",
                $"{item.Code} cannot be retired: {Word.List(keys)} {(keys.Count == 1 ? "is" : "are")} inside. Take {(keys.Count == 1 ? "it" : "them")} out first.")
            : null,
        _ => null,
    };

    private static Refusal StillOut(Item item, List<Checkout> open, CompanyTime time) => Refusal.Conflict("copies_out",
        $"{item.Code} cannot be retired: {WhoHasIt.OutWith(item, open, time)}. Take {(open.Sum(c => c.Outstanding) == 1 ? "it" : "them")} back first.");
}
