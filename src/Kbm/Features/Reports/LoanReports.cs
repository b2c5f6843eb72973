using Kbm.Data;
using Kbm.Features.Checkouts;
using Kbm.Features.Dashboard;
using Kbm.Features.Items;
using Microsoft.EntityFrameworkCore;
using Col = Kbm.Features.Exports.TableColumn<Kbm.Features.Reports.Loan>;

namespace Kbm.Features.Reports;

internal sealed class OverdueReport : LoanReport
{
    public override string Name => "overdue";
    public override string Title => "Overdue";
    public override string Purpose => "What should be back by now, who has it and how to reach them; the longest overdue first.";
    public override string Icon => "triangle-alert";

    protected override IReadOnlyList<ReportColumn<Loan>> Cells { get; } =
    [
        Code, Label, Property, Unit, Holder, HolderKind, Phone, Email, Copies, Since, Due,
        new(Col.Number("daysLate", "Days late", (l, time) => l.DueAt is { } due ? time.DaysLate(due) : null)) { IsInFilesOnly = true }, Why, Receipt,
    ];

    protected override IQueryable<Checkout> Of(IQueryable<Checkout> open, ReportAsk ask)
    {
        var late = ask.Time.OverdueBefore;
        return open.Where(c => c.DueAt < late);
    }

    public override async Task<ReportChart?> Chart(ReportAsk ask)
    {
        var (loans, time) = (Loans(ask), ask.Time);
        var (days, week, month) = (time.StartOf(time.Today.AddDays(-3)), time.StartOf(time.Today.AddDays(-7)), time.StartOf(time.Today.AddDays(-30)));
        return new("Overdue, by how long",
        [
            new("up to 3 days", await loans.CountAsync(c => c.DueAt >= days)), new("4 to 7 days", await loans.CountAsync(c => c.DueAt < days && c.DueAt >= week)),
            new("8 to 30 days", await loans.CountAsync(c => c.DueAt < week && c.DueAt >= month)), new("longer", await loans.CountAsync(c => c.DueAt < month)),
        ]);
    }
}

internal sealed class DueSoonReport : LoanReport
{
    private const int MostBars = 14;
    private static readonly ReportFilter s_days = new("days", "Days from today", ReportFilterKind.Number) { Usual = 7, Most = 365 };

    public override string Name => "due-soon";
    public override string Title => "Due soon";
    public override string Purpose => "What is due today and in the days that follow, and not overdue yet.";
    public override string Icon => "clock";
    public override IReadOnlyList<ReportFilter> Filters => [s_days, .. base.Filters];

    protected override IQueryable<Checkout> Of(IQueryable<Checkout> open, ReportAsk ask)
    {
        var (from, until) = (ask.Time.OverdueBefore, ask.Time.StartOf(ask.Time.Today.AddDays(ask.Number(s_days) + 1)));
        return open.Where(c => c.DueAt >= from && c.DueAt < until);
    }

    public override async Task<ReportChart?> Chart(ReportAsk ask)
    {
        // Most of what is due is due at the end of a day, so that there are few instants to count by.
        var instants = await Loans(ask).GroupBy(c => c.DueAt).Select(g => new { g.Key, Count = g.Count() }).ToListAsync();
        var days = instants.GroupBy(i => ask.Time.DateOf(i.Key!.Value)).OrderBy(g => g.Key).ToList();
        return days.Count < 2 ? null : new("Due, by day", [.. days.Take(MostBars).Select(g => new ReportBar(ask.Time.Date(g.Key), g.Sum(i => i.Count)))]);
    }
}

internal sealed class LongTermReport : LoanReport
{
    private static readonly ReportFilter s_days = new("days", "Days out, at least", ReportFilterKind.Number) { Usual = 30 };

    public override string Name => "long-term";
    public override string Title => "Long-term";
    public override string Purpose => "What has been out for so many days or more, loans and assignments; the longest first.";
    public override string Icon => "history";
    public override IReadOnlyList<ReportFilter> Filters => [s_days, ReportFilter.Lent, .. base.Filters];

    protected override IReadOnlyList<ReportColumn<Loan>> Cells { get; } =
        [Code, Label, Property, Unit, Holder, HolderKind, Phone, Email, Copies, Since, Days, Due, Why, Receipt];

    protected override IQueryable<Checkout> Of(IQueryable<Checkout> open, ReportAsk ask)
    {
        var before = ask.Time.StartOf(ask.Time.Today.AddDays(1 - ask.Number(s_days)));
        return open.Where(c => c.At < before);
    }

    protected override IQueryable<Checkout> Sorted(IQueryable<Checkout> loans) => loans.OrderBy(c => c.At).ThenBy(c => c.Id);

