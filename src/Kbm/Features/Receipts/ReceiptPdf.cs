using Kbm.Features.Paper;
using SkiaSharp;

namespace Kbm.Features.Receipts;

/// <summary>Sets a receipt as a PDF and breaks it into pages.</summary>
internal static class ReceiptPdf
{
    public static byte[] Render(ReceiptPaper paper, PaperSize size) =>
        Render([paper], size, $"Receipt {paper.Number}");

    /// <summary>Several, each with its own pages.</summary>
    public static byte[] Render(IReadOnlyList<ReceiptPaper> papers, PaperSize size, string title)
    {
        var subject = papers.Count == 1 ? $"{papers[0].Title}: {papers[0].Holder}, {papers[0].At}" : $"{papers[^1].Number} to {papers[0].Number}";
        return PdfFile.Make(new(title, subject, papers[0].CompanyName), document =>
        {
            foreach (var paper in papers)
            {
                var layout = Layout(paper, size);
                var pages = Paginate(layout);
                for (var page = 0; page < pages.Count; page++)
                    Draw(document, layout, pages[page], page + 1, pages.Count);
            }
        });
    }

    private static ReceiptLayout Layout(ReceiptPaper paper, PaperSize size) => size switch
    {
        PaperSize.A4 => new ReceiptSheet(paper, 595.28, 841.89),
        PaperSize.Letter => new ReceiptSheet(paper, 612, 792),
        PaperSize.Roll80 => new ReceiptRoll(paper),
        _ => throw new ArgumentOutOfRangeException(nameof(size), size, "A receipt is printed on A4, Letter or an 80 mm roll."),
    };

    private static List<Page> Paginate(ReceiptLayout layout)
    {
        var pages = new List<Page> { new(layout.Top) };
        foreach (var group in Groups(layout.Body()))
        {
            var height = group.Sum(block => block.Height);
            if (pages[^1].End + height > layout.Bottom && layout.Top + height < layout.Bottom - layout.Repeated)
                TurnPage(pages, layout, group[0]);
            foreach (var block in group)
            {
                if (pages[^1].End + block.Height > layout.Bottom)
                    TurnPage(pages, layout, block);
                pages[^1].Place(block);
            }
        }

        return pages;
    }

    private static void TurnPage(List<Page> pages, ReceiptLayout layout, PaperBlock first)
    {
        var page = new Page(layout.Top);
        foreach (var block in layout.Continued(first.InTable))
            page.Place(block);
        pages.Add(page);
    }

    private static IEnumerable<List<PaperBlock>> Groups(IEnumerable<PaperBlock> blocks)
    {
        var group = new List<PaperBlock>();
        foreach (var block in blocks)
        {
            group.Add(block);
            if (block.Keep)
                continue;
            yield return group;
            group = [];
        }

        if (group.Count > 0)
            yield return group;
    }

    private static void Draw(SKDocument document, ReceiptLayout layout, Page content, int number, int count)
    {
        var height = layout.HeightFor(content.End);
        using var canvas = document.BeginPage((float)layout.Width, (float)height);
        foreach (var (block, y) in content.Blocks)
            block.Draw(canvas, y);
        if (count > 1)
            layout.DrawPageNumber(canvas, height, number, count);
        document.EndPage();
    }

    private sealed class Page(double top)
    {
        public List<(PaperBlock Block, double Y)> Blocks { get; } = [];

        public double End { get; private set; } = top;

        public void Place(PaperBlock block)
        {
            Blocks.Add((block, End));
            End += block.Height;
        }
    }
}
