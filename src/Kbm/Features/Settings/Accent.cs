using System.Globalization;

namespace Kbm.Features.Settings;

/// <summary>
/// A company's colour as the pages use it: moved as far, and only as far, as text of it on every ground and text on it need to
/// meet WCAG 2.2 AA, in both themes. The grounds are those of tokens.css.
/// </summary>
internal sealed record Accent(Accent.Theme Light, Accent.Theme Dark)
{
    /// <summary>KBM's own.</summary>
    public const string Usual = "#0b5f4d";
    public const double LeastContrast = 4.5;
    public static readonly Colour[] LightGrounds = [.. new[] { "#f7f7f5", "#ffffff", "#f0f0ed", "#fafaf8" }.Select(Colour.Parse)];
    public static readonly Colour[] DarkGrounds = [.. new[] { "#121314", "#1a1c1e", "#202326", "#0d0e0f", "#1f2224" }.Select(Colour.Parse)];
    private const double Step = 0.005;

    /// <param name="Base">Links, marks and filled buttons.</param>
    /// <param name="Strong">A filled button under the pointer.</param>
    /// <param name="Soft">The ground of what is chosen.</param>
    /// <param name="On">Text on the base and on the strong one.</param>
    public sealed record Theme(Colour Base, Colour Strong, Colour Soft, Colour On);

    public static Accent Of(Colour chosen)
    {
        var (lightness, chroma, hue) = chosen.ToOklch();
        var lightSoft = Colour.FromOklch(0.95, Math.Min(chroma, 0.022), hue);
        var darkSoft = Colour.FromOklch(0.285, Math.Min(chroma, 0.04), hue);
        var light = Until(lightness, -Step, chroma, hue, [.. LightGrounds, lightSoft]);
        // What reads on white is dim on black, so the dark theme starts from a lighter shade of the same hue.
        var dark = Until(Math.Max(lightness, 0.74), Step, Math.Min(chroma, 0.16), hue, [.. DarkGrounds, darkSoft]);
        return new(
            new(light, Moved(light, -0.07), lightSoft, Colour.Parse("#ffffff")),
            new(dark, Moved(dark, 0.05), darkSoft, Colour.FromOklch(0.22, Math.Min(chroma, 0.04), hue)));
    }

    public string ToCss() => string.Create(CultureInfo.InvariantCulture, $$"""
        :root {
          --accent: light-dark({{Light.Base}}, {{Dark.Base}});
          --accent-strong: light-dark({{Light.Strong}}, {{Dark.Strong}});
          --accent-soft: light-dark({{Light.Soft}}, {{Dark.Soft}});
          --on-accent: light-dark({{Light.On}}, {{Dark.On}});
        }

        """);

    private static Colour Until(double lightness, double step, double chroma, double hue, Colour[] grounds)
    {
        while (true)
        {
            var colour = Colour.FromOklch(Math.Clamp(lightness, 0, 1), chroma, hue);
            if (grounds.All(g => g.ContrastWith(colour) >= LeastContrast) || lightness is <= 0 or >= 1) return colour;
            lightness += step;
        }
    }

    private static Colour Moved(Colour colour, double by)
    {
        var (lightness, chroma, hue) = colour.ToOklch();
        return Colour.FromOklch(Math.Clamp(lightness + by, 0, 1), chroma, hue);
    }
}
