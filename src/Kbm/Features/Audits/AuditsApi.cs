using System.Text.Json.Serialization;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Api;
using Kbm.Features.Runs;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Audits;

/// <summary>An audit as the API shows it.</summary>
public sealed record AuditAnswer(
    long Id, string Title, AuditScope Scope, long? PropertyId, string? FromHook, string? ToHook, bool Blind, AuditState State,
    DateTime StartedAt, DateTime? EndedAt, string By, int Items, AuditProgress? Progress, int? Differences, long? LastCount)
{
    internal static AuditAnswer Of(Audit audit, AuditProgress? progress = null, int? differences = null, long? lastCount = null) => new(
        audit.Id, audit.Title, audit.Scope, audit.PropertyId, audit.FromHook, audit.ToHook, audit.IsBlind, audit.State,
        audit.StartedAt, audit.EndedAt, audit.UserName, audit.ItemCount, progress, differences, lastCount);
}

public sealed record AuditList(IReadOnlyList<AuditAnswer> Audits, int Page, int PageSize, int Total);

/// <summary>Which items are counted: everything, those of a property, or those of a range of hooks.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record StartAuditRequest(string? Scope, long? PropertyId, string? FromHook, string? ToHook);

/// <summary>What was found at a place: <c>lines</c> with numbers, or without one for one more; <c>rest</c> was looked for and is counted as 0 unless it has been counted there; <c>done</c> means all that belongs there. With <c>seen</c>, the <c>lastCount</c> that the program knows of, what somebody else has counted otherwise since is not overwritten.</summary>
public sealed record CountRequest(string? Hook, string? Location, IReadOnlyList<CountLine?>? Lines, IReadOnlyList<string?>? Rest, DateTime? CountedAt, bool Done = false, long? Seen = null);

public sealed record CountAnswer(IReadOnlyList<Counted> Counted);

/// <summary>What is done with the audit as a whole: pause, resume, finish, reopen or cancel.</summary>
public sealed record StepRequest(string? Step);

/// <summary>The codes of the differences that are applied, or all of them.</summary>
public sealed record ApplyRequest(IReadOnlyList<string?>? Codes, bool All = false);

public sealed record DifferenceList(IReadOnlyList<AuditDifference> Differences, int Page, int PageSize, int Total);

internal static class AuditsApi
{
    private static readonly Dictionary<string, AuditStepKind> s_steps = new(StringComparer.OrdinalIgnoreCase)
    {
        ["pause"] = AuditStepKind.Paused,
        ["resume"] = AuditStepKind.Resumed,
        ["finish"] = AuditStepKind.Finished,
        ["reopen"] = AuditStepKind.Reopened,
        ["cancel"] = AuditStepKind.Cancelled,
    };

