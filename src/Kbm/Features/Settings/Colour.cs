using System.Globalization;

namespace Kbm.Features.Settings;

/// <summary>An sRGB colour, with what WCAG 2.2 and OKLCH say of it.</summary>
internal readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    public static bool TryParse(string? text, out Colour colour)
    {
        colour = default;
        if (text is not ['#', ..] || text.Length != 7 || !uint.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb))
            return false;
        colour = new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);
        return true;
    }

    public static Colour Parse(string text) => TryParse(text, out var colour) ? colour : throw new FormatException($"{text} is no colour.");

    /// <summary>The relative luminance of WCAG 2.2, from 0 to 1.</summary>
    public double Luminance => 0.2126 * Linear(Red) + 0.7152 * Linear(Green) + 0.0722 * Linear(Blue);

    /// <summary>The contrast ratio of WCAG 2.2, from 1 to 21.</summary>
    public double ContrastWith(Colour other)
    {
        var (a, b) = (Luminance, other.Luminance);
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>Björn Ottosson's OKLCH: lightness from 0 to 1, chroma from 0, hue in radians.</summary>
    public (double Lightness, double Chroma, double Hue) ToOklch()
    {
        var (r, g, b) = (Linear(Red), Linear(Green), Linear(Blue));
        var l = Math.Cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        var m = Math.Cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        var s = Math.Cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        var x = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
        var y = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
        return (0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s, Math.Sqrt(x * x + y * y), Math.Atan2(y, x));
    }

    /// <summary>The nearest colour of that lightness and hue that a screen has: the chroma gives way.</summary>
    public static Colour FromOklch(double lightness, double chroma, double hue)
    {
        for (; ; chroma *= 0.95)
        {
            var (r, g, b) = ToLinear(lightness, chroma, hue);
            if (chroma < 0.001 || (IsShown(r) && IsShown(g) && IsShown(b))) return new(Byte(r), Byte(g), Byte(b));
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    private static (double Red, double Green, double Blue) ToLinear(double lightness, double chroma, double hue)
    {
        var (x, y) = (chroma * Math.Cos(hue), chroma * Math.Sin(hue));
        var l = Math.Pow(lightness + 0.3963377774 * x + 0.2158037573 * y, 3);
        var m = Math.Pow(lightness - 0.1055613458 * x - 0.0638541728 * y, 3);
        var s = Math.Pow(lightness - 0.0894841775 * x - 1.2914855480 * y, 3);
        return (
            4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
    }

    private static bool IsShown(double linear) => linear is >= -0.0005 and <= 1.0005;

    private static double Linear(byte value) => value / 255.0 is var v && v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);

    private static byte Byte(double linear)
    {
        var v = Math.Clamp(linear, 0, 1);
        return (byte)Math.Round(255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * Math.Pow(v, 1 / 2.4) - 0.055));
    }
}
