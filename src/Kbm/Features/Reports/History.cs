using Kbm.Features.Checkouts;
using Kbm.Features.Items;
using Kbm.Features.Settings;
using Col = Kbm.Features.Exports.TableColumn<Kbm.Features.Reports.PastHandOver>;

namespace Kbm.Features.Reports;

/// <summary>One hand-over, and when it came back.</summary>
internal sealed record PastHandOver
{
    public required string Code { get; init; }
    public required string Label { get; init; }
    public string? Place { get; init; }
    public required long HolderId { get; init; }
    public required string Holder { get; init; }
    public required int Copies { get; init; }
    public required int Outstanding { get; init; }
    public required CheckoutKind Kind { get; init; }
    public required DateTime At { get; init; }
    public DateTime? DueAt { get; init; }

    /// <summary>When the last of it came back.</summary>
    public DateTime? BackAt { get; init; }
    public required string By { get; init; }
    public string? Purpose { get; init; }
    public required long Sequence { get; init; }

    /// <summary>Days that it was out, or has been until now.</summary>
    public int Days(CompanyTime time) => (Outstanding == 0 && BackAt is { } back ? time.DateOf(back) : time.Today).DayNumber - time.DateOf(At).DayNumber;
}

internal sealed class HistoryReport : Report<PastHandOver>
{
    private static readonly ReportFilter s_from = new("from", "From", ReportFilterKind.Day) { UsualDaysAgo = 29 };
    private static readonly ReportFilter s_to = new("to", "To", ReportFilterKind.Day);

    public override string Name => "history";
    public override string Title => "Checkout history";
    public override string Purpose => "Everything that was handed over in a period: of an item, to a holder, at a property, and when it came back.";
    public override string Icon => "receipt-text";
    public override IReadOnlyList<ReportFilter> Filters =>
        [s_from, s_to, ReportFilter.Item, ReportFilter.Holder, ReportFilter.Property, ReportFilter.HolderKind, ReportFilter.Type, ReportFilter.Lent];

    protected override IReadOnlyList<ReportColumn<PastHandOver>> Cells { get; } =
    [
        new(Col.Text("code", "Code", h => h.Code)) { Href = h => ItemKind.Href(h.Code) },
        Col.Text("label", "Label", h => h.Label),
        new(Col.Text("place", "Place", h => h.Place)) { IsOnPhone = true },
        new(Col.Text("holder", "Holder", h => h.Holder)) { Href = h => $"/contacts/{h.HolderId}", IsOnPhone = true },
        new(Col.Text("kind", "Lent as", h => h.Kind.ToString())) { IsInFilesOnly = true },
        new(Col.Number("copies", "Copies", h => h.Copies)) { Total = h => h.Copies },
        new(Col.Moment("out", "Handed over", h => h.At)) { IsOnPhone = true },
        new(Col.Moment("due", "Due", h => h.DueAt)) { IsInFilesOnly = true },
        new(Col.Moment("back", "Back", h => h.BackAt)) { IsOnPhone = true },
        new(Col.Number("outstanding", "Still out", h => h.Outstanding)) { Total = h => h.Outstanding, IsOnPhone = true },
        new(Col.Number("days", "Days", (h, time) => h.Days(time))) { IsInFilesOnly = true },
        new(Col.Text("by", "By", h => h.By)) { IsInFilesOnly = true },
        new(Col.Text("purpose", "Purpose", h => h.Purpose)) { IsInFilesOnly = true },
        new(Col.Text("receipt", "Receipt", h => Receipts.Receipt.NumberOf(h.Sequence))) { Href = h => $"/receipts/{Receipts.Receipt.NumberOf(h.Sequence)}", IsOneLine = true },
    ];

    protected override IQueryable<PastHandOver> Rows(ReportAsk ask) => HandOvers(ask).OrderByDescending(c => c.Id).Select(c => new PastHandOver
    {
        Code = c.Item.Code,
        Label = c.Label,
        Place = c.Place,
        HolderId = c.HolderId,
        Holder = c.Holder.Name,
        Copies = c.Quantity,
        Outstanding = c.Outstanding,
        Kind = c.Kind,
        At = c.At,
        DueAt = c.DueAt,
        BackAt = c.CheckIns.Max(i => (DateTime?)i.At),
        By = c.Receipt.UserName,
        Purpose = c.Purpose,
        Sequence = c.Receipt.Sequence,
    });

    // By the receipts, which have an index by their time.
    private static IQueryable<Checkout> HandOvers(ReportAsk ask)
    {
        var from = ask.Time.StartOf(s_from.Day(ask)!.Value);
        var all = ask.Db.Checkouts.Where(c => c.Receipt.At >= from);
        if (s_to.Day(ask) is { } to && ask.Time.StartOf(to.AddDays(1)) is var end) all = all.Where(c => c.Receipt.At < end);
        return all.Narrowed(ask);
    }

    public override Task<ReportChart?> Chart(ReportAsk ask) => OpenLoans.Top("Copies handed over, by holder", HandOvers(ask)
        .GroupBy(c => new { c.HolderId, c.Holder.Name }).OrderByDescending(g => g.Sum(c => c.Quantity)).ThenBy(g => g.Key.Name).Select(g => new ReportBar(g.Key.Name, g.Sum(c => c.Quantity))));
}
