using Kbm.Features.Exports;
using Kbm.Features.Items;
using Kbm.Web;

namespace Kbm.Features.Reports;

/// <summary>One page of a report.</summary>
internal sealed record ReportView(Paged<ReportLine> Lines, IReadOnlyList<ReportHead> Heads, ReportChart? Chart)
{
    /// <summary>The columns that a page has.</summary>
    public IEnumerable<ReportHead> Columns => Heads.Where(h => h.IsColumn);

    /// <summary>What stands below a cell; null where nothing does.</summary>
    public ReportCell? Under(ReportLine line, int cell)
    {
        var next = cell + 1;
        while (next < Heads.Count && Heads[next].IsInFilesOnly) next++;
        return next < Heads.Count && Heads[next].IsUnder && line.Cells[next].Value is not null ? line.Cells[next] : null;
    }

    public bool HasTotals => Heads.Any(h => h.Total is not null);
}

/// <summary>What stands above a column, and its sum.</summary>
internal sealed record ReportHead(TableColumn Column, long? Total)
{
    public bool IsInFilesOnly { get; init; }
    public bool IsOnPhone { get; init; }
    public bool IsUnder { get; init; }

    /// <summary>It has a column of its own on the page.</summary>
    public bool IsColumn => !IsInFilesOnly && !IsUnder;
    public bool IsState { get; init; }
    public bool IsOneLine { get; init; }

    public string? Class => IsState ? "state-cell nowrap" : Column.Kind == CellKind.Number ? "num" : IsOneLine ? "nowrap" : null;
}

internal sealed record ReportLine(IReadOnlyList<ReportCell> Cells, IReadOnlyList<ReportAct> Acts);

/// <summary>A cell: its value as files have it, what a page shows instead, where it leads, and the state that it shows as.</summary>
internal sealed record ReportCell(object? Value, string? Shown, string? Href, StateView? State);

/// <summary>Something that can be done about a row.</summary>
/// <param name="Text">What its button says.</param>
/// <param name="Icon">Its picture.</param>
/// <param name="Href">Where it is done.</param>
/// <param name="Label">The same with the name of the thing, for who does not see the row.</param>
internal sealed record ReportAct(string Text, string Icon, string Href, string Label)
{
    /// <summary>Its page takes the address that it leads back to.</summary>
    public bool LeadsBack { get; init; }
}

/// <summary>Bars with their names. What they say stands in the table behind them too.</summary>
internal sealed record ReportChart(string Title, IReadOnlyList<ReportBar> Bars);

internal sealed record ReportBar(string Name, long Value);
