using Kbm.Features.Checkouts;
using Kbm.Features.Items;
using Kbm.Features.Shared;
using Kbm.Features.Signs;
using Microsoft.EntityFrameworkCore;
using Col = Kbm.Features.Exports.TableColumn<Kbm.Features.Reports.InventoryLine>;

namespace Kbm.Features.Reports;

/// <summary>How much there is of one type of item, and where it is.</summary>
internal sealed record InventoryLine
{
    public required ItemType Type { get; init; }
    public required int Items { get; init; }
    public required int Copies { get; init; }
    public required int Out { get; init; }
    public required int Assigned { get; init; }

    /// <summary>Copies in lockboxes and in assembled signs.</summary>
    public required int Inside { get; init; }
    public required int Retired { get; init; }
}

internal sealed class InventoryReport : Report<InventoryLine>
{
    public override string Name => "inventory";
    public override string Title => "Inventory summary";
    public override string Purpose => "How much there is of each type of thing, how much of it is in, out, assigned, or inside of something else.";
    public override string Icon => "archive";
    public override IReadOnlyList<ReportFilter> Filters => [ReportFilter.Property];

    protected override IReadOnlyList<ReportColumn<InventoryLine>> Cells { get; } =
    [
        new(Col.Text("type", "Type", l => Word.Heading(ItemKind.Of(l.Type).Many))) { Href = l => ItemKind.Of(l.Type).Path },
        new(Col.Number("items", "Items", l => l.Items)) { Total = l => l.Items, IsOnPhone = true },
        new(Col.Number("copies", "Copies", l => l.Copies)) { Total = l => l.Copies, IsOnPhone = true },
        new(Col.Number("in", "In", l => l.Copies - l.Out - l.Inside)) { Total = l => l.Copies - l.Out - l.Inside },
        new(Col.Number("out", "Out", l => l.Out)) { Total = l => l.Out, IsOnPhone = true },
        new(Col.Number("assigned", "Of these assigned", l => l.Assigned)) { Total = l => l.Assigned },
        new(Col.Number("inside", "In boxes and signs", l => l.Inside)) { Total = l => l.Inside },
        new(Col.Number("retired", "Retired", l => l.Retired)) { Total = l => l.Retired },
    ];

    protected override IQueryable<InventoryLine> Rows(ReportAsk ask)
    {
        IQueryable<Item> items = ask.Db.Items;
        if (ask.Id(ReportFilter.Property.Name) is { } property) items = items.Where(i => i.PropertyId == property);
        return items.Select(i => new
        {
            i.Type,
            IsInUse = i.RetiredAt == null,
            i.Copies,
            Out = i.Checkouts.Where(c => c.Outstanding > 0).Sum(c => c.Outstanding),
            Assigned = i.Checkouts.Where(c => c.Outstanding > 0 && c.Kind == CheckoutKind.Assignment).Sum(c => c.Outstanding),
            IsInside = i.InLockboxId != null || (i as SignPiece)!.Mountings.Any(m => m.TakenOutAt == null),
        }).GroupBy(i => i.Type).Select(g => new InventoryLine
        {
            Type = g.Key,
            Items = g.Sum(i => i.IsInUse ? 1 : 0),
            Copies = g.Sum(i => i.IsInUse ? i.Copies : 0),
            Out = g.Sum(i => i.IsInUse ? i.Out : 0),
            Assigned = g.Sum(i => i.IsInUse ? i.Assigned : 0),
            Inside = g.Sum(i => i.IsInUse && i.IsInside ? i.Copies : 0),
            Retired = g.Sum(i => i.IsInUse ? 0 : 1),
        }).OrderByDescending(l => l.Items).ThenBy(l => l.Type);
    }

    public override async Task<ReportChart?> Chart(ReportAsk ask) =>
        new("Items, by type", [.. (await Rows(ask).Select(l => new { l.Type, l.Items }).ToListAsync()).Select(l => new ReportBar(Word.Heading(ItemKind.Of(l.Type).Many), l.Items))]);
}
