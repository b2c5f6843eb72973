using System.Globalization;
using System.Net;
using System.Text;
using Kbm.Features.Shared;

namespace Kbm.Features.Reports;

/// <summary>One lying bar for each name, as inline SVG that says the same in words.</summary>
internal static class BarChart
{
    private const int Row = 26;
    private const int Letter = 7;
    private const int Longest = 190;
    private const int MostLetters = 30;

    public static string Svg(ReportChart chart)
    {
        var most = Math.Max(1, chart.Bars.Max(b => b.Value));
        var names = chart.Bars.Select(b => Word.Cut(b.Name, MostLetters)).ToList();
        var left = names.Max(n => n.Length) * Letter + 10;
        var svg = new StringBuilder();
        var words = $"{chart.Title}: {Word.List([.. chart.Bars.Select(b => $"{b.Name} {Number(b.Value)}")])}.";
        svg.Append(CultureInfo.InvariantCulture, $"""<svg viewBox="0 0 {left + Longest + 60} {chart.Bars.Count * Row}" role="img" aria-label="{WebUtility.HtmlEncode(words)}">""");
        for (var at = 0; at < chart.Bars.Count; at++)
        {
            var (y, value) = (at * Row, chart.Bars[at].Value);
            var wide = Math.Round(value * (double)Longest / most, 1);
            svg.Append(CultureInfo.InvariantCulture, $"""<text x="0" y="{y + 17}">{WebUtility.HtmlEncode(names[at])}</text>""");
            if (wide > 0) svg.Append(CultureInfo.InvariantCulture, $"""<rect class="bar-a" x="{left}" y="{y + 6}" width="{wide}" height="14" rx="2"/>""");
            svg.Append(CultureInfo.InvariantCulture, $"""<text x="{left + wide + 7}" y="{y + 17}">{Number(value)}</text>""");
        }
        return svg.Append("</svg>").ToString();
    }

    public static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
