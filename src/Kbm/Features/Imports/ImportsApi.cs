using System.Globalization;
using System.Security.Cryptography;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Api;
using Kbm.Features.Runs;
using Kbm.Features.Secrets;
using Kbm.Features.Shared;
using Kbm.Features.Tenancy;
using Kbm.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Imports;

/// <summary>What a column means; without a field it is left out.</summary>
public sealed record ColumnAnswer(int Column, string Head, Field? Field);

/// <summary>An import as the API shows it.</summary>
public sealed record ImportAnswer(
    long Id, string FileName, ImportStage Stage, IReadOnlyList<SheetInfo> Sheets, int Sheet, int HeaderRow, ImportKind Kind, ImportMode Mode,
    IReadOnlyList<ColumnAnswer> Columns, int Version, JudgingProgress? Judging, ReviewAnswer? Review, long? RunId, long? UndoRunId, DateTime SentAt, string By);

/// <summary>How many rows come to what, and what can be decided for several at once.</summary>
public sealed record ReviewAnswer(
    int New, int Change, int Same, int Duplicate, int Wrong, int Skipped, IReadOnlyList<UnknownPlace> UnknownProperties, IReadOnlyList<UnknownUnits> UnknownUnits);

/// <summary>An import in the list.</summary>
public sealed record ImportLine(long Id, string FileName, DateTime SentAt, string By, long? RunId, long? UndoRunId);

public sealed record ImportList(IReadOnlyList<ImportLine> Imports, int Page, int PageSize, int Total);

public sealed record RowList(IReadOnlyList<RowView> Rows, int Page, int PageSize, int Total);

/// <summary>What the columns mean, by their place from 0. What is not given stays as it is.</summary>
public sealed record MatchRequest(int? Sheet, int? HeaderRow, ImportKind? Kind, ImportMode? Mode, Dictionary<string, Field?>? Columns);

/// <summary>One decision: what the name of an unknown property means (without an id it is made), that all unknown ones are made, or what is done with rows.</summary>
public sealed record DecideRequest(string? Name, long? PropertyId, bool? MakeProperties, bool? MakeUnits, int? Row, Dictionary<string, string?>? Values, IReadOnlyList<int>? Skip, IReadOnlyList<int>? TakeIn);

/// <summary>Which review is run, and whether rows with a problem are left out.</summary>
public sealed record RunRequest(int? Version, bool GoodRows = false);

internal static class ImportsApi
{
    public static void MapImports(this IEndpointRouteBuilder api)
    {
        var imports = api.MapGroup("/imports").WithTags("Imports").ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        api.MapPost("/imports", Send).For(Permissions.Import).WithMetadata(ImportsSetup.FileLimit).WithName("SendSheet")
            .WithSummary("Takes a sheet: the body is the file, a CSV, XLSX or XLS. Its columns are matched as they can be guessed and every row is judged, of a large sheet in the background; nothing is written yet. An Idempotency-Key header makes retrying safe.")
            .Produces<ImportAnswer>(201).ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(413).WithTags("Imports");
        api.MapGet("/imports", List).For(Permissions.Import).WithName("ListImports").WithSummary("Lists imports, the newest first.").Produces<ImportList>().ProducesProblem(401).ProducesProblem(403).WithTags("Imports");
        imports.MapGet("/{id:long}", One).For(Permissions.Import).WithName("GetImport").WithSummary("How far an import is and what its rows come to.").Produces<ImportAnswer>();
        imports.MapGet("/{id:long}/rows", Rows).For(Permissions.Import).WithName("ListImportRows")
            .WithSummary("Lists rows with what the review says of each; with verdict=Wrong only those with a problem. Codes that are kept secret are dots.").Produces<RowList>();
        imports.MapPost("/{id:long}/columns", Match).For(Permissions.Import).WithName("MatchColumns").WithSummary("Says which sheet is read and what its columns mean; every row is judged anew.").Produces<ImportAnswer>();
        imports.MapPost("/{id:long}/decisions", Decide).For(Permissions.Import).WithName("DecideRows").WithSummary("Decides about rows; every row is judged anew.").Produces<ImportAnswer>();
        imports.MapPost("/{id:long}/run", Run).For(Permissions.Import).WithName("RunImport")
            .WithSummary("Takes the rows in. 200 when that has ended, 202 while it goes on. Asking again answers with the same run.").Produces<RunAnswer>().Produces<RunAnswer>(202);
        imports.MapPost("/{id:long}/undo", Undo).For(Permissions.UndoImport).WithName("UndoImport")
            .WithSummary("Takes an import back whole, unless something of it has been used since.").Produces<RunAnswer>().Produces<RunAnswer>(202);
        imports.MapDelete("/{id:long}", Discard).For(Permissions.Import).WithName("DiscardImport").WithSummary("Forgets an import that has not been run.").Produces(204);
    }

