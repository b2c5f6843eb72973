using Kbm.Data;
using Kbm.Features.Checkouts;
using Kbm.Features.Contacts;
using Kbm.Web;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Items;

/// <summary>One hand-over or return of an item, with its receipt.</summary>
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
    public required long Receipt { get; init; }

    /// <summary>One page of an item's moves, newest first. In one act things come back before they go out, and their receipts are numbered so.</summary>
    public static async Task<Paged<ItemMove>> Of(TenantDb db, long itemId, int? page)
    {
        var moves = await db.Checkouts.Where(c => c.ItemId == itemId).Select(c => new { c.At, c.Receipt.Sequence, c.Id, IsOut = true })
            .Concat(db.CheckIns.Where(c => c.Checkout.ItemId == itemId).Select(c => new { c.At, c.Receipt.Sequence, c.Id, IsOut = false }))
            .OrderByDescending(m => m.At).ThenByDescending(m => m.Sequence).ThenByDescending(m => m.Id).Page(page);
        var given = await Given(db, [.. moves.Rows.Where(m => m.IsOut).Select(m => m.Id)]);
        var taken = await Taken(db, [.. moves.Rows.Where(m => !m.IsOut).Select(m => m.Id)]);
        return moves.With([.. moves.Rows.Select(m => (m.IsOut ? given : taken)[m.Id])]);
    }

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
