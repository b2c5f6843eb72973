using SkiaSharp;

namespace Kbm.Features.Labels;

/// <summary>One page of labels as a picture, with the outlines of the stock, which are not printed.</summary>
internal static class LabelPicture
{
    private const double Wide = 1000;

    /// <param name="sheet">How they are printed.</param>
    /// <param name="labels">No more than the first page holds.</param>
    public static byte[] Render(LabelSheet sheet, IReadOnlyList<Label> labels)
    {
        var stock = sheet.Stock;
        var scale = Wide / stock.PageWidth;
        using var surface = SKSurface.Create(new SKImageInfo((int)Wide, (int)Math.Round(stock.PageHeight * scale)));
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale((float)scale);
        using var outline = new SKPaint { Color = new(0xCF, 0xCF, 0xC8), StrokeWidth = 0.6f, IsStroke = true, IsAntialias = true };
        for (var place = 0; stock.IsSheet && place < stock.PerPage; place++)
            surface.Canvas.DrawRoundRect(SKRect.Inflate(stock.Cell(place), -0.3f, -0.3f), 4, 4, outline);
        LabelPdf.DrawPage(surface.Canvas, sheet, labels);
        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 90);
        return png.ToArray();
    }
}
