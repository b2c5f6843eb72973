using System.Globalization;
using System.Net;
using System.Text;
using Kbm.Features.Items;
using Kbm.Features.Shared;
using Microsoft.AspNetCore.Html;

namespace Kbm.Features.Keys;

/// <summary>
/// A tree of keys as inline SVG: masters are boxes, each with the first key under it at its right and the others below that one.
/// It is for the eye and the pointer; the same as lists stands beside it for everybody else.
/// </summary>
/// <param name="Svg">The picture.</param>
/// <param name="FitsPaper">On one sheet it can be read.</param>
internal sealed record TreePicture(IHtmlContent Svg, bool FitsPaper)
{
    private const int WidestOnPaper = 1200;
    private const int SheetWidth = 660;
    private const int SheetHeight = 820;
    private const int Margin = 6;
    private const int Box = 196;
    private const int Gap = 34;
    private const int Step = Box + Gap;
    private const int BoxLine = 36;
    private const int LeafLine = 24;
    private const int Tall = 28;
    private const int MostLetters = 19;

    /// <param name="rows">The lines of the tree.</param>
    /// <param name="current">The key whose page it is on.</param>
    public static TreePicture Of(IReadOnlyList<TreeRow> rows, string current)
    {
        var (lines, keys) = (new StringBuilder(), new StringBuilder());
        // For each column down to where the reading is: the line of the last key in it, and where the next could stand.
        var columns = new List<(int Line, int Bottom)>();
        var height = 0;
        foreach (var row in rows)
        {
            // The first under a master stands on its line; another one below everything that is not further out.
            var y = row.Depth == columns.Count ? columns.Select(c => c.Line).LastOrDefault(Margin) : columns.Skip(row.Depth).Max(c => c.Bottom);
            columns.RemoveRange(row.Depth, columns.Count - row.Depth);
            columns.Add((y, y + (IsBox(row, current) ? BoxLine : LeafLine)));
            height = Math.Max(height, columns[^1].Bottom + Margin);
            if (row.Depth > 0) Join(lines, row.Depth, columns[row.Depth - 1].Line, y);
            Draw(keys, row, Margin + row.Depth * Step, y, current);
        }
        var width = 2 * Margin + rows.Max(r => r.Depth) * Step + Box;
        var svg = string.Create(CultureInfo.InvariantCulture,
            $"""<svg class="tree-picture" width="{width}" height="{height}" viewBox="0 0 {width} {height}" aria-hidden="true"><path class="edges" d="{lines}"/>{keys}</svg>""");
        return new(new HtmlString(svg), width <= WidestOnPaper && height * Math.Min(1, SheetWidth / (double)width) <= SheetHeight);
    }

    private static bool IsBox(TreeRow row, string current) => row.LeftOut == 0 && (row.Key.Under > 0 || row.Key.Code == current);

    private static void Join(StringBuilder lines, int depth, int from, int to)
    {
        var (x, y, end) = (Margin + (depth - 1) * Step + Box, from + Tall / 2, to + Tall / 2);
        if (to == from) lines.Append(CultureInfo.InvariantCulture, $"M{x} {y}H{x + Gap}");
        else lines.Append(CultureInfo.InvariantCulture, $"M{x} {y}h10q6 0 6 6V{end - 6}q0 6 6 6H{x + Gap}");
    }

    private static void Draw(StringBuilder keys, TreeRow row, int x, int y, string current)
    {
        var key = row.Key;
        var tone = string.Join(' ', new[] { IsBox(row, current) ? "box" : "leaf", key.Code == current && row.LeftOut == 0 ? "current" : null, key.IsRetired ? "retired" : null }.OfType<string>());
        var href = row.LeftOut > 0 ? TreeList.TreeOf(key) : ItemKind.Key.PageOf(key.Code);
        keys.Append(CultureInfo.InvariantCulture, $"""<a class="{tone}" href="{href}" tabindex="-1"><title>{Title(row)}</title>""");
        keys.Append(CultureInfo.InvariantCulture, $"""<rect x="{x}.5" y="{y}.5" width="{Box}" height="{Tall - 1}" rx="6"/>""");
        keys.Append(CultureInfo.InvariantCulture, $"""<svg x="{x}" y="{y}" width="{Box - 4}" height="{Tall}"><text x="{(IsBox(row, current) ? 10 : 6)}" y="18">{Text(row)}</text></svg></a>""");
    }

    private static string Text(TreeRow row) => row.LeftOut > 0
        ? Word.Count(row.LeftOut, "key") + " more"
        : $"""<tspan class="code">{row.Key.Code}</tspan><tspan dx="7">{WebUtility.HtmlEncode(Word.Cut(row.Key.Label, MostLetters))}</tspan>""";

    private static string Title(TreeRow row) => row.LeftOut > 0
        ? $"{Word.Count(row.LeftOut, "key")} more under {row.Key.Code}"
        : WebUtility.HtmlEncode(string.Join(" · ", new[]
        {
            $"{row.Key.Code} {row.Key.Label}", row.Key.Property, row.Key.IsRetired ? "retired" : null,
            row.Key.Under > 0 ? $"{Word.Count(row.Key.InUseUnder, "key")} under it" : null,
        }.OfType<string>()));
}
