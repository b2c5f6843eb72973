using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Features.Lockboxes;
using Kbm.Features.Secrets;
using Microsoft.EntityFrameworkCore;
using Col = Kbm.Features.Exports.TableColumn<Kbm.Features.Reports.LockboxCode>;

namespace Kbm.Features.Reports;

/// <summary>Since when a lockbox has its code; the code itself is nowhere here.</summary>
internal sealed record LockboxCode
{
    public required string Code { get; init; }
    public required string Label { get; init; }
    public string? Property { get; init; }
    public string? Unit { get; init; }
    public string? Spot { get; init; }
    public required DateTime SetAt { get; init; }
    public required string SetBy { get; init; }
    public required int Seen { get; init; }
}

internal sealed class LockboxCodesReport : Report<LockboxCode>
{
    private static readonly ReportFilter s_days = new("days", "Days old, at least", ReportFilterKind.Number);

    public override string Name => "lockbox-codes";
    public override string Title => "Lockbox codes by age";
    public override string Purpose => "Since when each lockbox has its code, and how often it was looked at; the oldest first. Without the codes.";
    public override string Icon => "lock-keyhole";
    public override string Permission => Permissions.RevealAny;
    public override IReadOnlyList<ReportFilter> Filters => [s_days, ReportFilter.Property];

    protected override IReadOnlyList<ReportColumn<LockboxCode>> Cells { get; } =
    [
        new(Col.Text("code", "Code", c => c.Code)) { Href = c => $"/items/{c.Code}/codes" },
        Col.Text("label", "Label", c => c.Label),
        new(Col.Text("property", "Property", c => c.Property)) { Shown = c => ItemPlace.Of(c.Property, c.Unit), IsOnPhone = true },
        new(Col.Text("unit", "Unit", c => c.Unit)) { IsInFilesOnly = true },
        Col.Text("spot", "Hangs at", c => c.Spot),
        Col.Date("set", "Code set", c => c.SetAt),
        Col.Text("by", "By", c => c.SetBy),
        new(Col.Number("days", "Days old", (c, time) => time.Today.DayNumber - time.DateOf(c.SetAt).DayNumber)) { IsOnPhone = true },
        Col.Number("seen", "Times seen", c => c.Seen),
    ];

    protected override IQueryable<LockboxCode> Rows(ReportAsk ask) => Codes(ask).OrderBy(s => s.SetAt).ThenBy(s => s.Id).Select(s => new LockboxCode
    {
        Code = s.Item!.Code,
        Label = s.Item.Label,
        Property = s.Item.Property!.Name,
        Unit = s.Item.Unit!.Label,
        Spot = (s.Item as Lockbox)!.Spot,
        SetAt = s.SetAt,
        SetBy = s.SetBy,
        Seen = s.Views.Count,
    });

    private static IQueryable<Secret> Codes(ReportAsk ask)
    {
        var before = ask.Time.StartOf(ask.Time.Today.AddDays(1 - ask.Number(s_days)));
        var codes = ask.Db.Secrets.Current().Where(s => s.Field == SecretField.LockCode && s.Item!.Type == ItemType.Lockbox && s.Item.RetiredAt == null && s.SetAt < before);
        return ask.Id(ReportFilter.Property.Name) is { } property ? codes.Where(s => s.Item!.PropertyId == property) : codes;
    }

    public override async Task<ReportChart?> Chart(ReportAsk ask)
    {
        var (codes, time) = (Codes(ask), ask.Time);
        var (month, quarter, half, year) = (time.StartOf(time.Today.AddDays(-30)), time.StartOf(time.Today.AddDays(-90)), time.StartOf(time.Today.AddDays(-180)), time.StartOf(time.Today.AddDays(-365)));
        return new("Codes, by age",
        [
            new("up to 30 days", await codes.CountAsync(s => s.SetAt >= month)), new("31 to 90 days", await codes.CountAsync(s => s.SetAt < month && s.SetAt >= quarter)),
            new("91 to 180 days", await codes.CountAsync(s => s.SetAt < quarter && s.SetAt >= half)), new("181 to 365 days", await codes.CountAsync(s => s.SetAt < half && s.SetAt >= year)),
            new("longer", await codes.CountAsync(s => s.SetAt < year)),
        ]);
    }

    protected override IEnumerable<ReportAct> ActsOf(LockboxCode row, ReportAsk ask) =>
        [new("Change", "lock-keyhole", $"/items/{row.Code}/code", $"Change the code of {row.Code}")];
}
