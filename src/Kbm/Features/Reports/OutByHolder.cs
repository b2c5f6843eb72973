using Kbm.Features.Contacts;
using Kbm.Features.Items;
using Col = Kbm.Features.Exports.TableColumn<Kbm.Features.Reports.HolderOut>;

namespace Kbm.Features.Reports;

/// <summary>What one holder has.</summary>
internal sealed record HolderOut
{
    public required long Id { get; init; }
    public required string Name { get; init; }
    public required ContactKind Kind { get; init; }
    public string? Company { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public required int Loans { get; init; }
    public required int Copies { get; init; }
    public required int Overdue { get; init; }
    public required DateTime Since { get; init; }
    public DateTime? NextDue { get; init; }
}

internal sealed class OutByHolderReport : Report<HolderOut>
{
    public override string Name => "out-by-holder";
    public override string Title => "Out now, by holder";
    public override string Purpose => "Who has how much, since when, and how much of it is overdue.";
    public override string Icon => "users";
    public override IReadOnlyList<ReportFilter> Filters => [ReportFilter.Property, ReportFilter.Holder, ReportFilter.HolderKind, ReportFilter.Type, ReportFilter.Lent];

    protected override IReadOnlyList<ReportColumn<HolderOut>> Cells { get; } =
    [
        new(Col.Text("holder", "Holder", h => h.Name)) { Href = h => $"/contacts/{h.Id}" },
        new(Col.Text("phone", "Phone", h => h.Phone)) { Href = h => h.Phone is null ? null : $"tel:{h.Phone}", IsUnder = true },
        Col.Text("kind", "Kind", h => h.Kind.ToString()),
        Col.Text("company", "Company", h => h.Company),
        new(Col.Text("email", "Email", h => h.Email)) { IsInFilesOnly = true },
        new(Col.Number("loans", "Items", h => h.Loans)) { Total = h => h.Loans },
        new(Col.Number("copies", "Copies", h => h.Copies)) { Total = h => h.Copies, IsOnPhone = true },
        new(Col.Number("overdue", "Overdue", h => h.Overdue)) { Total = h => h.Overdue, IsOnPhone = true },
        Col.Date("since", "Longest since", h => h.Since),
        new(Col.Moment("nextDue", "Next due", h => h.NextDue)) { State = (h, time) => h.NextDue is { } due ? StateView.OfDue(due, "", time) is { Tone: "out" } state ? state with { Text = time.Due(due) } : StateView.OfDue(due, "", time) : null },
    ];

    protected override IQueryable<HolderOut> Rows(ReportAsk ask)
    {
        var late = ask.Time.OverdueBefore;
        return OpenLoans.Filtered(ask).GroupBy(c => new { c.HolderId, c.Holder.Name, c.Holder.Kind, c.Holder.Company, c.Holder.Phone, c.Holder.Email })
            .Select(g => new HolderOut
            {
                Id = g.Key.HolderId,
                Name = g.Key.Name,
                Kind = g.Key.Kind,
                Company = g.Key.Company,
                Phone = g.Key.Phone,
                Email = g.Key.Email,
                Loans = g.Count(),
                Copies = g.Sum(c => c.Outstanding),
                Overdue = g.Sum(c => c.DueAt < late ? c.Outstanding : 0),
                Since = g.Min(c => c.At),
                NextDue = g.Min(c => c.DueAt),
            })
            .OrderByDescending(h => h.Copies).ThenBy(h => h.Name).ThenBy(h => h.Id);
    }

    public override Task<ReportChart?> Chart(ReportAsk ask) => OpenLoans.Top("Copies out, by holder", Rows(ask).Select(h => new ReportBar(h.Name, h.Copies)));

    protected override IEnumerable<ReportAct> ActsOf(HolderOut row, ReportAsk ask) =>
        [new("Take back", "undo-2", $"/desk?to={row.Id}&back=all", $"Take back everything from {row.Name}")];
}
