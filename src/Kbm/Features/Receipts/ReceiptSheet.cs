using Kbm.Features.Paper;
using SkiaSharp;

namespace Kbm.Features.Receipts;

/// <summary>A receipt on a sheet: who and when above, the table, then the signature and the codes.</summary>
internal sealed class ReceiptSheet(ReceiptPaper paper, double width, double height) : ReceiptLayout(paper, width, Edge)
{
    private const double Edge = 54;
    private const double CodeWidth = 96;
    private const double QuantityWidth = 60;
    private const double Gutter = 16;
    private const double QrSide = 92;

    private static readonly SKColor Ink = new(0x1a, 0x1f, 0x26);
    private static readonly SKColor Grey = new(0x5f, 0x68, 0x74);
    private static readonly PaperPen Hairline = new(new SKColor(0xdd, 0xe1, 0xe6), 0.6);
    private static readonly PaperPen Strong = new(new SKColor(0x1a, 0x1f, 0x26), 0.8);

    private readonly PaperFace title = new(20, bold: true);
    private readonly PaperFace name = new(10.5, bold: true);
    private readonly PaperFace text = new(9);
    private readonly PaperFace strong = new(9, bold: true);

    public override double Bottom => height - Edge;

    protected override PaperFace Small { get; } = new(7.5);

    protected override SKColor Quiet => Grey;

    private double Half => (Inner - Gutter) / 2;

    public override double HeightFor(double end) => height;

    public override IEnumerable<PaperBlock> Body() =>
        [.. Head(), .. Facts(), .. Parties(), .. Table(), .. Signature(), .. Codes(), .. Foot()];

    protected override IEnumerable<PaperBlock> ColumnHeads() => Together(
        [
            .. PaperColumn.SideBySide(
                CodeColumn().Add("Code", Small, Grey), LabelColumn().Add("Item", Small, Grey), QuantityColumn().Add("Quantity", Small, Grey)),
            PaperBlock.Rule(Left, Inner, 8, Strong),
        ],
        withNext: true);

    private PaperColumn CodeColumn() => new(Left, CodeWidth - Gutter);

    private PaperColumn LabelColumn() => new(Left + CodeWidth, Inner - CodeWidth - QuantityWidth - Gutter);

    private PaperColumn QuantityColumn() => new(Left + Inner - QuantityWidth, QuantityWidth, PaperAlign.Right);

    private IEnumerable<PaperBlock> Head() =>
        [
            .. PaperColumn.SideBySide(
                new PaperColumn(Left, Half).Add(Paper.Title, title, Ink),
                new PaperColumn(Left + Half + Gutter, Half, PaperAlign.Right)
                    .Add(Paper.CompanyName, name, Ink).Add(Paper.Header, text, Grey)),
            PaperBlock.Space(14),
        ];

    private IEnumerable<PaperBlock> Facts() =>
        [
            .. Fact("Receipt number", Paper.Number, strong),
            .. Fact("Date", Paper.At, text),
            .. Fact($"{Paper.Title} by", Paper.By, text),
            PaperBlock.Space(22),
        ];

    private IEnumerable<PaperBlock> Fact(string label, string value, PaperFace face) => PaperColumn.SideBySide(
        new PaperColumn(Left, 104).Add(label, text, Grey), new PaperColumn(Left + 116, Inner - 116).Add(value, face, Ink));

    private IEnumerable<PaperBlock> Parties()
    {
        var holder = new PaperColumn(Left, Half)
            .Add("Holder", Small, Grey).Add(Paper.Holder, name, Ink).Add(Paper.HolderDetail, text, Grey);
        var rest = new PaperColumn(Left + Half + Gutter, Half);
        if (!string.IsNullOrWhiteSpace(Paper.Due))
            rest.Add("Due back", Small, Grey).Add(Paper.Due, name, Ink);
        if (!string.IsNullOrWhiteSpace(Paper.Purpose))
            rest.Add("Purpose", Small, Grey).Add(Paper.Purpose, text, Ink);
        return [.. PaperColumn.SideBySide(holder, rest), PaperBlock.Space(24)];
    }

    private IEnumerable<PaperBlock> Table() => [.. ColumnHeads(), .. Paper.Lines.SelectMany(Item), .. Sum()];

    private IEnumerable<PaperBlock> Item(ReceiptPaperLine line) => Together(
        [
            .. PaperColumn.SideBySide(
                CodeColumn().Add(line.Code, strong, Ink),
                LabelColumn().Add(line.Label, text, Ink).Add(line.Place, Small, Grey).Add(line.Note, Small, Grey),
                QuantityColumn().Add(Count(line.Quantity), text, Ink)),
            PaperBlock.Rule(Left, Inner, 11, Hairline),
        ],
        inTable: true);

    private IEnumerable<PaperBlock> Sum() => PaperColumn.SideBySide(
        LabelColumn().Add("Total", strong, Ink), QuantityColumn().Add(Total(), strong, Ink));

    private IEnumerable<PaperBlock> Signature()
    {
        var space = PaperBlock.Space(52);
        var rule = new PaperBlock(4, (canvas, y) =>
        {
            Strong.Draw(canvas, Left, Left + (Inner * 0.62), y);
            Strong.Draw(canvas, Left + (Inner * 0.62) + Gutter, Left + Inner, y);
        });
        var words = PaperColumn.SideBySide(
            new PaperColumn(Left, Inner * 0.6).Add("Received by", Small, Grey),
            new PaperColumn(Left + (Inner * 0.62) + Gutter, 80).Add("Date", Small, Grey));
        return Together([space, rule, .. words, PaperBlock.Space(26)], withNext: true);
    }

    private IEnumerable<PaperBlock> Codes()
    {
        var qr = QrSvg.Art(Paper.Address);
        var module = QrSide / qr.Width;
        var bars = Code128.Art(Paper.Number, height: 28);
        var barModule = Math.Min(1.2, (Inner - QrSide - Gutter) / bars.Width);
        var words = new PaperColumn(Left + QrSide + Gutter - (4 * module), Inner - QrSide - Gutter)
            .Add(Paper.Number, strong, Ink).Add("Scan the square to open this receipt.", Small, Grey);
        var beside = PaperColumn.SideBySide(words).ToList();
        yield return new PaperBlock(QrSide, (canvas, y) =>
        {
            qr.Draw(canvas, Left - (4 * module), y, module);
            Link(canvas, Left - (4 * module), y, QrSide);
            var x = Left + QrSide + Gutter - (4 * module) - (Code128.QuietZone * barModule);
            bars.Draw(canvas, x, y + (4 * module), barModule);
            var below = y + (4 * module) + (bars.Height * barModule) + 8;
            foreach (var block in beside)
            {
                block.Draw(canvas, below);
                below += block.Height;
            }
        });
    }

    private IEnumerable<PaperBlock> Foot() => string.IsNullOrWhiteSpace(Paper.Footer)
        ? []
        : [PaperBlock.Space(12), .. PaperColumn.SideBySide(new PaperColumn(Left, Inner).Add(Paper.Footer, Small, Grey))];
}
