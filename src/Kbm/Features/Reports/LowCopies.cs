using Kbm.Data;
using Kbm.Features.Items;
using Col = Kbm.Features.Exports.TableColumn<Kbm.Features.Reports.LowItem>;

namespace Kbm.Features.Reports;

/// <summary>An item of which few copies are left.</summary>
internal sealed record LowItem
{
    public required string Code { get; init; }
    public required string Label { get; init; }
    public string? Property { get; init; }
    public string? Unit { get; init; }
    public string? Hook { get; init; }
    public required int Copies { get; init; }
    public required int Out { get; init; }
    public required int In { get; init; }
}

internal sealed class LowCopiesReport : Report<LowItem>
{
    private static readonly ReportFilter s_most = new("most", "Copies in, at most", ReportFilterKind.Number) { UsualOf = company => Math.Max(1, company.LowCopies), Least = 1, Most = 50 };

    public override string Name => "low-copies";
    public override string Title => "Low copies";
    public override string Purpose => "Keys of which copies are out and few are left in the cabinet, the fewest first. A key with a single copy is left alone.";
    public override string Icon => "copy";
    public override IReadOnlyList<ReportFilter> Filters => [s_most, ReportFilter.Property];

    protected override IReadOnlyList<ReportColumn<LowItem>> Cells { get; } =
    [
        new(Col.Text("code", "Code", i => i.Code)) { Href = i => ItemKind.Href(i.Code) },
        Col.Text("label", "Label", i => i.Label),
        new(Col.Text("property", "Property", i => i.Property)) { Shown = i => ItemPlace.Of(i.Property, i.Unit), IsOnPhone = true },
        new(Col.Text("unit", "Unit", i => i.Unit)) { IsInFilesOnly = true },
        Col.Text("hook", "Hook", i => i.Hook),
        new(Col.Number("copies", "Copies", i => i.Copies)) { Total = i => i.Copies, IsOnPhone = true },
        new(Col.Number("out", "Out", i => i.Out)) { Total = i => i.Out },
        new(Col.Number("in", "In", i => i.In)) { Total = i => i.In, IsOnPhone = true },
    ];

    protected override IQueryable<LowItem> Rows(ReportAsk ask)
    {
        var items = ask.Db.Items.LowOnCopies(ask.Number(s_most));
        if (ask.Id(ReportFilter.Property.Name) is { } property) items = items.Where(i => i.PropertyId == property);
        return items.Select(i => new LowItem
        {
            Code = i.Code,
            Label = i.Label,
            Property = i.Property!.Name,
            Unit = i.Unit!.Label,
            Hook = i.Hook,
            Copies = i.Copies,
            Out = i.Checkouts.Where(c => c.Outstanding > 0).Sum(c => c.Outstanding),
            In = i.Copies - i.Checkouts.Where(c => c.Outstanding > 0).Sum(c => c.Outstanding),
        }).OrderBy(i => i.In).ThenBy(i => i.Property == null).ThenBy(i => KbmDb.Folded(i.Property)).ThenBy(i => i.Code.Length).ThenBy(i => i.Code);
    }

    protected override IEnumerable<ReportAct> ActsOf(LowItem row, ReportAsk ask) =>
        [new("Take back", "undo-2", $"/desk?add={row.Code}", $"Take back copies of {row.Code}")];
}
