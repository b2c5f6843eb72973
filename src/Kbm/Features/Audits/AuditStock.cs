using Kbm.Data;
using Kbm.Features.Items;
using Kbm.Features.Signs;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Audits;

/// <summary>What the record says of items at one moment: how many copies are in, and where they belong.</summary>
internal sealed class AuditStock
{
    private readonly Dictionary<long, int> _out;
    private readonly Dictionary<long, string> _inside;

    private AuditStock(Dictionary<long, int> outside, Dictionary<long, string> inside) => (_out, _inside) = (outside, inside);

    /// <param name="db">The write in which the items are locked.</param>
    /// <param name="items">With the lockbox that they are in.</param>
    /// <param name="at">A moment of the past, or null for now. Who had copies then is told by the record; all else is as it is now.</param>
    public static async Task<AuditStock> Of(TenantDb db, IReadOnlyCollection<Item> items, DateTime? at)
    {
        long[] ids = [.. items.Select(i => i.Id)];
        var checkouts = db.Checkouts.Where(c => ids.Contains(c.ItemId));
        var outside = at is { } then
            ? await checkouts.Where(c => c.At <= then && (c.Outstanding > 0 || c.CheckIns.Any(b => b.At > then)))
                .Select(c => new { c.ItemId, Out = c.Quantity - c.CheckIns.Where(b => b.At <= then).Sum(b => b.Quantity) }).ToListAsync()
            : await checkouts.Where(c => c.Outstanding > 0).Select(c => new { c.ItemId, Out = c.Outstanding }).ToListAsync();
        var inside = await SignRows.Inside(db, [.. items.OfType<SignPiece>().Select(p => p.Id)]);
        foreach (var item in items) if (item.InLockbox is { } box) inside[item.Id] = box.Code;
        return new(outside.GroupBy(c => c.ItemId).ToDictionary(g => g.Key, g => g.Sum(c => c.Out)), inside);
    }

    public Stock Of(Item item)
    {
        var inside = _inside.GetValueOrDefault(item.Id);
        return new(item.Copies, _out.GetValueOrDefault(item.Id), 0, Stock.ApartOf(item.Type, item.RetiredAt, inside)) { Inside = inside };
    }
}
