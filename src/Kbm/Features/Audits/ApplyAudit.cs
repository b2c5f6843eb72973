using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Items;
using Kbm.Features.Runs;
using Kbm.Features.Settings;
using Kbm.Features.Shared;
using Kbm.Features.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Audits;

/// <summary>Corrects copies and hooks by the differences of an audit that were chosen, as one run.</summary>
internal sealed class ApplyAudit(Store<TenantDb> store, RunQueue queue, DoBatch act, CurrentTenant tenant, TimeProvider clock)
{
    /// <param name="by">Who applies them.</param>
    /// <param name="id">The audit.</param>
    /// <param name="codes">The items of the differences that are applied; null for all that can be.</param>
    /// <param name="actKey">A run of this key is started once.</param>
    public async Task<Outcome<Run>> Start(Actor by, long id, IReadOnlyList<string?>? codes, string actKey)
    {
        var time = new CompanyTime(await store.CompanySettings(), clock.GetUtcNow().UtcDateTime);
        var started = await store.Write<Outcome<Run>>(async db =>
        {
            if (await db.LockedAudit(id) is not { } audit) return AuditQueries.NoSuch;
            if (await db.Runs.FirstOrDefaultAsync(r => r.ActKey == actKey) is { } before) return before;
            if (!audit.Can(AuditStepKind.Applied)) return Refusal.Conflict("audit_not_finished", audit.IsOpen ? "Finish the audit before its differences are applied." : "The audit is cancelled; nothing of it is applied.");
            List<string> chosen = codes is null
                ? await new FindDifferences(db, id).All()
                : [.. codes.Select(ItemCode.Read).Where(c => c.Length is > 0 and <= AuditCount.CodeLength).Distinct()];
            if (chosen.Count == 0) return Refusal.Invalid("codes", codes is null ? "There is no difference to apply." : "Choose the differences to apply.");
            if (chosen.Count > BulkAction.MostInRun) return Refusal.Invalid("codes", $"At most {Word.Count(BulkAction.MostInRun, "difference")} at once.");
            audit.Take(AuditStepKind.Applied, by, time.Now);
            var run = new Run(RunKind.Audit, $"Apply {audit.Name}", new AuditWork(id).ToJson(), chosen, by, time.Now, actKey);
            db.Runs.Add(run);
            await db.SaveChangesAsync();
            db.Record(run.By, time.Now, ActivityVerb.Audited, Sentences.AuditApplied(audit, chosen.Count), new(Property: audit.PropertyId));
            if (run.Batches is [var only]) await act.Run(db, run, only, time);
            return run;
        });
        if (started is { IsRefused: false, Value.EndedAt: null }) queue.Add(tenant.Tenant);
        return started;
    }
}
