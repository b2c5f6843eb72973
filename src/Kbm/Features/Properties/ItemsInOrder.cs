using Kbm.Data;
using Kbm.Features.Items;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Properties;

internal static class ItemsInOrder
{
    /// <summary>These items with who has them, in the order of their ids here.</summary>
    public static async Task<IReadOnlyList<ItemRow>> ItemsOf(this TenantDb db, IReadOnlyList<long> ids)
    {
        var rows = (await ItemRow.Load(db, db.Items.Where(i => ids.Contains(i.Id)))).ToDictionary(r => r.Id);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }
}
