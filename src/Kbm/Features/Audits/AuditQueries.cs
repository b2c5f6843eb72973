using Kbm.Data;
using Kbm.Features.Items;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Audits;

internal static class AuditQueries
{
    public static Refusal NoSuch { get; } = Refusal.NotFound("There is no such audit.");

    public static Refusal NotCounting(Audit audit) => audit.State == AuditState.Paused
        ? Refusal.Conflict("audit_paused", "The audit is paused. Go on with it first.")
        : Refusal.Conflict("audit_over", $"The audit is {(audit.State == AuditState.Finished ? "finished" : "cancelled")}; nothing more is counted.");

    /// <summary>An audit, kept from other writers until the write ends. Whoever locks items as well locks them after it.</summary>
    public static async Task<Audit?> LockedAudit(this TenantDb db, long id)
    {
        // Changing nothing locks the row.
        await db.Audits.Where(a => a.Id == id).ExecuteUpdateAsync(set => set.SetProperty(a => a.State, a => a.State));
        return await db.Audits.FirstOrDefaultAsync(a => a.Id == id);
    }

    /// <summary>The items of an audit that belong at this place now.</summary>
    public static IQueryable<Item> ItemsAt(this TenantDb db, long audit, HookPlace place) => db.Items.InUse()
        .Where(i => i.Hook == place.Hook && i.Location == place.Location && db.AuditItems.Any(a => a.AuditId == audit && a.ItemId == i.Id));

    /// <summary>Those of an audit's items that are in by the record and have not been counted where they belong.</summary>
    public static IQueryable<Item> ToCount(this TenantDb db, long audit) => db.Items.Lendable()
        .Where(i => db.AuditItems.Any(a => a.AuditId == audit && a.ItemId == i.Id)
            && i.Copies > i.Checkouts.Where(c => c.Outstanding > 0).Sum(c => c.Outstanding)
            && !db.AuditCounts.Any(c => c.AuditId == audit && c.ItemId == i.Id && c.ReplacedAt == null && c.IsHome));
}
