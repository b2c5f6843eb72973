using Kbm.Features.Paper;
using SkiaSharp;

namespace Kbm.Features.Labels;

/// <summary>Sets labels as a PDF, and the sheet by which a printer is checked.</summary>
internal static class LabelPdf
{
    public static byte[] Render(LabelSheet sheet, IReadOnlyList<Label> labels) =>
        PdfFile.Make(new("Labels", sheet.Stock.Name, sheet.Company ?? "KBM"), document =>
        {
            for (var (at, page) = (0, sheet); at < labels.Count; page = page with { Start = 1 })
            {
                var fit = Math.Min(labels.Count - at, page.Stock.PerPage - page.Start + 1);
                using var canvas = document.BeginPage((float)page.Stock.PageWidth, (float)page.Stock.PageHeight);
                DrawPage(canvas, page, [.. labels.Skip(at).Take(fit)]);
                document.EndPage();
                at += fit;
            }
        });

    /// <summary>One page, which holds no more than these labels.</summary>
    public static void DrawPage(SKCanvas canvas, LabelSheet sheet, IReadOnlyList<Label> labels)
    {
        var face = new LabelFace(sheet);
        for (var at = 0; at < labels.Count; at++)
            face.Draw(canvas, sheet.Stock.Cell(sheet.Start - 1 + at), labels[at]);
    }

    /// <summary>
    /// The outline of every label, and rulers in millimetres from the page's left and top edges: laid over the stock, it shows how
    /// far a printer is off, and whether it scales.
    /// </summary>
    public static byte[] RenderCalibration(LabelStock stock) =>
        PdfFile.Make(new("Calibration of labels", stock.Name, "KBM"), document =>
        {
            using var canvas = document.BeginPage((float)stock.PageWidth, (float)stock.PageHeight);
            using var line = new SKPaint { Color = SKColors.Black, StrokeWidth = 0.5f, IsStroke = true };
            var face = new PaperFace(stock.IsSheet ? 8 : 6);
            for (var place = 0; place < stock.PerPage; place++)
            {
                var cell = stock.Cell(place);
                canvas.DrawRoundRect(SKRect.Inflate(cell, -0.25f, -0.25f), 3, 3, line);
                if (stock.IsSheet) face.Draw(canvas, $"{place + 1}", cell.Left + 5, cell.Top + 12, SKColors.Black);
            }

            DrawRulers(canvas, stock, line, face);
            document.EndPage();
        });

    private static void DrawRulers(SKCanvas canvas, LabelStock stock, SKPaint line, PaperFace face)
    {
        var (middle, centre) = ((float)(stock.PageHeight / 2), (float)(stock.PageWidth / 2));
        for (var mark = 0; mark * LabelStock.Millimetre <= stock.PageWidth; mark++)
        {
            var x = (float)(mark * LabelStock.Millimetre);
            canvas.DrawLine(x, middle, x, middle - Length(mark), line);
            if (mark % 10 == 0 && mark > 0) face.Draw(canvas, $"{mark}", x + 1, middle - 6, SKColors.Black);
        }

        for (var mark = 0; mark * LabelStock.Millimetre <= stock.PageHeight; mark++)
        {
            var y = (float)(mark * LabelStock.Millimetre);
            canvas.DrawLine(centre, y, centre + Length(mark), y, line);
            if (mark % 10 == 0 && mark > 0) face.Draw(canvas, $"{mark}", centre + 8, y - 1, SKColors.Black);
        }

        static float Length(int mark) => mark % 10 == 0 ? 7 : mark % 5 == 0 ? 5 : 3;
    }
}
