using SkiaSharp;

namespace Kbm.Features.Paper;

/// <summary>
/// The typefaces that PDFs are set in; they come with the program, so paper looks the same on every machine. A PDF carries whole
/// what it uses, so text goes into the small ones, of Latin letters, unless it has others.
/// </summary>
internal static class EmbeddedFonts
{
    private static readonly Family s_regular = new("DejaVuSans");
    private static readonly Family s_bold = new("DejaVuSans-Bold");

    public static SKTypeface For(string text, bool bold) => (bold ? s_bold : s_regular).For(text);

    private sealed class Family(string name)
    {
        private readonly Lazy<SKTypeface> _latin = new(() => Load(name + "-Latin.ttf"));
        private readonly Lazy<SKTypeface> _whole = new(() => Load(name + ".ttf"));

        public SKTypeface For(string text) => text.All(IsLatin) ? _latin.Value : _whole.Value;
    }

    // The letters that Assets/build.mjs keeps in the small typefaces.
    private static bool IsLatin(char letter) =>
        letter is (>= ' ' and <= '~') or (>= '\u00a0' and <= '\u017f') or (>= '\u2010' and <= '\u2026') or '\u20ac';

    private static SKTypeface Load(string name)
    {
        using var stream = typeof(EmbeddedFonts).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The font {name} is not embedded in this build.");
        using var data = SKData.Create(stream);
        return SKTypeface.FromData(data) ?? throw new InvalidOperationException($"The embedded font {name} cannot be read.");
    }
}
