using System.Globalization;
using Kbm.Features.Paper;
using SkiaSharp;

namespace Kbm.Features.Receipts;

/// <summary>What a sheet and a roll have in common: edges, the head of a continued page and the page number.</summary>
internal abstract class ReceiptLayout(ReceiptPaper paper, double width, double margin)
{
    public double Width => width;

    public double Top => margin;

    /// <summary>Where the text of a page ends at the latest.</summary>
    public abstract double Bottom { get; }

    /// <summary>Height of what a continued page begins with.</summary>
    public double Repeated => Continued(inTable: true).Sum(block => block.Height);

    protected ReceiptPaper Paper => paper;

    protected double Left => margin;

    protected double Inner => width - (2 * margin);

    protected abstract PaperFace Small { get; }

    protected abstract SKColor Quiet { get; }

    public abstract double HeightFor(double end);

    public abstract IEnumerable<PaperBlock> Body();

    protected abstract IEnumerable<PaperBlock> ColumnHeads();

    public IEnumerable<PaperBlock> Continued(bool inTable)
    {
        var line = new PaperColumn(Left, Inner).Add($"{paper.Number} · {paper.Title}, continued", Small, Quiet);
        return [.. PaperColumn.SideBySide(line), PaperBlock.Space(10), .. inTable ? ColumnHeads() : []];
    }

    public void DrawPageNumber(SKCanvas canvas, double height, int number, int count)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{paper.Number} · Page {number} of {count}");
        var column = new PaperColumn(Left, Inner, PaperAlign.Right).Add(text, Small, Quiet);
        foreach (var block in PaperColumn.SideBySide(column))
            block.Draw(canvas, height - (margin * 0.75) - (block.Height / 2));
    }

    protected static string Count(int quantity) => quantity.ToString(CultureInfo.InvariantCulture);

    protected string Total() => Count(paper.Lines.Sum(line => line.Quantity));

    /// <summary>All blocks on one page where they fit, also with what follows when <paramref name="withNext"/> is set.</summary>
    protected static IEnumerable<PaperBlock> Together(IReadOnlyList<PaperBlock> blocks, bool inTable = false, bool withNext = false) =>
        blocks.Select((block, at) => block with { Keep = withNext || at < blocks.Count - 1, InTable = inTable });

    /// <summary>Makes a printed symbol open the receipt when it is clicked on a screen.</summary>
    protected void Link(SKCanvas canvas, double x, double y, double side) =>
        canvas.DrawUrlAnnotation(SKRect.Create((float)x, (float)y, (float)side, (float)side), paper.Address);
}