    public static void MapAudits(this IEndpointRouteBuilder api)
    {
        api.MapGet("/audits", List).For(Permissions.RunAudits).WithTags("Audits").WithName("ListAudits")
            .WithSummary("Lists audits, newest first.").Produces<AuditList>().ProducesProblem(401).ProducesProblem(403);
        api.MapPost("/audits", Start).For(Permissions.RunAudits).WithTags("Audits").WithName("StartAudit")
            .WithSummary("Starts an audit; scope is Everything, Property or Hooks. An Idempotency-Key header makes retrying safe.")
            .Produces<AuditAnswer>(201).ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(409);
        api.MapGet("/audits/{id:long}", One).For(Permissions.RunAudits).WithTags("Audits").WithName("GetAudit")
            .WithSummary("One audit, with how far it is and how many differences it has.").Produces<AuditAnswer>().ProducesProblem(401).ProducesProblem(403).ProducesProblem(404);
        api.MapPost("/audits/{id:long}/counts", Count).For(Permissions.RunAudits).WithTags("Audits").WithName("CountItems")
            .WithSummary("Takes down what was found at a hook: all of the lines or none. An Idempotency-Key header makes retrying safe.")
            .Produces<CountAnswer>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        api.MapPost("/audits/{id:long}/step", Step).For(Permissions.RunAudits).WithTags("Audits").WithName("StepAudit")
            .WithSummary("Pauses an audit, resumes, finishes, reopens or cancels it.")
            .Produces<AuditAnswer>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        api.MapGet("/audits/{id:long}/differences", Differences).For(Permissions.RunAudits).WithTags("Audits").WithName("ListDifferences")
            .WithSummary("Where the counts and the record do not agree, by code, with who had copies at the time.").Produces<DifferenceList>().ProducesProblem(401).ProducesProblem(403).ProducesProblem(404);
        api.MapPost("/audits/{id:long}/apply", Apply).For(Permissions.ApplyAudits).WithTags("Audits").WithName("ApplyAudit")
            .WithSummary("Corrects copies and hooks by differences of a finished audit, as one run. 200 when it has ended, 202 while it goes on; nothing is applied twice.")
            .Produces<RunAnswer>().Produces<RunAnswer>(202).ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<AuditList> List(TenantDb db, int? page, int? pageSize)
    {
        var found = await db.Audits.OrderByDescending(a => a.Id).Page(page, pageSize);
        return new([.. found.Rows.Select(a => AuditAnswer.Of(a))], found.Page, found.PageSize, found.Total);
    }

    private static async Task<IResult> Start(StartAuditRequest request, StartAudit act, HttpContext context, [FromHeader(Name = "Idempotency-Key")] string? key)
    {
        var started = await act.Run(context.User.Actor(),
            new() { Scope = request.Scope, PropertyId = request.PropertyId, FromHook = request.FromHook, ToHook = request.ToHook }, Api.ActKey.Of(context, key, request));
        return started.Answer(a => Results.Created($"/api/v1/audits/{a.Id}", AuditAnswer.Of(a)));
    }

    private static async Task<IResult> One(long id, TenantDb db)
    {
        if (await db.Audits.FirstOrDefaultAsync(a => a.Id == id) is not { } audit) return Answers.Problem([AuditQueries.NoSuch]);
        // Looked up first: what is counted while the rest is gathered has not been seen.
        var last = await db.AuditCounts.LastNumber(id);
        return Results.Ok(AuditAnswer.Of(audit, await AuditProgress.Of(db, audit), await new FindDifferences(db, id).Count(), last));
    }

    private static async Task<IResult> Count(long id, CountRequest request, CountItems act, HttpContext context, [FromHeader(Name = "Idempotency-Key")] string? key)
    {
        var counted = await act.Run(context.User.Actor(), id, new()
        {
            Hook = request.Hook,
            Location = request.Location,
            Lines = request.Lines,
            Rest = request.Rest,
            Done = request.Done,
            CountedAt = request.CountedAt,
            Seen = request.Seen,
            ActKey = string.IsNullOrWhiteSpace(key) ? null : Api.ActKey.Of(context, key, request),
        });
        return counted.Answer(c => Results.Ok(new CountAnswer(c)));
    }

    private static async Task<IResult> Step(long id, StepRequest request, StepAudit act, TenantDb db, HttpContext context)
    {
        if (!await db.Audits.AnyAsync(a => a.Id == id)) return Answers.Problem([AuditQueries.NoSuch]);
        if (!s_steps.TryGetValue(Checks.Line(request.Step), out var step)) return Answers.Problem([Refusal.Invalid("step", $"Say what to do: {string.Join(", ", s_steps.Keys)}.")]);
        var done = await act.Run(context.User.Actor(), id, step);
        return done.Answer(a => Results.Ok(AuditAnswer.Of(a)));
    }

    private static async Task<IResult> Differences(long id, TenantDb db, int? page, int? pageSize)
    {
        if (!await db.Audits.AnyAsync(a => a.Id == id)) return Answers.Problem([AuditQueries.NoSuch]);
        var found = await new FindDifferences(db, id).Page(page, pageSize);
        return Results.Ok(new DifferenceList(found.Rows, found.Page, found.PageSize, found.Total));
    }

    private static async Task<IResult> Apply(long id, ApplyRequest request, ApplyAudit act, Store<TenantDb> store, HttpContext context, [FromHeader(Name = "Idempotency-Key")] string? key)
    {
        var started = await act.Start(context.User.Actor(), id, request.All ? null : request.Codes ?? [], Api.ActKey.Of(context, key, new { id, request }));
        if (started.IsRefused) return Answers.Problem(started.Refusals);
        var answer = await store.Read(async db => await RunAnswer.Of(db, await db.Runs.FirstAsync(r => r.Id == started.Value.Id)));
        return answer.EndedAt is null ? Results.Accepted($"/api/v1/runs/{answer.Id}", answer) : Results.Ok(answer);
    }
}
