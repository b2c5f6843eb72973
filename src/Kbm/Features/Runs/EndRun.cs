using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Runs;

/// <summary>Ends a run before all of it is done. What has been done stays as it is, the rest is left, and the runs that wait go on.</summary>
internal sealed class EndRun(Store<TenantDb> store, RunQueue queue, CurrentTenant tenant, TimeProvider clock)
{
    public static Refusal NoSuch => Refusal.NotFound("There is no such run.");

    /// <param name="by">Who ends it.</param>
    /// <param name="id">Which run.</param>
    /// <param name="anybodys">Whether they may end runs that others began.</param>
    public async Task<Outcome<Run>> Run(Actor by, long id, bool anybodys)
    {
        var ended = await store.Write<Outcome<Run>>(async db =>
        {
            if (!await db.Runs.AnyAsync(r => r.Id == id)) return NoSuch;
            var run = await db.LockedRun(id);
            if (!anybodys && run.UserId != by.UserId) return new Refusal("forbidden", $"Only an admin or {run.UserName}, who began it, can end it.", Status: 403);
            if (run.EndedAt is not null) return run;
            var now = clock.GetUtcNow().UtcDateTime;
            run.End(now);
            db.Record(by with { RunId = run.Id }, now, ActivityVerb.RunEnded, Sentences.RunEnded(run));
            return run;
        });
        if (!ended.IsRefused) queue.Add(tenant.Tenant);
        return ended;
    }
}
