using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Api;
using Kbm.Features.Secrets;
using Kbm.Features.Settings;
using Kbm.Features.Shared;
using Kbm.Web;

namespace Kbm.Features.Exports;

/// <summary>A list that can be had as a file.</summary>
public sealed record ExportAnswer(string Name, string Title, IReadOnlyList<ExportColumn> Columns, IReadOnlyList<SecretField> Secrets);

public sealed record ExportColumn(string Name, string Head);

/// <summary>What a file is to carry. With <c>secrets</c> it has every code in clear, and each is recorded as seen.</summary>
public sealed record ExportRequest(string? Format, IReadOnlyList<string?>? Columns, bool? Secrets);

internal static class ExportsApi
{
    public static void MapExports(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").For(Permissions.Export).WithTags("Exports").ProducesProblem(401).ProducesProblem(403);
        group.MapGet("/exports", All).WithName("ListExports").WithSummary("The lists that can be had as files, and their columns.").Produces<IReadOnlyList<ExportAnswer>>();
        group.MapGet("/exports/{list}", Get).WithName("GetExport")
            .WithSummary("A list as a file: ?format=csv, xlsx or pdf, or by the Accept header; ?columns=code,label; else filtered and sorted as the list's own address is. Never with secret codes.")
            .Produces(200, contentType: "text/csv").ProducesProblem(400).ProducesProblem(404);
        group.MapPost("/exports/{list}", Post).WithName("MakeExport")
            .WithSummary("The same, with secret codes when they are asked for: each is recorded as seen by the token's user.")
            .Produces(200, contentType: "text/csv").ProducesProblem(400).ProducesProblem(404);
    }

    private static ExportAnswer[] All(HttpContext context) =>
    [
        .. ListExport.All.Where(l => context.User.May(l.Permission)).Select(l => new ExportAnswer(
            l.Name, l.Title, [.. l.Columns.Select(c => new ExportColumn(c.Name, c.Head))], context.User.May(Permissions.RevealAny) ? l.Secrets : [])),
    ];

    private static async Task<IResult> Get(string list, string? columns, HttpContext context, TenantDb db, Store<TenantDb> store, TimeProvider clock)
    {
        if (Find(list, context) is not { } found) return NoSuchList();
        var format = TableFormat.Asked(context.Request);
        if (format.Refusals.Count > 0) return Answers.Problem(format.Refusals);
        var named = columns?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        return await File(found, format.Value ?? TableFormat.Csv, named, null, context, db, store, clock);
    }

    private static async Task<IResult> Post(
        string list, ExportRequest request, HttpContext context, TenantDb db, Store<TenantDb> store, TimeProvider clock, ExportSecrets secrets)
    {
        if (Find(list, context) is not { } found) return NoSuchList();
        var checks = new Checks();
        var format = string.IsNullOrWhiteSpace(request.Format) ? TableFormat.Csv : TableFormat.Of(request.Format);
        if (format is null) checks.Refuse("format", $"Choose one of: {string.Join(", ", TableFormat.All.Select(f => f.Word))}.");
        if (request.Secrets == true && found.Secrets.Count == 0) checks.Refuse("secrets", $"{found.Title} have no codes that are kept secret.");
        if (checks.Failed) return Answers.Problem(checks.Refusals);
        if (request.Secrets == true && !context.User.May(Permissions.RevealAny)) return Results.Forbid(authenticationSchemes: [BearerTokens.Scheme_]);
        return await File(found, format!, [.. request.Columns?.OfType<string>() ?? []], request.Secrets == true ? secrets.For(context.User.Actor()) : null, context, db, store, clock);
    }

    private static async Task<IResult> File(
        ListExport list, TableFormat format, IReadOnlyCollection<string> columns, ExportSecrets.Opener? secrets,
        HttpContext context, TenantDb db, Store<TenantDb> store, TimeProvider clock)
    {
        if (columns.FirstOrDefault(c => list.Columns.All(known => known.Name != c)) is { } unknown)
            return Answers.Problem([Refusal.Invalid("columns", $"{list.Title} have no column {Word.Cut(unknown, 40)}. Choose among: {string.Join(", ", list.Columns.Select(c => c.Name))}.")]);
        var settings = await store.CompanySettings();
        var ask = new ExportAsk(db, context.Request, settings, new(settings, clock.GetUtcNow().UtcDateTime)) { Columns = columns, Secrets = secrets };
        return new TableDownload(await list.Open(ask), format);
    }

    private static ListExport? Find(string name, HttpContext context) => ListExport.Of(name) is { } list && context.User.May(list.Permission) ? list : null;

    private static IResult NoSuchList() => Answers.Problem([Refusal.NotFound("There is no such list.")]);
}
