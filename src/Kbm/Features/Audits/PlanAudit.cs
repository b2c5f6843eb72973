using System.Globalization;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Settings;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Audits;

/// <summary>What is typed about an audit that is to be started on a day.</summary>
public record PlanInput : AuditInput
{
    /// <summary>A day such as 2027-02-01.</summary>
    public string? Day { get; init; }
}

/// <summary>Plans an audit for a day, and drops a plan.</summary>
internal sealed class PlanAudit(Store<TenantDb> store, TimeProvider clock)
{
    private const int MostYears = 5;

    public async Task<Outcome<PlannedAudit>> Run(Actor by, PlanInput input)
    {
        var time = await Time();
        return await store.Write<Outcome<PlannedAudit>>(async db =>
        {
            var checks = new Checks();
            var range = await AuditRange.Read(db, input, checks);
            var day = Day(input.Day, time, checks);
            if (checks.Failed) return checks.Refusals;
            if (await Same(db, range, day) is { } before) return before;
            var plan = new PlannedAudit(range, day, by, time.Now);
            db.PlannedAudits.Add(plan);
            await db.SaveChangesAsync();
            db.Record(by, time.Now, ActivityVerb.Audited, Sentences.AuditPlanned(plan, time.Date(day)), new(Property: plan.PropertyId));
            return plan;
        });
    }

    public async Task<Outcome<PlannedAudit>> Drop(Actor by, long id)
    {
        var time = await Time();
        return await store.Write<Outcome<PlannedAudit>>(async db =>
        {
            if (await db.PlannedAudits.FirstOrDefaultAsync(p => p.Id == id) is not { } plan) return NoSuch;
            if (plan.AuditId is not null) return Refusal.Conflict("audit_started", "That audit has been started.");
            if (plan.DroppedAt is not null) return plan;
            plan.Drop(time.Now);
            db.Record(by, time.Now, ActivityVerb.Audited, Sentences.AuditDropped(plan, time.Date(plan.Day)), new(Property: plan.PropertyId));
            return plan;
        });
    }

    internal static Refusal NoSuch { get; } = Refusal.NotFound("There is no such planned audit.");

    private async Task<CompanyTime> Time() => new(await store.CompanySettings(), clock.GetUtcNow().UtcDateTime);

    /// <summary>The same plan sent twice is one.</summary>
    private static Task<PlannedAudit?> Same(TenantDb db, AuditRange range, DateOnly day)
    {
        var property = range.Property?.Id;
        return db.PlannedAudits.Open().FirstOrDefaultAsync(p => p.Day == day && p.Scope == range.Scope && p.PropertyId == property && p.FromHook == range.FromHook && p.ToHook == range.ToHook);
    }

    private static DateOnly Day(string? text, CompanyTime time, Checks checks)
    {
        if (!DateOnly.TryParseExact(Checks.Line(text), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            checks.Refuse("day", "Enter a day such as 2027-02-01.");
        else if (day < time.Today) checks.Refuse("day", "That day is over.");
        else if (day > time.Today.AddYears(MostYears)) checks.Refuse("day", $"Plan at most {MostYears} years ahead.");
        return day;
    }
}
