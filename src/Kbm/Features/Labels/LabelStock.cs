using SkiaSharp;

namespace Kbm.Features.Labels;

/// <summary>
/// Paper that labels are printed on. All lengths are in points, 72 to the inch; what makers give in millimetres is converted.
/// </summary>
/// <param name="Key">The word that addresses name it by.</param>
/// <param name="Name">What it is called where it is chosen.</param>
/// <param name="PageWidth">The width of a page.</param>
/// <param name="PageHeight">The height of a page.</param>
internal sealed record LabelStock(string Key, string Name, double PageWidth, double PageHeight)
{
    public const double Millimetre = 72 / 25.4;
    private const double Inch = 72;

    public static readonly IReadOnlyList<LabelStock> All =
    [
        // Avery 5160: 2 5/8" x 1", 3 across and 10 down; top margin 1/2", side margin 3/16", columns every 2 3/4".
        new("5160", "30 a sheet, Letter, 2⅝″ × 1″ (Avery 5160)", 8.5 * Inch, 11 * Inch)
        {
            Columns = 3, Rows = 10, Left = 0.1875 * Inch, Top = 0.5 * Inch, Width = 2.625 * Inch, Height = 1 * Inch, Across = 2.75 * Inch, Down = 1 * Inch,
        },
        // Avery L7160: 63.5 x 38.1 mm, 3 across and 7 down; top margin 15.15 mm, side margin 7.21 mm, columns every 66.04 mm.
        new("l7160", "21 a sheet, A4, 63.5 × 38.1 mm (Avery L7160)", 210 * Millimetre, 297 * Millimetre)
        {
            Columns = 3, Rows = 7, Left = 7.21 * Millimetre, Top = 15.15 * Millimetre, Width = 63.5 * Millimetre, Height = 38.1 * Millimetre,
            Across = 66.04 * Millimetre, Down = 38.1 * Millimetre,
        },
        Roll("roll", "Roll, 2″ × 1″ (50.8 × 25.4 mm)", 2 * Inch, 1 * Inch),
        Roll("tag", "Key-tag strip, 3″ × ½″ (76.2 × 12.7 mm)", 3 * Inch, 0.5 * Inch),
    ];

    public int Columns { get; private init; } = 1;
    public int Rows { get; private init; } = 1;

    /// <summary>From the page's left edge to the first column.</summary>
    public double Left { get; private init; }

    /// <summary>From the page's top edge to the first row.</summary>
    public double Top { get; private init; }
    public double Width { get; private init; }
    public double Height { get; private init; }

    /// <summary>From one column's left edge to the next one's.</summary>
    public double Across { get; private init; }

    /// <summary>From one row's top edge to the next one's.</summary>
    public double Down { get; private init; }

    public int PerPage => Columns * Rows;

    public bool IsSheet => PerPage > 1;

    /// <summary>The stock of this key; the first one for what is no key.</summary>
    public static LabelStock Of(string? key) => All.FirstOrDefault(s => s.Key == key) ?? All[0];

    /// <summary>Where a label lies on its page; <paramref name="place"/> counts from 0, along the rows.</summary>
    public SKRect Cell(int place)
    {
        var (row, column) = Math.DivRem(place, Columns);
        return SKRect.Create((float)(Left + (column * Across)), (float)(Top + (row * Down)), (float)Width, (float)Height);
    }

    private static LabelStock Roll(string key, string name, double width, double height) => new(key, name, width, height) { Width = width, Height = height };
}
