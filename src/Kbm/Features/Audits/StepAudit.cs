using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Runs;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Audits;

/// <summary>Pauses an audit, goes on with it, finishes, reopens or cancels it. What is so already is left as it is.</summary>
internal sealed class StepAudit(Store<TenantDb> store, TimeProvider clock)
{
    public Task<Outcome<Audit>> Run(Actor by, long id, AuditStepKind step)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return store.Write<Outcome<Audit>>(async db =>
        {
            if (await db.LockedAudit(id) is not { } audit) return AuditQueries.NoSuch;
            if (audit.State == After(step)) return audit;
            if (!audit.Can(step)) return Refusal.Conflict("audit_state", WhyNot(audit, step));
            if (step is AuditStepKind.Reopened or AuditStepKind.Cancelled && await IsBeingApplied(db, id))
                return Refusal.Conflict("run_going_on", $"Differences of this audit are being applied; it cannot be {(step == AuditStepKind.Reopened ? "reopened" : "cancelled")} meanwhile.");
            if (step is AuditStepKind.Reopened or AuditStepKind.Cancelled && await db.AuditFixes.AnyAsync(f => f.AuditId == id))
                return Refusal.Conflict("audit_applied", $"Differences of this audit have been applied; it cannot be {(step == AuditStepKind.Reopened ? "reopened" : "cancelled")}. Start another one.");
            audit.Take(step, by, now);
            db.Record(by, now, ActivityVerb.Audited, Sentences.AuditStep(audit, step), new(Property: audit.PropertyId));
            return audit;
        });
    }

    private static Task<bool> IsBeingApplied(TenantDb db, long id)
    {
        var work = new AuditWork(id).ToJson();
        return db.Runs.AnyAsync(r => r.EndedAt == null && r.Kind == RunKind.Audit && r.Work == work);
    }

    private static AuditState? After(AuditStepKind step) => step switch
    {
        AuditStepKind.Paused => AuditState.Paused,
        AuditStepKind.Resumed or AuditStepKind.Reopened => AuditState.Counting,
        AuditStepKind.Finished => AuditState.Finished,
        AuditStepKind.Cancelled => AuditState.Cancelled,
        _ => null,
    };

    private static string WhyNot(Audit audit, AuditStepKind step) => audit.State switch
    {
        AuditState.Cancelled => "The audit is cancelled; start another one.",
        AuditState.Finished => "The audit is finished; reopen it to go on counting.",
        AuditState.Paused => "The audit is paused; go on with it first.",
        _ => step == AuditStepKind.Reopened ? "The audit is being counted." : "The audit cannot be changed like that now.",
    };
}
