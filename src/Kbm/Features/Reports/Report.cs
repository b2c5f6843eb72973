using System.Linq.Expressions;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Exports;
using Kbm.Features.Items;
using Kbm.Features.Settings;
using Kbm.Web;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Reports;

/// <summary>
/// A question that a company asks of what it has: filters, rows, a chart, sums. Pages, files and the API all come from this one
/// description, and none of it knows of a request. A new report is a class of its own and a line in <see cref="All"/>.
/// </summary>
internal abstract class Report
{
    public static readonly IReadOnlyList<Report> All =
    [
        new OverdueReport(), new DueSoonReport(), new LongTermReport(), new OutByHolderReport(), new OutByPropertyReport(), new OutByAgeReport(),
        new AssignmentsReport(), new SignsOutReport(), new LowCopiesReport(), new InventoryReport(), new LockboxCodesReport(), new HistoryReport(), new UserActivityReport(),
    ];

    /// <summary>The word that addresses know it by.</summary>
    public abstract string Name { get; }

    public abstract string Title { get; }

    /// <summary>What it answers, in a sentence.</summary>
    public abstract string Purpose { get; }

    public abstract string Icon { get; }

    public virtual string Permission => Permissions.Reports;

    public virtual IReadOnlyList<ReportFilter> Filters => [];

    public abstract IReadOnlyList<TableColumn> Columns { get; }

    public static Report? Of(string? name) => All.FirstOrDefault(r => r.Name == name);

    /// <summary>One page of it, with its sums and its chart.</summary>
    public abstract Task<ReportView> View(ReportAsk ask, int? page, int? pageSize = null);

    /// <summary>All of it, to be written.</summary>
    public abstract Task<Table> Open(ReportAsk ask);

    public virtual Task<ReportChart?> Chart(ReportAsk ask) => Task.FromResult<ReportChart?>(null);
}

/// <summary>A column of a report: what stands in files, and how it shows on a page.</summary>
internal sealed record ReportColumn<T>(TableColumn<T> Column)
{
    /// <summary>What the cell leads to.</summary>
    public Func<T, string?>? Href { get; init; }

    /// <summary>Shows the cell as a state.</summary>
    public Func<T, CompanyTime, StateView?>? State { get; init; }

    /// <summary>What a page shows instead of what files have.</summary>
    public Func<T, string?>? Shown { get; init; }

    /// <summary>It is never broken into lines, as days and times are not.</summary>
    public bool IsOneLine { get; init; } = Column.Kind is CellKind.Date or CellKind.Moment;

    /// <summary>The sum of it over all rows.</summary>
    public Expression<Func<T, long>>? Total { get; init; }

    /// <summary>Only files have it.</summary>
    public bool IsInFilesOnly { get; init; }

    /// <summary>It stands below the column before it, in the same cell.</summary>
    public bool IsUnder { get; init; }

    /// <summary>A phone shows it too, after its head.</summary>
    public bool IsOnPhone { get; init; }

    public static implicit operator ReportColumn<T>(TableColumn<T> column) => new(column);
}

/// <summary>A report over rows of one type.</summary>
internal abstract class Report<T> : Report where T : class
{
    public override IReadOnlyList<TableColumn> Columns => [.. Cells.Select(c => c.Column)];

    protected abstract IReadOnlyList<ReportColumn<T>> Cells { get; }

    /// <summary>The rows, sorted.</summary>
    protected abstract IQueryable<T> Rows(ReportAsk ask);

    /// <summary>What can be done about a row, the first thing first.</summary>
    protected virtual IEnumerable<ReportAct> ActsOf(T row, ReportAsk ask) => [];

    public override async Task<ReportView> View(ReportAsk ask, int? page, int? pageSize = null)
    {
        var found = await Rows(ask).Page(page, pageSize);
        var totals = new long?[Cells.Count];
        for (var at = 0; at < totals.Length; at++)
            if (Cells[at].Total is { } total) totals[at] = found.Total == 0 ? 0 : await Rows(ask).SumAsync(total);
        return new(
            found.With<ReportLine>([.. found.Rows.Select(r => new ReportLine([.. Cells.Select(c => CellOf(c, r, ask))], [.. ActsOf(r, ask)]))]),
            [.. Cells.Select((c, at) => new ReportHead(c.Column, totals[at]) { IsInFilesOnly = c.IsInFilesOnly, IsOnPhone = c.IsOnPhone, IsUnder = c.IsUnder, IsState = c.State is not null, IsOneLine = c.IsOneLine })],
            found.Total == 0 ? null : await Chart(ask));
    }

    public override async Task<Table> Open(ReportAsk ask)
    {
        List<TableColumn<T>> columns = [.. Cells.Select(c => c.Column with { IsSummed = c.Total is not null })];
        return new()
        {
            Name = Name,
            Title = Title,
            Company = ask.Company,
            Time = ask.Time,
            Columns = columns,
            Rows = Table.Cells(Rows(ask).AsAsyncEnumerable(), columns, ask.Time),
            Filters = await ReportFilter.Words(Filters, ask),
            IsReport = true,
        };
    }

    private static ReportCell CellOf(ReportColumn<T> column, T row, ReportAsk ask) => new(
        column.Column.Cell(row, ask.Time), column.Shown?.Invoke(row), column.Href?.Invoke(row), column.State?.Invoke(row, ask.Time));
}
