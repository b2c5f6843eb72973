using Kbm.Data;
using Kbm.Features.Activity;
using Kbm.Features.Checkouts;
using Kbm.Features.Contacts;
using Kbm.Web;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Items;

/// <summary>One hand-over or return of an item, with its receipt, or something else that was done with it.</summary>
public sealed record ItemMove
{
    public required long Id { get; init; }
    public required bool IsOut { get; init; }
    public required DateTime At { get; init; }
    public required int Quantity { get; init; }

    /// <summary>How many of a hand-over's copies are not back yet.</summary>
    public int Outstanding { get; init; }
    public required long HolderId { get; init; }
    public required string Holder { get; init; }
    public ContactKind HolderKind { get; init; }
    public DateTime? DueAt { get; init; }
    public string? Purpose { get; init; }
    public ReturnCondition Condition { get; init; }
    public string? Note { get; init; }
    public required string By { get; init; }

    /// <summary>The number of its receipt; null for what has none.</summary>
    public long? Receipt { get; init; }

    /// <summary>What was done with it, in words; null for its own hand-overs and returns.</summary>
    public string? Sentence { get; init; }

    /// <summary>What is done with an item besides handing it over and taking it back. That it was built begins a sign: it is no news of it.</summary>
    private static ActivityVerb[] DeedsOf(ItemKind kind) =>
    [
        ActivityVerb.Retired, ActivityVerb.Restored, ActivityVerb.Swapped, ActivityVerb.TakenApart, ActivityVerb.CodeChanged, ActivityVerb.PutInside, ActivityVerb.TakenOut,
        .. kind == ItemKind.AssembledSign ? Array.Empty<ActivityVerb>() : [ActivityVerb.Built],
    ];

    /// <summary>One page of an item's moves, newest first. In one act things come back before they go out, and their receipts are numbered so.</summary>
    public static async Task<Paged<ItemMove>> Of(TenantDb db, ItemRow item, int? page)
    {
        var (itemId, deeds) = (item.Id, DeedsOf(ItemKind.Of(item.Type)));
        var moves = await db.Checkouts.Where(c => c.ItemId == itemId).Select(c => new { c.At, c.Receipt.Sequence, c.Id, IsOut = true, IsDeed = false })
            .Concat(db.CheckIns.Where(c => c.Checkout.ItemId == itemId).Select(c => new { c.At, c.Receipt.Sequence, c.Id, IsOut = false, IsDeed = false }))
            .Concat(WithABox(db, itemId).Join(db.Receipts, a => a.ReceiptId, r => r.Id, (a, r) => new { a.At, r.Sequence, a.Id, IsOut = a.Verb == ActivityVerb.CheckedOut, IsDeed = true }))
            .Concat(db.Activity.Where(a => a.ItemId == itemId && deeds.Contains(a.Verb)).Select(a => new { a.At, Sequence = 0L, a.Id, IsOut = false, IsDeed = true }))
            .OrderByDescending(m => m.At).ThenByDescending(m => m.Sequence).ThenByDescending(m => m.Id).Page(page);
        var given = await Given(db, [.. moves.Rows.Where(m => m is { IsOut: true, IsDeed: false }).Select(m => m.Id)]);
        var taken = await Taken(db, [.. moves.Rows.Where(m => m is { IsOut: false, IsDeed: false }).Select(m => m.Id)]);
        var done = await Done(db, [.. moves.Rows.Where(m => m.IsDeed).Select(m => m.Id)]);
        return moves.With([.. moves.Rows.Select(m => (m.IsDeed ? done : m.IsOut ? given : taken)[m.Id])]);
    }

    /// <summary>The hand-overs and returns of lockboxes while it was inside: they are written down for it, on receipts that have no line of its own.</summary>
    private static IQueryable<ActivityEntry> WithABox(TenantDb db, long itemId) => db.Activity
        .Where(a => a.ItemId == itemId && a.ReceiptId != null && (a.Verb == ActivityVerb.CheckedOut || a.Verb == ActivityVerb.CheckedIn))
        .Where(a => !db.Checkouts.Any(c => c.ItemId == itemId && c.ReceiptId == a.ReceiptId)
            && !db.CheckIns.Any(c => c.Checkout.ItemId == itemId && c.ReceiptId == a.ReceiptId));

    private static async Task<Dictionary<long, ItemMove>> Done(TenantDb db, long[] ids) => ids.Length == 0 ? [] : await db.Activity
        .Where(a => ids.Contains(a.Id)).Select(a => new ItemMove
        {
            Id = a.Id,
            IsOut = false,
            At = a.At,
            Quantity = 1,
            HolderId = 0,
            Holder = "",
            By = a.UserName,
            Receipt = db.Receipts.Where(r => r.Id == a.ReceiptId).Select(r => (long?)r.Sequence).FirstOrDefault(),
            Sentence = a.Sentence,
        }).ToDictionaryAsync(m => m.Id);

    private static async Task<Dictionary<long, ItemMove>> Given(TenantDb db, long[] ids) => ids.Length == 0 ? [] : await db.Checkouts
        .Where(c => ids.Contains(c.Id)).Select(c => new ItemMove
        {
            Id = c.Id,
            IsOut = true,
            At = c.At,
            Quantity = c.Quantity,
            Outstanding = c.Outstanding,
            HolderId = c.HolderId,
            Holder = c.Holder.Name,
            HolderKind = c.Holder.Kind,
            DueAt = c.DueAt,
            Purpose = c.Purpose,
            By = c.Receipt.UserName,
            Receipt = c.Receipt.Sequence,
        }).ToDictionaryAsync(m => m.Id);

    private static async Task<Dictionary<long, ItemMove>> Taken(TenantDb db, long[] ids) => ids.Length == 0 ? [] : await db.CheckIns
        .Where(c => ids.Contains(c.Id)).Select(c => new ItemMove
        {
            Id = c.Id,
            IsOut = false,
            At = c.At,
            Quantity = c.Quantity,
            HolderId = c.Checkout.HolderId,
            Holder = c.Checkout.Holder.Name,
            Condition = c.Condition,
            Note = c.Note,
            By = c.Receipt.UserName,
            Receipt = c.Receipt.Sequence,
        }).ToDictionaryAsync(m => m.Id);
}
