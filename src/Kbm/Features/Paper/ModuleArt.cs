using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using SkiaSharp;

namespace Kbm.Features.Paper;

/// <summary>A dark rectangle of a printed symbol, in modules.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DarkRun(int X, int Y, int Width, int Height);

/// <summary>A barcode or QR symbol as dark rectangles, quiet zone included, ready for the screen and for paper.</summary>
internal sealed record ModuleArt(int Width, int Height, IReadOnlyList<DarkRun> Dark)
{
    /// <summary>Black on white in every theme, without inline styles.</summary>
    public string Svg(string label, int pixelsPerModule)
    {
        var path = new StringBuilder();
        foreach (var run in Dark)
            path.Append(CultureInfo.InvariantCulture, $"M{run.X} {run.Y}h{run.Width}v{run.Height}h-{run.Width}z");

        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{WebUtility.HtmlEncode(label)}" viewBox="0 0 {Width} {Height}" width="{Width * pixelsPerModule}" height="{Height * pixelsPerModule}" shape-rendering="crispEdges"><rect width="{Width}" height="{Height}" fill="#fff"/><path fill="#000" d="{path}"/></svg>
            """);
    }

    /// <summary>Draws with the top left corner of the quiet zone at the given point; <paramref name="module"/> is in points.</summary>
    public void Draw(SKCanvas canvas, double x, double y, double module)
    {
        using var black = new SKPaint { Color = SKColors.Black };
        foreach (var run in Dark)
            canvas.DrawRect(Points(x, run.X), Points(y, run.Y), Points(0, run.Width), Points(0, run.Height), black);

        float Points(double from, int modules) => (float)(from + (modules * module));
    }
}
