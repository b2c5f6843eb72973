using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Api;
using Kbm.Features.Tenancy;
using Kbm.Web;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Runs;

/// <summary>A run as the API shows it; the refusals stand in it once it has ended.</summary>
public sealed record RunAnswer(
    long Id, string Title, int Total, int Done, int Changed, int Unchanged, int Refused, DateTime StartedAt, DateTime? EndedAt, string By,
    IReadOnlyList<RunRefusal> Refusals)
{
    internal static async Task<RunAnswer> Of(TenantDb db, Run run) => new(
        run.Id, run.Title, run.Total, run.Done, run.Changed, run.Unchanged, run.Refused, run.StartedAt, run.EndedAt, run.UserName,
        run.EndedAt is null ? [] : await RunSummary.Refusals(db, run.Id));
}

internal static class RunsApi
{
    public static void MapRuns(this IEndpointRouteBuilder api)
    {
        api.MapGet("/runs/{id:long}", One).For(Permissions.EditInventory).WithTags("Runs").WithName("GetRun")
            .WithSummary("How far a run is; once it has ended, what was refused and why.")
            .Produces<RunAnswer>().ProducesProblem(401).ProducesProblem(403).ProducesProblem(404);
        api.MapPost("/runs/{id:long}/end", End).For(Permissions.EditInventory).WithTags("Runs").WithName("EndRun")
            .WithSummary("Ends a run before all of it is done: for an admin, or whoever began it. What has been done stays as it is, the rest is left. Of a run that has ended it changes nothing.")
            .Produces<RunAnswer>().ProducesProblem(401).ProducesProblem(403).ProducesProblem(404);
    }

    private static async Task<IResult> One(long id, TenantDb db, RunQueue queue, CurrentTenant tenant)
    {
        if (await db.Runs.FirstOrDefaultAsync(r => r.Id == id) is not { } run) return Answers.Problem([EndRun.NoSuch]);
        if (run.EndedAt is null) queue.Add(tenant.Tenant);
        return Results.Ok(await RunAnswer.Of(db, run));
    }

    private static async Task<IResult> End(long id, EndRun end, Store<TenantDb> store, HttpContext context)
    {
        var ended = await end.Run(context.User.Actor(), id, context.User.May(Permissions.EndRuns));
        return ended.IsRefused ? Answers.Problem(ended.Refusals) : Results.Ok(await store.Read(db => RunAnswer.Of(db, ended.Value)));
    }
}
