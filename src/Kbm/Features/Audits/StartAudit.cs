using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Items;
using Kbm.Features.Settings;
using Kbm.Features.Shared;
using Kbm.Features.Signs;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Audits;

/// <summary>Starts an audit: takes down what the record expects of every item that it is about.</summary>
internal sealed class StartAudit(Store<TenantDb> store, TimeProvider clock)
{
    private const int ItemsAtOnce = 2000;

    /// <param name="by">Who starts it.</param>
    /// <param name="input">What is counted.</param>
    /// <param name="actKey">An audit of this key is started once.</param>
    /// <param name="planned">The plan that it is started from.</param>
    public async Task<Outcome<Audit>> Run(Actor by, AuditInput input, string actKey, long? planned = null)
    {
        var settings = await store.CompanySettings();
        var now = clock.GetUtcNow().UtcDateTime;
        return await store.Write<Outcome<Audit>>(async db =>
        {
            if (await db.Audits.FirstOrDefaultAsync(a => a.ActKey == actKey) is { } before) return before;
            var checks = new Checks();
            var range = await AuditRange.Read(db, input, checks);
            if (checks.Failed) return checks.Refusals;
            var plan = planned is null ? null : await db.PlannedAudits.Open().FirstOrDefaultAsync(p => p.Id == planned);
            var items = await range.Items(db);
            var audit = new Audit(range, settings.BlindCounts, by, now, actKey) { ItemCount = await items.CountAsync() };
            if (audit.ItemCount == 0) return Refusal.Conflict("nothing_to_count", $"There is nothing to count: {range.Title} has no items in use.");
            db.Audits.Add(audit);
            plan?.Start(audit);
            await db.SaveChangesAsync();
            await TakeDown(db, audit.Id, items);
            db.Record(by, now, ActivityVerb.Audited, Sentences.AuditStarted(audit), new(Property: audit.PropertyId));
            return audit;
        });
    }

    private static async Task TakeDown(TenantDb db, long audit, IQueryable<Item> items)
    {
        var tracks = db.ChangeTracker.AutoDetectChangesEnabled;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        for (long last = 0; ;)
        {
            var some = await items.Where(i => i.Id > last).OrderBy(i => i.Id).Take(ItemsAtOnce).Select(i => new AuditItem
            {
                AuditId = audit,
                ItemId = i.Id,
                Copies = i.Copies,
                In = i.InLockboxId != null || (i as SignPiece)!.Mountings.Any(m => m.TakenOutAt == null)
                    ? 0 : i.Copies - i.Checkouts.Where(c => c.Outstanding > 0).Sum(c => c.Outstanding),
                Hook = i.Hook,
                Location = i.Location,
            }).AsNoTracking().ToListAsync();
            if (some.Count == 0) break;
            last = some[^1].ItemId;
            db.AddRange(some);
            await db.SaveChangesAsync();
            foreach (var item in some) db.Entry(item).State = EntityState.Detached;
        }
        db.ChangeTracker.AutoDetectChangesEnabled = tracks;
    }
}
