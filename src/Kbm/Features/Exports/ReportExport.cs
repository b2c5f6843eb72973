using Kbm.Features.Accounts;
using Kbm.Features.Reports;

namespace Kbm.Features.Exports;

/// <summary>A report as a file, in the columns that are chosen.</summary>
internal sealed class ReportExport(Report report) : ListExport
{
    public override string Name => NameOf(report);

    public override string Title => report.Title;

    public override string Path => "/reports/" + report.Name;

    public override string Permission => report.Permission;

    public override IReadOnlyList<TableColumn> Columns => report.Columns;

    public static string NameOf(Report report) => "report-" + report.Name;

    public override Task<IReadOnlyList<string>> Words(ExportAsk ask) => ReportFilter.Words(report.Filters, Of(ask));

    public override async Task<Table> Open(ExportAsk ask)
    {
        var table = await report.Open(Of(ask));
        return ask.Columns.Count == 0 ? table : table.Only(ask.Columns);
    }

    private static ReportAsk Of(ExportAsk ask)
    {
        var user = ask.Request.HttpContext.User;
        return new(ask.Db, name => ask[name], ask.Company, ask.Time, new(user.Id(), user.May(Permissions.SeeAllActivity)));
    }
}
