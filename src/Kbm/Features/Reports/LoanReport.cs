using Kbm.Data;
using Kbm.Features.Checkouts;
using Kbm.Features.Contacts;
using Kbm.Features.Items;
using Kbm.Features.Receipts;
using Kbm.Features.Search;
using Kbm.Features.Settings;
using Microsoft.EntityFrameworkCore;
using Col = Kbm.Features.Exports.TableColumn<Kbm.Features.Reports.Loan>;

namespace Kbm.Features.Reports;

/// <summary>Copies that somebody has.</summary>
internal sealed record Loan
{
    public required long CheckoutId { get; init; }
    public required string Code { get; init; }
    public required string Label { get; init; }

    /// <summary>Its property; of a sign the one where it is put up, if that is known.</summary>
    public string? Property { get; init; }
    public string? Unit { get; init; }

    /// <summary>Where a sign is put up.</summary>
    public string? PutUpAt { get; init; }
    public required long HolderId { get; init; }
    public required string Holder { get; init; }
    public required ContactKind HolderKind { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public required int Copies { get; init; }
    public required DateTime Since { get; init; }
    public DateTime? DueAt { get; init; }
    public string? Purpose { get; init; }
    public required long Sequence { get; init; }

    public int DaysOut(CompanyTime time) => time.Today.DayNumber - time.DateOf(Since).DayNumber;
}

/// <summary>A report of what is out now, loan by loan; each can be taken back, extended, or its holder reminded.</summary>
internal abstract class LoanReport : Report<Loan>
{
    protected static readonly ReportColumn<Loan> Code = new(Col.Text("code", "Code", l => l.Code)) { Href = l => ItemKind.Href(l.Code) };
    protected static readonly ReportColumn<Loan> Label = Col.Text("label", "Label", l => l.Label);
    protected static readonly ReportColumn<Loan> Property = new(Col.Text("property", "Property", l => l.Property)) { Shown = l => ItemPlace.Of(l.Property, l.Unit), IsOnPhone = true };
    protected static readonly ReportColumn<Loan> Unit = new(Col.Text("unit", "Unit", l => l.Unit)) { IsInFilesOnly = true };
    protected static readonly ReportColumn<Loan> Holder = new(Col.Text("holder", "Holder", l => l.Holder)) { Href = l => $"/contacts/{l.HolderId}", IsOnPhone = true };
    protected static readonly ReportColumn<Loan> HolderKind = new(Col.Text("holderKind", "Kind", l => l.HolderKind.ToString())) { IsInFilesOnly = true };
    protected static readonly ReportColumn<Loan> Phone = new(Col.Text("phone", "Phone", l => l.Phone)) { Href = l => l.Phone is null ? null : $"tel:{l.Phone}", IsUnder = true };
    protected static readonly ReportColumn<Loan> Email = new(Col.Text("email", "Email", l => l.Email)) { IsInFilesOnly = true };
    protected static readonly ReportColumn<Loan> Copies = new(Col.Number("copies", "Copies", l => l.Copies)) { Total = l => l.Copies };
    protected static readonly ReportColumn<Loan> Since = Col.Date("since", "Since", l => l.Since);
    protected static readonly ReportColumn<Loan> Days = new(Col.Number("daysOut", "Days out", (l, time) => l.DaysOut(time))) { IsOnPhone = true };
    protected static readonly ReportColumn<Loan> Due = new(Col.Moment("due", "Due", l => l.DueAt))
    {
        State = (l, time) => StateView.OfDue(l.DueAt, "", time) is { Tone: "out" } state && l.DueAt is { } due ? state with { Text = time.Due(due) } : StateView.OfDue(l.DueAt, "", time),
    };

    protected static readonly ReportColumn<Loan> Why = new(Col.Text("purpose", "Purpose", l => l.Purpose)) { IsInFilesOnly = true };
    protected static readonly ReportColumn<Loan> Receipt = new(Col.Text("receipt", "Receipt", l => Receipts.Receipt.NumberOf(l.Sequence))) { IsInFilesOnly = true };

    public override IReadOnlyList<ReportFilter> Filters => [ReportFilter.Property, ReportFilter.Holder, ReportFilter.HolderKind, ReportFilter.Type];

    protected override IReadOnlyList<ReportColumn<Loan>> Cells { get; } =
        [Code, Label, Property, Unit, Holder, HolderKind, Phone, Email, Copies, Since, Due, Why, Receipt];

    /// <summary>Which of the open loans it is about.</summary>
    protected abstract IQueryable<Checkout> Of(IQueryable<Checkout> open, ReportAsk ask);