    private static async Task<IResult> Send(
        ReceiveSheet receive, ReviewImport review, TenantDb db, CurrentVault vaults, HttpContext context, string? name, string? kind, [FromHeader(Name = "Idempotency-Key")] string? key)
    {
        var checks = new Checks();
        ImportKind? what = string.IsNullOrWhiteSpace(kind) ? null : checks.Choice("kind", kind, ImportKind.Keys);
        if (checks.Failed) return Answers.Problem(checks.Refusals);
        var file = Spool();
        await context.Request.Body.CopyToAsync(file, context.RequestAborted);
        file.Position = 0;
        var content = Convert.ToHexString(await SHA256.HashDataAsync(file, context.RequestAborted));
        file.Position = 0;
        var (actKey, start) = ActKey.OfFile(context, key, $"{name}\n{what}\n{content}");
        var received = await receive.Run(context.User.Actor(), file, name ?? "sheet", actKey, what, start, context.RequestAborted);
        if (received.IsRefused) return Answers.Problem(received.Refusals);
        if (received.Value is { ReviewedAt: null, Judging: null } && await review.Run(received.Value.Id, context.RequestAborted) is { IsRefused: true } gone) return Answers.Problem(gone.Refusals);
        return await Answer(db, vaults, received.Value.Id, context.User.Actor()) is { } answer ? Results.Created($"/api/v1/imports/{answer.Id}", answer) : Answers.Problem([FindImport.NoSuch]);
    }

