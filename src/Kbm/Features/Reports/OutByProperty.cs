using Col = Kbm.Features.Exports.TableColumn<Kbm.Features.Reports.PropertyOut>;

namespace Kbm.Features.Reports;

/// <summary>What is out of one property, a sign at the one where it is put up; without an id what is of none.</summary>
internal sealed record PropertyOut
{
    public long? Id { get; init; }
    public string? Name { get; init; }
    public required int Loans { get; init; }
    public required int Copies { get; init; }
    public required int Assigned { get; init; }
    public required int Overdue { get; init; }
    public required DateTime Since { get; init; }
}

internal sealed class OutByPropertyReport : Report<PropertyOut>
{
    public override string Name => "out-by-property";
    public override string Title => "Out now, by property";
    public override string Purpose => "How much is out of each property, and how much of it is overdue.";
    public override string Icon => "building-2";
    public override IReadOnlyList<ReportFilter> Filters => [ReportFilter.Property, ReportFilter.Holder, ReportFilter.HolderKind, ReportFilter.Type, ReportFilter.Lent];

    protected override IReadOnlyList<ReportColumn<PropertyOut>> Cells { get; } =
    [
        new(Col.Text("property", "Property", p => p.Name ?? "No property")) { Href = p => p.Id is null ? null : $"/properties/{p.Id}" },
        new(Col.Number("loans", "Items", p => p.Loans)) { Total = p => p.Loans, IsOnPhone = true },
        new(Col.Number("copies", "Copies", p => p.Copies)) { Total = p => p.Copies, IsOnPhone = true },
        new(Col.Number("assigned", "Assigned", p => p.Assigned)) { Total = p => p.Assigned },
        new(Col.Number("overdue", "Overdue", p => p.Overdue)) { Total = p => p.Overdue, IsOnPhone = true },
        Col.Date("since", "Longest since", p => p.Since),
    ];

    protected override IQueryable<PropertyOut> Rows(ReportAsk ask)
    {
        var late = ask.Time.OverdueBefore;
        return OpenLoans.Filtered(ask).GroupBy(c => new { Id = c.PropertyId ?? c.Item.PropertyId, Name = c.PropertyId != null ? c.Property!.Name : c.Item.Property!.Name }).Select(g => new PropertyOut
        {
            Id = g.Key.Id,
            Name = g.Key.Name,
            Loans = g.Count(),
            Copies = g.Sum(c => c.Outstanding),
            Assigned = g.Sum(c => c.Kind == Checkouts.CheckoutKind.Assignment ? c.Outstanding : 0),
            Overdue = g.Sum(c => c.DueAt < late ? c.Outstanding : 0),
            Since = g.Min(c => c.At),
        }).OrderByDescending(p => p.Copies).ThenBy(p => p.Name).ThenBy(p => p.Id);
    }

    public override Task<ReportChart?> Chart(ReportAsk ask) =>
        OpenLoans.Top("Copies out, by property", Rows(ask).Where(p => p.Name != null).Select(p => new ReportBar(p.Name!, p.Copies)));

    protected override IEnumerable<ReportAct> ActsOf(PropertyOut row, ReportAsk ask) => row.Id is null ? [] :
        [new("Show", "eye", $"/reports/out-by-age?property={row.Id}", $"Show what is out of {row.Name}")];
}
