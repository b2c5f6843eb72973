using System.Globalization;
using System.Text;
using SkiaSharp;

namespace Kbm.Features.Paper;

/// <summary>One size and weight of the paper's typeface: cleans, measures and wraps text. Lives for one rendering.</summary>
internal sealed class PaperFace(double size, bool bold = false)
{
    private readonly Dictionary<Rune, double> widths = [];

    public double Ascent => size * 1.05;

    public double LineHeight => size * 1.45;

    /// <summary>The least from line to line at which letters do not touch.</summary>
    public double TightHeight => size * 1.2;

    /// <summary>How tall capitals and digits are above the baseline.</summary>
    public double CapHeight => size * 0.73;

    /// <summary>Without controls, joiners and direction marks, which have no shape of their own and can disturb a line.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (rune.Value == '\n' || category is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse))
                clean.Append(IsVariation(rune) ? string.Empty : rune.ToString());
            else if (category == UnicodeCategory.Control)
                clean.Append(' ');
        }

        return clean.ToString();
    }

    public double Width(string text)
    {
        var width = 0.0;
        foreach (var rune in text.EnumerateRunes())
            width += Width(rune);
        return width;
    }

    /// <summary>Lines no wider than <paramref name="width"/>; a word wider than that is broken.</summary>
    public IReadOnlyList<string> Wrap(string? text, double width)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];

        var lines = new List<string>();
        foreach (var paragraph in Clean(text).Trim().Split('\n'))
        {
            var line = new Measured();
            foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                Append(word, line, lines, width);
            lines.Add(line.Take());
        }

        return lines;
    }

    /// <summary>At most so many lines; what is left out is told by an ellipsis, after a whole word where one fits.</summary>
    public IReadOnlyList<string> Fit(string? text, double width, int most)
    {
        var lines = Wrap(text, width);
        return lines.Count <= most ? lines : most < 1 ? [] : [.. lines.Take(most - 1), Cut(lines[most - 1], width)];
    }

    public void Draw(SKCanvas canvas, string text, double x, double baseline, SKColor ink)
    {
        using var font = Font(text);
        using var paint = new SKPaint { Color = ink };
        canvas.DrawText(text, (float)x, (float)baseline, SKTextAlign.Left, font, paint);
    }

    private string Cut(string line, double width)
    {
        const string ellipsis = "…";
        var kept = line.TrimEnd();
        while (kept.Length > 0 && Width(kept) + Width(ellipsis) > width)
        {
            var signs = StringInfo.ParseCombiningCharacters(kept);
            var word = kept.LastIndexOf(' ');
            kept = kept[..(word > 0 ? word : signs[^1])].TrimEnd();
        }

        return kept + ellipsis;
    }

    private static bool IsVariation(Rune rune) => rune.Value is >= 0xFE00 and <= 0xFE0F or >= 0x1F3FB and <= 0x1F3FF;

    private void Append(string word, Measured line, List<string> lines, double width)
    {
        var space = Width(new Rune(' '));
        if (!line.IsEmpty && line.Width + space + Width(word) > width)
            lines.Add(line.Take());
        if (!line.IsEmpty)
            line.Add(new Rune(' '), space);
        foreach (var rune in word.EnumerateRunes())
        {
            if (!line.IsEmpty && line.Width + Width(rune) > width)
                lines.Add(line.Take());
            line.Add(rune, Width(rune));
        }
    }

    private double Width(Rune rune)
    {
        if (widths.TryGetValue(rune, out var known))
            return known;

        using var font = Font(rune.ToString());
        return widths[rune] = font.MeasureText(rune.ToString());
    }

    private SKFont Font(string text) => new(EmbeddedFonts.For(text, bold), (float)size)
    {
        Hinting = SKFontHinting.None,
        LinearMetrics = true,
        Subpixel = true,
    };

    private sealed class Measured
    {
        private readonly StringBuilder text = new();

        public double Width { get; private set; }

        public bool IsEmpty => text.Length == 0;

        public void Add(Rune rune, double width)
        {
            text.Append(rune.ToString());
            Width += width;
        }

        public string Take()
        {
            var taken = text.ToString();
            text.Clear();
            Width = 0;
            return taken;
        }
    }
}
