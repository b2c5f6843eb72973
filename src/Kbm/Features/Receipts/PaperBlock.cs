using Kbm.Features.Paper;
using SkiaSharp;

namespace Kbm.Features.Receipts;

/// <summary>A strip of paper that no page break divides, drawn at the height it is given.</summary>
internal sealed record PaperBlock(double Height, Action<SKCanvas, double> Draw)
{
    /// <summary>Stays on one page with the block after it, where a page is long enough.</summary>
    public bool Keep { get; init; }

    /// <summary>Part of the table: where a page begins with it, the column heads are repeated above.</summary>
    public bool InTable { get; init; }

    public static PaperBlock Space(double height) => new(height, (_, _) => { });

    public static PaperBlock Rule(double left, double width, double height, PaperPen pen) =>
        new(height, (canvas, y) => pen.Draw(canvas, left, left + width, y + (height / 2)));
}

/// <summary>Draws horizontal rules.</summary>
internal sealed record PaperPen(SKColor Ink, double Thickness)
{
    public void Draw(SKCanvas canvas, double from, double to, double y)
    {
        using var paint = new SKPaint { Color = Ink, StrokeWidth = (float)Thickness, IsStroke = true };
        canvas.DrawLine((float)from, (float)y, (float)to, (float)y, paint);
    }
}

internal enum PaperAlign
{
    Left,
    Centre,
    Right,
}

/// <summary>One line of text as it is drawn.</summary>
internal sealed record PaperLine(string Text, PaperFace Face, SKColor Ink);

/// <summary>Lines under each other between two edges.</summary>
internal sealed class PaperColumn(double left, double width, PaperAlign align = PaperAlign.Left)
{
    private readonly List<PaperLine> lines = [];

    public int Count => lines.Count;

    public PaperColumn Add(string? text, PaperFace face, SKColor ink)
    {
        lines.AddRange(face.Wrap(text, width).Select(line => new PaperLine(line, face, ink)));
        return this;
    }

    /// <summary>Columns side by side, on common baselines, in blocks of one line each.</summary>
    public static IEnumerable<PaperBlock> SideBySide(params IReadOnlyList<PaperColumn> columns)
    {
        var count = columns.Max(column => column.Count);
        for (var row = 0; row < count; row++)
        {
            var at = row;
            var cells = columns.Where(column => at < column.Count).Select(column => (column, line: column.lines[at])).ToList();
            var ascent = cells.Max(cell => cell.line.Face.Ascent);
            yield return new PaperBlock(cells.Max(cell => cell.line.Face.LineHeight), (canvas, y) =>
            {
                foreach (var (column, line) in cells)
                    column.Write(canvas, line, y + ascent);
            })
            { Keep = row < count - 1 };
        }
    }

    private void Write(SKCanvas canvas, PaperLine line, double baseline)
    {
        var spare = width - line.Face.Width(line.Text);
        var x = align switch
        {
            PaperAlign.Centre => left + (spare / 2),
            PaperAlign.Right => left + spare,
            _ => left,
        };
        line.Face.Draw(canvas, line.Text, x, baseline, line.Ink);
    }
}
