using System.Text.Json.Serialization;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Api;
using Kbm.Features.Runs;
using Kbm.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Audits;

/// <summary>A planned audit as the API shows it.</summary>
public sealed record PlanAnswer(long Id, DateOnly Day, string Title, AuditScope Scope, long? PropertyId, string? FromHook, string? ToHook, string By)
{
    internal static PlanAnswer Of(PlannedAudit plan) => new(plan.Id, plan.Day, plan.Title, plan.Scope, plan.PropertyId, plan.FromHook, plan.ToHook, plan.UserName);
}

public sealed record PlanList(IReadOnlyList<PlanAnswer> Plans, int Page, int PageSize, int Total);

/// <summary>On which day what is to be counted.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PlanRequest(string? Day, string? Scope, long? PropertyId, string? FromHook, string? ToHook);

/// <summary>New hooks for the keys of a property; with <c>preview</c> nothing is done.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record HooksRequest(long? PropertyId, string? Prefix, int? First, int? Width, bool Preview = false);

/// <summary>Plans of audits, and the numbering of hooks.</summary>
internal static class PlansApi
{
    public static void MapPlans(this IEndpointRouteBuilder api)
    {
        api.MapGet("/audits/planned", List).For(Permissions.RunAudits).WithTags("Audits").WithName("ListPlannedAudits")
            .WithSummary("Lists the audits that are planned, the earliest first.").Produces<PlanList>().ProducesProblem(401).ProducesProblem(403);
        api.MapPost("/audits/planned", Plan).For(Permissions.RunAudits).WithTags("Audits").WithName("PlanAudit")
            .WithSummary("Plans an audit for a day of the company. The same plan sent twice is one.")
            .Produces<PlanAnswer>(201).ProducesProblem(400).ProducesProblem(401).ProducesProblem(403);
        api.MapDelete("/audits/planned/{id:long}", Drop).For(Permissions.RunAudits).WithTags("Audits").WithName("DropPlannedAudit")
            .WithSummary("Drops a planned audit.").Produces(204).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        api.MapPost("/hooks/number", Number).For(Permissions.EditInventory).WithTags("Audits").WithName("NumberHooks")
            .WithSummary("Gives the keys of a property hooks one after the other, in the order of its units, as one run. With preview: true it only says what each would get. 200 when it has ended, 202 while it goes on; an Idempotency-Key header makes retrying safe.")
            .Produces<RunAnswer>().Produces<RunAnswer>(202).ProducesProblem(400).ProducesProblem(401).ProducesProblem(403);
    }

    private static async Task<PlanList> List(TenantDb db, int? page, int? pageSize)
    {
        var found = await db.PlannedAudits.Open().OrderBy(p => p.Day).ThenBy(p => p.Id).Page(page, pageSize);
        return new([.. found.Rows.Select(PlanAnswer.Of)], found.Page, found.PageSize, found.Total);
    }

    private static async Task<IResult> Plan(PlanRequest request, PlanAudit act, HttpContext context)
    {
        var planned = await act.Run(context.User.Actor(),
            new() { Day = request.Day, Scope = request.Scope, PropertyId = request.PropertyId, FromHook = request.FromHook, ToHook = request.ToHook });
        return planned.Answer(p => Results.Created($"/api/v1/audits/planned/{p.Id}", PlanAnswer.Of(p)));
    }

    private static async Task<IResult> Drop(long id, PlanAudit act, HttpContext context) =>
        (await act.Drop(context.User.Actor(), id)).Answer(_ => Results.NoContent());

    private static async Task<IResult> Number(HooksRequest request, NumberHooks act, Store<TenantDb> store, HttpContext context, [FromHeader(Name = "Idempotency-Key")] string? key)
    {
        var input = new HooksInput { PropertyId = request.PropertyId, Prefix = request.Prefix, First = request.First ?? 1, Width = request.Width ?? 1 };
        if (request.Preview) return (await act.Plan(input)).Answer(Results.Ok);
        var started = await act.Start(context.User.Actor(), input, ActKey.Of(context, key, request));
        if (started.IsRefused) return Answers.Problem(started.Refusals);
        var answer = await store.Read(async db => await RunAnswer.Of(db, await db.Runs.FirstAsync(r => r.Id == started.Value.Id)));
        return answer.EndedAt is null ? Results.Accepted($"/api/v1/runs/{answer.Id}", answer) : Results.Ok(answer);
    }
}
