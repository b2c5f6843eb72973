using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Search;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Items;

/// <summary>What saving an item of any type comes to inside its write: the row, its search entry and its activity entry.</summary>
internal static class KeepItems
{
    public static async Task AddItem(this TenantDb db, Actor by, DateTime now, Item item)
    {
        db.Items.Add(item);
        await db.IndexItems(item);
        db.Record(by, now, ActivityVerb.Added, Sentences.Added(item), About(item));
    }

    /// <summary>After an edit; without changes nothing is written.</summary>
    public static async Task ItemEdited(this TenantDb db, Actor by, DateTime now, Item item, IReadOnlyList<string> changes)
    {
        if (db.RecordEdit(by, now, item, changes)) await db.IndexItems(item);
    }

    /// <summary>The activity entry of an edit, for whoever renews the search entries of several items at once.</summary>
    /// <returns>Whether anything became different.</returns>
    public static bool RecordEdit(this TenantDb db, Actor by, DateTime now, Item item, IReadOnlyList<string> changes)
    {
        if (changes.Count == 0) return false;
        db.Record(by, now, ActivityVerb.Edited, Sentences.Edited(item.Code, changes), About(item));
        return true;
    }

    /// <summary>Refuses an edit by somebody who has not seen the last one, and says what it was.</summary>
    public static async Task<Refusal?> EditedMeanwhile(this TenantDb db, Item item, ItemInput input)
    {
        if (input.Seen is not { } seen) return null;
        var edit = await db.Activity.Where(a => a.ItemId == item.Id && a.Id > seen && a.Verb == ActivityVerb.Edited).OrderByDescending(a => a.Id).FirstOrDefaultAsync();
        return edit is null ? null : Refusal.Conflict("edited_meanwhile", $"Meanwhile {edit.UserName} changed it: {edit.Sentence.TrimEnd('.')}. Look at what you typed, then save again to keep it.");
    }

    /// <summary>An item with its place and the box that it is in, kept from other writers until the write ends.</summary>
    public static async Task<T?> LockedItem<T>(this TenantDb db, string code) where T : Item
    {
        await db.LockItems(db.Items.Where(i => i.Code == code));
        return await db.Set<T>().WithPlace().FirstOrDefaultAsync(i => i.Code == code);
    }

    /// <summary>With what an act on an item needs to know of where it is.</summary>
    public static IQueryable<T> WithPlace<T>(this IQueryable<T> items) where T : Item =>
        items.Include(i => i.Property!.Addresses).Include(i => i.Unit!.Address).Include(i => i.InLockbox);

    public static Refusal NoSuch(string code, ItemKind? kind) =>
        Refusal.NotFound($"There is no {kind?.One ?? "item"} {(code.Length <= 12 ? code : code[..12] + "…")}.");

    public static About About(Item item) => new(item.Id, null, item.PropertyId, item.UnitId);
}
