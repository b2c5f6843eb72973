using Kbm.Features.Paper;
using SkiaSharp;

namespace Kbm.Features.Receipts;

/// <summary>
/// A receipt on an 80 mm roll, 72 mm of it printable. Black only, and symbols on whole printer dots, because such
/// printers have one ink and 203 dots per inch.
/// </summary>
internal sealed class ReceiptRoll(ReceiptPaper paper) : ReceiptLayout(paper, 80 * Millimetre, 4 * Millimetre)
{
    private const double Millimetre = 72 / 25.4;
    private const double Dot = 72 / 203.0;
    private const double QuantityWidth = 30;

    /// <summary>A metre: longer pages overrun the memory of common printers.</summary>
    private const double Longest = 1000 * Millimetre;

    private static readonly SKColor Ink = SKColors.Black;
    private static readonly PaperPen Thin = new(SKColors.Black, 2 * Dot);

    private readonly PaperFace title = new(15, bold: true);
    private readonly PaperFace name = new(10, bold: true);
    private readonly PaperFace text = new(8.5);
    private readonly PaperFace strong = new(8.5, bold: true);

    public override double Bottom => Longest - Top;

    protected override PaperFace Small { get; } = new(7.5);

    protected override SKColor Quiet => Ink;

    public override double HeightFor(double end) => end + (2 * Top);

    public override IEnumerable<PaperBlock> Body() =>
        [.. Head(), .. Facts(), .. ColumnHeads(), .. Paper.Lines.SelectMany(Item), .. Sum(), .. Signature(), Bars(), Square(), .. Foot()];

    protected override IEnumerable<PaperBlock> ColumnHeads() => Together(
        [
            .. PaperColumn.SideBySide(ItemColumn().Add("Item", Small, Ink), QuantityColumn().Add("Qty", Small, Ink)),
            PaperBlock.Rule(Left, Inner, 6, Thin),
        ],
        withNext: true);

    private PaperColumn Wide() => new(Left, Inner);

    private PaperColumn Centred() => new(Left, Inner, PaperAlign.Centre);

    private PaperColumn ItemColumn() => new(Left, Inner - QuantityWidth);

    private PaperColumn QuantityColumn() => new(Left + Inner - QuantityWidth, QuantityWidth, PaperAlign.Right);

    private IEnumerable<PaperBlock> Head() =>
        [
            .. PaperColumn.SideBySide(Centred().Add(Paper.CompanyName, name, Ink).Add(Paper.Header, Small, Ink)),
            PaperBlock.Space(12),
            .. PaperColumn.SideBySide(Centred().Add(Paper.Title, title, Ink).Add(Paper.Number, name, Ink).Add(Paper.At, text, Ink)),
            PaperBlock.Rule(Left, Inner, 18, Thin),
        ];

    private IEnumerable<PaperBlock> Facts() =>
        [
            .. Fact("Holder", Paper.Holder, strong),
            .. Fact(" ", Paper.HolderDetail, text),
            .. Fact("Purpose", Paper.Purpose, text),
            .. Fact("Due back", Paper.Due, strong),
            .. Fact("Desk", Paper.By, text),
            PaperBlock.Space(12),
        ];

    private IEnumerable<PaperBlock> Fact(string label, string? value, PaperFace face) => string.IsNullOrWhiteSpace(value)
        ? []
        : PaperColumn.SideBySide(
            new PaperColumn(Left, 50).Add(label, text, Ink), new PaperColumn(Left + 54, Inner - 54).Add(value, face, Ink));

    private IEnumerable<PaperBlock> Item(ReceiptPaperLine line) => Together(
        [
            .. PaperColumn.SideBySide(
                ItemColumn().Add(line.Code, strong, Ink).Add(line.Label, text, Ink).Add(line.Place, Small, Ink).Add(line.Note, Small, Ink),
                QuantityColumn().Add(Count(line.Quantity), strong, Ink)),
            PaperBlock.Space(6),
        ],
        inTable: true);

    private IEnumerable<PaperBlock> Sum() =>
        [
            PaperBlock.Rule(Left, Inner, 6, Thin) with { Keep = true },
            .. PaperColumn.SideBySide(ItemColumn().Add("Total", strong, Ink), QuantityColumn().Add(Total(), strong, Ink)),
        ];

    private IEnumerable<PaperBlock> Signature() => Together(
        [
            PaperBlock.Space(44),
            PaperBlock.Rule(Left, Inner, 4, Thin),
            .. PaperColumn.SideBySide(Wide().Add("Received by", Small, Ink)),
            PaperBlock.Space(14),
        ],
        withNext: true);

    private PaperBlock Bars()
    {
        var art = Code128.Art(Paper.Number, height: 26);
        var module = WholeDots(art, largest: 4);
        return new PaperBlock((art.Height * module) + 10, (canvas, y) => art.Draw(canvas, Middle(art, module), Snap(y), module)) { Keep = true };
    }

    private PaperBlock Square()
    {
        var art = QrSvg.Art(Paper.Address);
        var module = WholeDots(art, largest: 6);
        var side = art.Width * module;
        return new PaperBlock(side, (canvas, y) =>
        {
            art.Draw(canvas, Middle(art, module), Snap(y), module);
            Link(canvas, Middle(art, module), y, side);
        });
    }

    private IEnumerable<PaperBlock> Foot() =>
        PaperColumn.SideBySide(Centred().Add("Scan to open this receipt", Small, Ink).Add(Paper.Footer, Small, Ink));

    /// <summary>The largest module of whole dots with which the symbol fits; below one dot it only has to fit.</summary>
    private double WholeDots(ModuleArt art, int largest)
    {
        var dots = Math.Floor(Width / (art.Width * Dot));
        return dots < 1 ? Inner / art.Width : Math.Min(dots, largest) * Dot;
    }

    private double Middle(ModuleArt art, double module) => Snap((Width - (art.Width * module)) / 2);

    private static double Snap(double at) => Math.Round(at / Dot) * Dot;
}