    /// <summary>The first due first.</summary>
    protected virtual IQueryable<Checkout> Sorted(IQueryable<Checkout> loans) => loans.OrderBy(c => c.DueAt == null).ThenBy(c => c.DueAt).ThenBy(c => c.Id);

    /// <summary>The loans that it is about, as filtered.</summary>
    protected IQueryable<Checkout> Loans(ReportAsk ask) => Of(OpenLoans.Filtered(ask), ask);

    protected override IQueryable<Loan> Rows(ReportAsk ask) => Sorted(Loans(ask)).Select(c => new Loan
    {
        CheckoutId = c.Id,
        Code = c.Item.Code,
        Label = c.Item.Label,
        Property = c.PropertyId != null ? c.Property!.Name : c.Item.Property!.Name,
        Unit = c.Item.Unit!.Label,
        PutUpAt = c.Property!.Name,
        HolderId = c.HolderId,
        Holder = c.Holder.Name,
        HolderKind = c.Holder.Kind,
        Phone = c.Holder.Phone,
        Email = c.Holder.Email,
        Copies = c.Outstanding,
        Since = c.At,
        DueAt = c.DueAt,
        Purpose = c.Purpose,
        Sequence = c.Receipt.Sequence,
    });

    protected override IEnumerable<ReportAct> ActsOf(Loan row, ReportAsk ask) =>
    [
        new("Take back", "undo-2", $"/desk?back={row.CheckoutId}", $"Take back {row.Code}"),
        new("Extend", "clock", $"/checkouts/{row.CheckoutId}/extend", $"Extend {row.Code}") { LeadsBack = true },
        .. row.Email is { } email ? [new("Remind", "mail", Reminder.Link(row, email, ask.Company, ask.Time), $"Remind {row.Holder} of {row.Code}")] : Array.Empty<ReportAct>(),
    ];
}

/// <summary>What is out now, narrowed as reports are.</summary>
internal static class OpenLoans
{
    public static IQueryable<Checkout> Filtered(ReportAsk ask) => ask.Db.Checkouts.Where(c => c.Outstanding > 0).Narrowed(ask);

    /// <summary>By property, holder, kind of holder, type of item, item, and loan or assignment, where these are asked for.</summary>
    public static IQueryable<Checkout> Narrowed(this IQueryable<Checkout> loans, ReportAsk ask)
    {
        if (ask.Id(ReportFilter.Property.Name) is { } property) loans = loans.Where(c => (c.PropertyId ?? c.Item.PropertyId) == property);
        if (ListAddress.Word<ContactKind>(ask.Choice(ReportFilter.HolderKind) ?? "") is { } kind) loans = loans.Where(c => c.Holder.Kind == kind);
        if (ListAddress.Word<ItemType>(ask.Choice(ReportFilter.Type) ?? "") is { } type) loans = loans.Where(c => c.Item.Type == type);
        if (ListAddress.Word<CheckoutKind>(ask.Choice(ReportFilter.Lent) ?? "") is { } lent) loans = loans.Where(c => c.Kind == lent);
        if (ask.Text(ReportFilter.Holder.Name) is { } holder) loans = ByHolder(loans, ask.Db, holder);
        return ask.Text(ReportFilter.Item.Name) is { } item ? ByItem(loans, ask.Db, item) : loans;
    }

    private static IQueryable<Checkout> ByHolder(IQueryable<Checkout> loans, TenantDb db, string text)
    {
        if (SearchText.Terms(text) is not { Count: > 0 } terms) return loans.Where(c => false);
        var found = db.SearchFor(terms).Where(e => e.Kind == SearchKind.Contact).Select(e => e.TargetId);
        return loans.Where(c => found.Contains(c.HolderId));
    }

    private static IQueryable<Checkout> ByItem(IQueryable<Checkout> loans, TenantDb db, string text)
    {
        if (ItemCode.Read(text) is var code && ItemKind.OfCode(code) is not null) return loans.Where(c => c.Item.Code == code);
        if (SearchText.Terms(text) is not { Count: > 0 } terms) return loans.Where(c => false);
        var found = db.SearchFor(terms).Where(e => e.Kind == SearchKind.Item).Select(e => e.TargetId);
        return loans.Where(c => found.Contains(c.ItemId));
    }

    /// <summary>The properties or holders of which the most is out, and how much.</summary>
    public static async Task<ReportChart?> Top(string title, IQueryable<ReportBar> bars)
    {
        const int most = 10;
        var first = await bars.Take(most).ToListAsync();
        return first.Count < 2 ? null : new(title, first);
    }
}