    /// <summary>A place for a file while it is read; it is gone when it is closed.</summary>
    private static FileStream Spool() => new(Path.Combine(Path.GetTempPath(), $"kbm-{Guid.NewGuid():N}"), new FileStreamOptions
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.ReadWrite,
        Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
    });

    private static async Task<IResult> List(TenantDb db, int? page, int? pageSize)
    {
        var list = await db.Imports.Where(i => i.ReadAt != null).OrderByDescending(i => i.Id).Select(i => new ImportLine(i.Id, i.FileName, i.SentAt, i.UserName, i.RunId, i.UndoRunId)).Page(page, pageSize);
        return Results.Ok(new ImportList(list.Rows, list.Page, list.PageSize, list.Total));
    }

    private static async Task<IResult> One(long id, TenantDb db, CurrentVault vaults, ReviewQueue queue, CurrentTenant tenant, HttpContext context)
    {
        if (await Answer(db, vaults, id, context.User.Actor()) is not { } answer) return Answers.Problem([FindImport.NoSuch]);
        if (answer.Judging is not null) queue.Add(tenant.Tenant);
        return Results.Ok(answer);
    }

    private static async Task<IResult> Rows(long id, string? verdict, int? page, int? pageSize, TenantDb db, CurrentVault vaults, HttpContext context)
    {
        if (await db.ImportById(id) is not { } state) return Answers.Problem([FindImport.NoSuch]);
        var checks = new Checks();
        Verdict? only = string.IsNullOrWhiteSpace(verdict) ? null : checks.Choice("verdict", verdict, Verdict.New);
        if (checks.Failed) return Answers.Problem(checks.Refusals);
        var rows = await ImportRows.Page(db, await vaults.Open(), state.Import, only, state.Import.IsFrom(context.User.Actor()), page, pageSize);
        return Results.Ok(new RowList(rows.Rows, rows.Page, rows.PageSize, rows.Total));
    }

    private static async Task<IResult> Match(long id, MatchRequest request, DecideImport decide, TenantDb db, CurrentVault vaults, HttpContext context)
    {
        if (await db.ImportById(id) is not { Import: var import }) return Answers.Problem([FindImport.NoSuch]);
        var map = import.Map;
        map = map with { Sheet = request.Sheet ?? map.Sheet, HeaderRow = request.HeaderRow ?? map.HeaderRow, Kind = request.Kind ?? map.Kind, Mode = request.Mode ?? map.Mode, IsKindChosen = request.Kind is not null || map.IsKindChosen };
        if (request.Columns is { } columns)
        {
            if (columns.Keys.FirstOrDefault(c => !int.TryParse(c, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at.ToString(CultureInfo.InvariantCulture) != c) is { } strange) return Answers.Problem([Refusal.Invalid("columns", $"{Word.Cut(strange, 20)} is no column: columns are counted from 0.")]);
            map = map with { Columns = columns.Where(c => c.Value is not null).ToDictionary(c => int.Parse(c.Key, CultureInfo.InvariantCulture), c => c.Value!.Value) };
        }
        else if (map.Sheet != import.Map.Sheet || map.HeaderRow != import.Map.HeaderRow || map.Kind != import.Map.Kind)
        {
            var heads = await Heads(db, vaults, import, map);
            if (map.Sheet != import.Map.Sheet && !map.IsKindChosen && heads.Count > 0) map = map with { Kind = GuessKind.Of(heads, import.FileName, import.Sheets[map.Sheet].Name) };
            map = map with { Columns = GuessColumns.Columns(map.Kind, heads) };
        }
        return await Said(await decide.Match(context.User.Actor(), id, map), db, vaults, context);
    }

    private static async Task<IResult> Decide(long id, DecideRequest request, DecideImport decide, TenantDb db, CurrentVault vaults, HttpContext context)
    {
        Outcome<Import> outcome = request switch
        {
            { Name: { } name } => await decide.Place(id, name, request.PropertyId),
            { MakeProperties: { } make } => await decide.MakeProperties(id, make),
            { MakeUnits: true } => await decide.MakeUnits(id),
            { Row: { } row, Values: { } values } => Fields(values, out var fields) is { } fault ? fault : await decide.Correct(id, row, fields),
            { Skip: { } skip } => await decide.Skip(id, [.. skip]),
            { TakeIn: { } back } => await decide.Skip(id, [.. back], skip: false),
            _ => Refusal.Invalid("body", "Say what is decided: name, makeProperties, makeUnits, row with values, skip or takeIn."),
        };
        return await Said(outcome, db, vaults, context);
    }

    private static Refusal? Fields(Dictionary<string, string?> values, out Dictionary<Field, string> fields)
    {
        fields = [];
        foreach (var (name, value) in values)
        {
            if (EnumWord.Of<Field>(name) is not { } field) return Refusal.Invalid("values", $"There is no field {Word.Cut(name, 40)}.");
            fields[field] = value ?? "";
        }
        return null;
    }

    private static async Task<IResult> Run(long id, RunRequest request, StartImport start, Store<TenantDb> store, HttpContext context) =>
        await Started(await start.Run(context.User.Actor(), id, request.Version, request.GoodRows), store);

    private static async Task<IResult> Undo(long id, UndoImport undo, Store<TenantDb> store, HttpContext context) => await Started(await undo.Start(context.User.Actor(), id), store);

    private static async Task<IResult> Discard(long id, ReceiveSheet receive) => (await receive.Discard(id)).Answer(_ => Results.NoContent());

    private static async Task<IResult> Started(Outcome<Run> started, Store<TenantDb> store)
    {
        if (started.IsRefused) return Answers.Problem(started.Refusals);
        var answer = await store.Read(async db => await RunAnswer.Of(db, await db.Runs.FirstAsync(r => r.Id == started.Value.Id)));
        return answer.EndedAt is null ? Results.Accepted($"/api/v1/runs/{answer.Id}", answer) : Results.Ok(answer);
    }

    private static async Task<IResult> Said(Outcome<Import> outcome, TenantDb db, CurrentVault vaults, HttpContext context) =>
        outcome.IsRefused ? Answers.Problem(outcome.Refusals)
            : await Answer(db, vaults, outcome.Value.Id, context.User.Actor()) is { } answer ? Results.Ok(answer) : Answers.Problem([FindImport.NoSuch]);

    private static async Task<IReadOnlyList<SheetHead>> Heads(TenantDb db, CurrentVault vaults, Import import, ImportMap map) =>
        map.Sheet < 0 || map.Sheet >= import.Sheets.Count ? [] : GuessColumns.Heads((await db.Chunk(await vaults.Open(), import, map.Sheet, 0)).Rows, map.HeaderRow);

    private static async Task<ImportAnswer?> Answer(TenantDb db, CurrentVault vaults, long id, Actor actor)
    {
        if (await db.ImportById(id) is not { } state) return null;
        var (import, map, review) = (state.Import, state.Import.Map, state.Import.Review.Open(await vaults.Open(), state.Import).For(state.Import.Map, state.Import.IsFrom(actor)));
        var heads = await Heads(db, vaults, import, map);
        return new(
            id, import.FileName, state.Stage, import.Sheets, map.Sheet, map.HeaderRow, map.Kind, map.Mode,
            [.. heads.Select(h => new ColumnAnswer(h.At, import.Head(map, map.HeaderRow, h.At, h.Head, import.IsFrom(actor)), map.Columns.TryGetValue(h.At, out var field) ? field : null))], import.Version, import.Judging,
            import.ReviewedAt is null ? null : new(review.Of(Verdict.New), review.Of(Verdict.Change), review.Of(Verdict.Same), review.Of(Verdict.Duplicate), review.Of(Verdict.Wrong), review.Of(Verdict.Skipped), review.UnknownPlaces, review.UnknownUnits),
            import.RunId, import.UndoRunId, import.SentAt, import.UserName);
    }
}
