using Kbm.Features.Paper;
using SkiaSharp;

namespace Kbm.Features.Labels;

/// <summary>
/// Draws one label into its cell: the QR symbol at the left; beside it the company, the code, the text and, at the foot, the
/// bars. On a flat strip the text stands to the right of the bars. Nothing leaves the cell.
/// </summary>
internal sealed class LabelFace
{
    /// <summary>One dot of a label printer of 203 to the inch. Symbols are whole dots where there is room, so that bars come out even.</summary>
    private const double Dot = 72 / 203.0;

    /// <summary>10 mil, which every scanner reads.</summary>
    private const double BarModule = 2 * Dot;

    /// <summary>What printers may be off by without cutting into a letter or a bar.</summary>
    private const double Inset = 9 * Dot;

    /// <summary>The same for the QR symbol, whose own white edge is as wide again.</summary>
    private const double SquareInset = 4 * Dot;

    /// <summary>How much of a label's width bars may take before they become finer.</summary>
    private const double MostBars = 0.72;

    private const double Gap = 2;
    private const double TextFromEdge = 2.5;
    private const double CompanyGap = 2;
    private const double LowestTall = 56;
    private const int QrQuietZone = 4;

    private readonly double width;
    private readonly double height;
    private readonly string? company;
    private readonly bool isFlat;
    private readonly PaperFace small;
    private readonly PaperFace text;

    public LabelFace(LabelSheet sheet)
    {
        (width, height, company) = (sheet.Stock.Width, sheet.Stock.Height, sheet.Company);
        isFlat = height < LowestTall;
        var size = isFlat ? 6.2 : Math.Clamp(height * 0.092, 6.2, 8.5);
        (small, text) = (new(size * 0.86), new(size));
    }

    public void Draw(SKCanvas canvas, SKRect cell, Label label)
    {
        canvas.Save();
        canvas.ClipRect(cell);
        canvas.Translate((float)Snap(cell.Left), (float)Snap(cell.Top));
        var bars = Code128.Art(label.Code, height: 1);
        var barsWidth = Math.Min(bars.Width * BarModule, width * MostBars);
        var (left, white) = DrawQr(canvas, label.Address, Math.Min(height - (2 * SquareInset), width - SquareInset - barsWidth));
        if (isFlat) DrawFlat(canvas, label, bars, left, white, barsWidth);
        else DrawTall(canvas, label, bars, left, white, barsWidth);
        canvas.Restore();
    }

    /// <summary>Answers where the space beside the symbol begins, and how wide its white edge is, which the bars' own may cover.</summary>
    private (double Left, double White) DrawQr(SKCanvas canvas, string address, double side)
    {
        var art = QrSvg.Art(address);
        if (side / art.Width < 2 * Dot) art = QrSvg.CoarseArt(address);
        var dots = Math.Floor(side / art.Width / Dot);
        var module = dots >= 2 ? dots * Dot : side / art.Width;
        art.Draw(canvas, SquareInset, Snap((height - (art.Height * module)) / 2), module);
        return (Snap(SquareInset + (art.Width * module)), QrQuietZone * module);
    }

    private void DrawTall(SKCanvas canvas, Label label, ModuleArt bars, double left, double white, double barsWidth)
    {
        var right = width - Inset - TextFromEdge;
        var barsHeight = Math.Clamp(height * 0.24, 13, 26);
        var foot = height - Inset - TextFromEdge - barsHeight;
        DrawBars(canvas, bars, left - white, foot, barsWidth, barsHeight);
        var y = Inset + TextFromEdge;
        if (company is not null) y = Lines(canvas, company, small, left, right, y, 1) + CompanyGap;
        y = DrawCode(canvas, label.Code, left, right - left, y, Math.Min(24, height * (company is null ? 0.25 : 0.21)));
        var isRoomy = height - y > 60;
        y = Lines(canvas, label.Text, text, left, right, y, Room(text, y, foot) - (isRoomy && label.Place is not null ? 1 : 0));
        Lines(canvas, label.Place, small, left, right, y, Math.Min(2, Room(small, y, foot)));
    }

    private void DrawFlat(SKCanvas canvas, Label label, ModuleArt bars, double left, double white, double barsWidth)
    {
        var code = DrawCode(canvas, label.Code, left, barsWidth, Inset, height * 0.34);
        DrawBars(canvas, bars, left - white, code + 1, barsWidth, height - Inset - code - 1);
        var (from, right, y) = (left + barsWidth + Gap, width - Inset, Inset);
        y = Lines(canvas, company, small, from, right, y, 1);
        y = Lines(canvas, label.Text, text, from, right, y, Room(text, y, height - Inset));
        Lines(canvas, label.Place, small, from, right, y, Room(small, y, height - Inset));
    }

    /// <summary>As large as the height allows, and smaller where the width does not.</summary>
    private static double DrawCode(SKCanvas canvas, string code, double x, double width, double y, double size)
    {
        var face = new PaperFace(size, bold: true);
        if (face.Width(code) > width) face = new(size * width / face.Width(code), bold: true);
        face.Draw(canvas, code, x, y + face.CapHeight, SKColors.Black);
        return y + face.CapHeight + (size * 0.2);
    }

    private static void DrawBars(SKCanvas canvas, ModuleArt bars, double x, double y, double width, double height)
    {
        canvas.Save();
        canvas.Translate((float)Snap(x), (float)Snap(y));
        canvas.Scale((float)(width / bars.Width), (float)height);
        bars.Draw(canvas, 0, 0, 1);
        canvas.Restore();
    }

    private static double Snap(double length) => Math.Round(length / Dot) * Dot;

    private static int Room(PaperFace face, double from, double to) => Math.Max(0, (int)((to - from) / face.TightHeight));

    private static double Lines(SKCanvas canvas, string? words, PaperFace face, double from, double to, double y, int most)
    {
        foreach (var line in face.Fit(words, to - from, most))
        {
            face.Draw(canvas, line, from, y + (face.TightHeight * 0.8), SKColors.Black);
            y += face.TightHeight;
        }

        return y;
    }
}
