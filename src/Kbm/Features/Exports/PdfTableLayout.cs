using Kbm.Features.Paper;
using Kbm.Features.Settings;

namespace Kbm.Features.Exports;

/// <summary>A row as it stands on paper: the lines of each cell, and how tall that makes it.</summary>
internal sealed record PdfRow(IReadOnlyList<IReadOnlyList<string>> Cells, double Height);

/// <summary>How wide the columns are, whether the page lies, and how large the letters are.</summary>
internal sealed class PdfTableLayout
{
    public const double Edge = 36;
    public const double Gutter = 10;
    private const double Least = 26;
    private const double Widest = 190;
    private const int MostLines = 4;
    private const int ManyColumns = 12;

    private PdfTableLayout(IReadOnlyList<double> widths, double width, double height, double size)
    {
        (Widths, Width, Height) = (widths, width, height);
        (Text, Strong) = (new PaperFace(size), new PaperFace(size, bold: true));
    }

    public double Width { get; }
    public double Height { get; }
    public IReadOnlyList<double> Widths { get; }
    public PaperFace Text { get; }
    public PaperFace Strong { get; }
    public double Inner => Width - 2 * Edge;

    /// <param name="table">Its columns.</param>
    /// <param name="first">The texts of the rows from which widths are measured.</param>
    public static PdfTableLayout Of(Table table, IReadOnlyList<string[]> first)
    {
        var size = table.Columns.Count > ManyColumns ? 6.5 : 8;
        var (text, strong) = (new PaperFace(size), new PaperFace(size, bold: true));
        var wanted = table.Columns.Select((column, at) => Math.Clamp(
            Math.Max(strong.Width(column.Head), first.Select(r => text.Width(r[at])).DefaultIfEmpty().Max()) + 1, Least, Widest)).ToList();
        var gutters = Gutter * (wanted.Count - 1);
        var (narrow, wide) = PaperOf(table.Company);
        var lies = wanted.Sum() + gutters > narrow - 2 * Edge;
        var room = (lies ? wide : narrow) - 2 * Edge - gutters;
        List<double> widths = wanted.Sum() > room ? Shrunk(wanted, [.. table.Columns.Select(c => c.Kind == CellKind.Text)], room) : wanted;
        return lies ? new(widths, wide, narrow, size) : new(widths, narrow, wide, size);
    }

    /// <summary>Letter for a company that writes days as Americans do; A4 for others.</summary>
    private static (double Narrow, double Wide) PaperOf(CompanySettings company) => company.DateStyle == DateStyle.MonthDay ? (612, 792) : (595.28, 841.89);

    /// <summary>The row broken into lines; what does not fit into a few of them ends in an ellipsis.</summary>
    public PdfRow Set(IReadOnlyList<string> texts, bool isStrong = false)
    {
        var face = isStrong ? Strong : Text;
        var cells = texts.Select((text, at) => face.Fit(text, Widths[at], MostLines)).ToList();
        return new(cells, Math.Max(1, cells.Max(c => c.Count)) * face.TightHeight + 5);
    }

    /// <summary>Numbers and days keep their width as long as there is room; texts share the rest by what they would like.</summary>
    private static List<double> Shrunk(List<double> wanted, bool[] isText, double room)
    {
        var kept = wanted.Where((_, at) => !isText[at]).Sum();
        var left = room - kept;
        var texts = wanted.Where((_, at) => isText[at]).Sum();
        var least = Least * isText.Count(t => t);
        if (texts == 0 || left < least) return wanted.ConvertAll(w => w * room / wanted.Sum());
        // Narrow ones first get what they need; the wide ones are cut down to an equal most.
        var most = Widest;
        while (wanted.Where((_, at) => isText[at]).Sum(w => Math.Min(w, most)) > left && most > Least) most -= 2;
        return [.. wanted.Select((w, at) => isText[at] ? Math.Min(w, most) : w)];
    }
}