    public override Task<ReportChart?> Chart(ReportAsk ask) => OpenLoans.Top("Copies, by holder", Loans(ask)
        .GroupBy(c => new { c.HolderId, c.Holder.Name }).OrderByDescending(g => g.Sum(c => c.Outstanding)).ThenBy(g => g.Key.Name).Select(g => new ReportBar(g.Key.Name, g.Sum(c => c.Outstanding))));
}

internal sealed class OutByAgeReport : LoanReport
{
    public override string Name => "out-by-age";
    public override string Title => "Out now, by age";
    public override string Purpose => "Everything that is out, from what has been gone the longest to what left today.";
    public override string Icon => "arrow-up-right";
    public override IReadOnlyList<ReportFilter> Filters => [ReportFilter.Lent, .. base.Filters];

    protected override IReadOnlyList<ReportColumn<Loan>> Cells { get; } =
        [Code, Label, Property, Unit, Holder, HolderKind, Phone, Email, Copies, Since, Days, Due, Why, Receipt];

    protected override IQueryable<Checkout> Of(IQueryable<Checkout> open, ReportAsk ask) => open;

    protected override IQueryable<Checkout> Sorted(IQueryable<Checkout> loans) => loans.OrderBy(c => c.At).ThenBy(c => c.Id);

    public override async Task<ReportChart?> Chart(ReportAsk ask) =>
        new("Out now, by how long", [.. (await AgeCount.Read(Loans(ask), ask.Time)).Select(a => new ReportBar(a.Age, a.Count))]);
}

internal sealed class AssignmentsReport : LoanReport
{
    public override string Name => "assignments";
    public override string Title => "Assignments by property";
    public override string Purpose => "Who has keys for good, at each property: residents, vendors, staff.";
    public override string Icon => "building-2";

    protected override IReadOnlyList<ReportColumn<Loan>> Cells { get; } =
        [Code, Label, Property, Unit, Holder, HolderKind, Phone, Email, Copies, Since, Due, Why, Receipt];

    protected override IQueryable<Checkout> Of(IQueryable<Checkout> open, ReportAsk ask) => open.Where(c => c.Kind == CheckoutKind.Assignment);

    protected override IQueryable<Checkout> Sorted(IQueryable<Checkout> loans) => loans
        .OrderBy(c => c.Item.PropertyId == null).ThenBy(c => KbmDb.Folded(c.Item.Property!.Name)).ThenBy(c => c.Item.PropertyId).ThenBy(c => c.Item.Unit!.SortKey).ThenBy(c => c.Id);

    public override Task<ReportChart?> Chart(ReportAsk ask) => OpenLoans.Top("Copies assigned, by property", Loans(ask).Where(c => c.Item.PropertyId != null)
        .GroupBy(c => new { c.Item.PropertyId, c.Item.Property!.Name }).OrderByDescending(g => g.Sum(c => c.Outstanding)).ThenBy(g => g.Key.Name).Select(g => new ReportBar(g.Key.Name, g.Sum(c => c.Outstanding))));
}

internal sealed class SignsOutReport : LoanReport
{
    public override string Name => "signs-out";
    public override string Title => "Signs out";
    public override string Purpose => "Every sign and piece that is out, at which property it stands and for how long.";
    public override string Icon => "signpost";
    public override IReadOnlyList<ReportFilter> Filters => [ReportFilter.Property, ReportFilter.Holder];

    protected override IReadOnlyList<ReportColumn<Loan>> Cells { get; } =
        [Code, Label, new(Col.Text("putUpAt", "Put up at", l => l.PutUpAt)) { IsOnPhone = true }, Holder, HolderKind, Phone, Email, Since, Days, Due, Why, Receipt];

    protected override IQueryable<Checkout> Of(IQueryable<Checkout> open, ReportAsk ask) =>
        open.Where(c => c.Item.Type == ItemType.AssembledSign || c.Item.Type == ItemType.SignPiece);

    protected override IQueryable<Checkout> Sorted(IQueryable<Checkout> loans) =>
        loans.OrderBy(c => c.PropertyId == null).ThenBy(c => KbmDb.Folded(c.Property!.Name)).ThenBy(c => c.PropertyId).ThenBy(c => c.At).ThenBy(c => c.Id);

    public override Task<ReportChart?> Chart(ReportAsk ask) => OpenLoans.Top("Signs out, by property", Loans(ask).Where(c => c.PropertyId != null)
        .GroupBy(c => new { c.PropertyId, c.Property!.Name }).OrderByDescending(g => g.Count()).ThenBy(g => g.Key.Name).Select(g => new ReportBar(g.Key.Name, g.Count())));
}
