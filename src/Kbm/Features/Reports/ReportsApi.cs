using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Api;
using Kbm.Features.Exports;
using Kbm.Features.Settings;
using Kbm.Web;

namespace Kbm.Features.Reports;

/// <summary>A report that there is, and what narrows it.</summary>
public sealed record ReportAnswer(string Name, string Title, string Purpose, IReadOnlyList<ReportFilterAnswer> Filters, IReadOnlyList<ExportColumn> Columns);

public sealed record ReportFilterAnswer(string Name, string Text, string Kind, IReadOnlyList<string> Options);

/// <summary>One page of a report. A row has a value for each column by its name; times are UTC, days the company's.</summary>
public sealed record ReportPageAnswer(
    string Name, string Title, IReadOnlyList<string> Filters, IReadOnlyList<ExportColumn> Columns, IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows,
    IReadOnlyDictionary<string, long> Totals, ReportChartAnswer? Chart, int Page, int PageSize, int Total);

public sealed record ReportChartAnswer(string Title, IReadOnlyList<ReportBarAnswer> Bars);

public sealed record ReportBarAnswer(string Name, long Value);

internal static class ReportsApi
{
    public static void MapReports(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").For(Permissions.Reports).WithTags("Reports").ProducesProblem(401).ProducesProblem(403);
        group.MapGet("/reports", All).WithName("ListReports").WithSummary("The reports that there are, their filters and columns.").Produces<IReadOnlyList<ReportAnswer>>();
        group.MapGet("/reports/{name}", Get).WithName("GetReport")
            .WithSummary("A page of a report as JSON, or all of it as a file: ?format=csv, xlsx or pdf, or by the Accept header. Filters stand in the address by their names.")
            .Produces<ReportPageAnswer>().ProducesProblem(400).ProducesProblem(404);
    }

    private static ReportAnswer[] All(HttpContext context) =>
    [
        .. Report.All.Where(r => context.User.May(r.Permission)).Select(r => new ReportAnswer(
            r.Name, r.Title, r.Purpose,
            [.. r.Filters.Select(f => new ReportFilterAnswer(f.Name, f.Text, f.Kind.ToString(), [.. f.Options.Select(o => o.Value).Where(v => v.Length > 0)]))], Columns(r))),
    ];

    private static async Task<IResult> Get(string name, HttpContext context, TenantDb db, Store<TenantDb> store, TimeProvider clock, int? page, int? pageSize)
    {
        if (Report.Of(name) is not { } report || !context.User.May(report.Permission)) return Answers.Problem([Refusal.NotFound("There is no such report.")]);
        var format = TableFormat.Asked(context.Request);
        List<Refusal> faults = [.. format.Refusals, .. report.Filters.Select(f => f.Fault(context.Request.Query[f.Name])).OfType<Refusal>()];
        if (faults.Count > 0) return Answers.Problem(faults);
        var settings = await store.CompanySettings();
        var time = new CompanyTime(settings, clock.GetUtcNow().UtcDateTime);
        var ask = new ReportAsk(db, filter => context.Request.Query[filter], settings, time, new(context.User.Id(), context.User.May(Permissions.SeeAllActivity)));
        return format.Value is { } file
            ? new TableDownload(await report.Open(ask), file)
            : Results.Ok(Answer(report, await report.View(ask, page, pageSize), await ReportFilter.Words(report.Filters, ask)));
    }

    private static ReportPageAnswer Answer(Report report, ReportView view, IReadOnlyList<string> words) => new(
        report.Name, report.Title, words, Columns(report),
        [.. view.Lines.Rows.Select(l => l.Cells.Select((c, at) => (view.Heads[at].Column.Name, c.Value)).ToDictionary(c => c.Name, c => c.Value))],
        view.Heads.Where(h => h.Total is not null).ToDictionary(h => h.Column.Name, h => h.Total!.Value),
        view.Chart is { } chart ? new(chart.Title, [.. chart.Bars.Select(b => new ReportBarAnswer(b.Name, b.Value))]) : null,
        view.Lines.Page, view.Lines.PageSize, view.Lines.Total);

    private static ExportColumn[] Columns(Report report) => [.. report.Columns.Select(c => new ExportColumn(c.Name, c.Head))];
}
