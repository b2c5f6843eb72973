using System.Globalization;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Audits;
using Kbm.Features.Items;
using Kbm.Features.Settings;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Platform.Demo;

/// <summary>One audit that is over, with differences of each kind, one that is going on, and one that is planned.</summary>
internal sealed class DemoAudits(Store<TenantDb> store, IReadOnlyList<Actor> staff, DemoClock clock)
{
    private const int MostCounted = 200;
    private readonly StartAudit _start = new(store, clock);
    private readonly CountItems _count = new(store, clock);
    private TimeSpan _step;

    /// <param name="now">The end of the demo's story.</param>
    public async Task Add(DateTime now)
    {
        var properties = await store.Read(db => db.Properties.OrderBy(p => p.Id).Where(p => db.Items.Count(i => i.PropertyId == p.Id && i.Type == ItemType.Key) >= 8)
            .Take(2).Select(p => p.Id).ToListAsync());
        if (properties.Count < 2) return;
        // After all that has been told so far, in what is left of the time.
        _step = TimeSpan.FromSeconds(Math.Min(20, (now - clock.Now).TotalSeconds / (2 * MostCounted)));
        await Finish(await Start(properties[0]));
        await Begin(await Start(properties[1]));
        await Plan();
    }

    private async Task<Audit> Start(long property) => Expect(await _start.Run(staff[1], new() { Scope = nameof(AuditScope.Property), PropertyId = property }, $"demo:{property}"));

    /// <summary>All is counted: one key is missing, one lacks a copy, one hangs on another hook, and there is a tag that nobody knows.</summary>
    private async Task Finish(Audit audit)
    {
        var items = await ToCount(audit);
        for (var n = 0; n < items.Count; n++)
        {
            var (item, there) = (items[n], items[n].In);
            clock.Now += _step;
            if (n == 2) await Count(audit, item.Hook, item.Location, item.Item.Code, 0);
            else if (n == 3)
            {
                await Count(audit, item.Hook, item.Location, item.Item.Code, 0);
                await Count(audit, items[5].Hook, items[5].Location, item.Item.Code, there);
            }
            else await Count(audit, item.Hook, item.Location, item.Item.Code, there > 1 && n == 6 ? there - 1 : there);
        }
        await Count(audit, items[0].Hook, items[0].Location, "KZZ999", 1);
        Expect(await new StepAudit(store, clock).Run(staff[1], audit.Id, AuditStepKind.Finished));
    }

    private async Task Begin(Audit audit)
    {
        var items = await ToCount(audit);
        for (var n = 0; n < items.Count / 2; n++)
        {
            clock.Now += _step;
            await Count(audit, items[n].Hook, items[n].Location, items[n].Item.Code, n == 1 ? 0 : items[n].In);
        }
    }

    private async Task Plan()
    {
        var day = new CompanyTime(await store.CompanySettings(), clock.Now).Today.AddDays(20);
        Expect(await new PlanAudit(store, clock).Run(staff[0], new() { Day = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }));
    }

    private async Task<List<AuditItem>> ToCount(Audit audit)
    {
        var items = await store.Read(db => db.AuditItems.Include(i => i.Item).Where(i => i.AuditId == audit.Id && i.In > 0).ToListAsync());
        return [.. items.OrderBy(i => i.Place.SortKey, StringComparer.Ordinal).ThenBy(i => i.ItemId).Take(MostCounted)];
    }

    private async Task Count(Audit audit, string? hook, string? location, string code, int there) =>
        Expect(await _count.Run(staff[there % 2], audit.Id, new() { Hook = hook, Location = location, Lines = [new(code, there)] }));

    private static T Expect<T>(Outcome<T> outcome) =>
        outcome.IsRefused ? throw new InvalidOperationException(outcome.Refusals[0].Sentence) : outcome.Value;
}
