using Kbm.Data;
using Kbm.Features.Contacts;
using Kbm.Features.Items;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Checkouts;

/// <summary>
/// The questions of every act at the desk, compiled once. A list is one parameter, so that its length makes no new statement.
/// </summary>
internal static class DeskQueries
{
    public static readonly Func<TenantDb, string[], IAsyncEnumerable<Item>> ByCodes = EF.CompileAsyncQuery(
        (TenantDb db, string[] codes) => db.Items.Include(i => i.Property).Include(i => i.Unit).Include(i => i.InLockbox)
            .Where(i => codes.Contains(i.Code)));

    public static readonly Func<TenantDb, string[], long[], IAsyncEnumerable<Item>> ByCodesOrCheckouts = EF.CompileAsyncQuery(
        (TenantDb db, string[] codes, long[] checkouts) => db.Items.Include(i => i.Property).Include(i => i.Unit).Include(i => i.InLockbox)
            .Where(i => codes.Contains(i.Code)
                || db.Checkouts.Where(c => checkouts.Contains(c.Id)).Select(c => c.ItemId).Contains(i.Id)));

    public static readonly Func<TenantDb, long[], IAsyncEnumerable<Checkout>> Open = EF.CompileAsyncQuery(
        (TenantDb db, long[] items) => db.Checkouts.Include(c => c.Holder)
            .Where(c => c.Outstanding > 0 && items.Contains(c.ItemId)));

    public static readonly Func<TenantDb, long, Task<Contact?>> Contact = EF.CompileAsyncQuery(
        (TenantDb db, long id) => db.Contacts.FirstOrDefault(c => c.Id == id));
}
