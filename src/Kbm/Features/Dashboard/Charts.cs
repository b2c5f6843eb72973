using System.Globalization;
using System.Net;
using System.Text;
using Kbm.Features.Settings;
using Kbm.Features.Shared;

namespace Kbm.Features.Dashboard;

/// <summary>Pairs of bars, one pair a day, as inline SVG that says the same in words.</summary>
internal static class DayChart
{
    private const int Height = 100;
    private const int Step = 28;
    private const int Bar = 10;

    public static string Svg(IReadOnlyList<DayCount> days, CompanyTime time)
    {
        var most = Math.Max(1, days.Max(d => Math.Max(d.Out, d.Back)));
        var (width, svg) = (days.Count * Step, new StringBuilder());
        var words = $"Handed over and returned on each of the last {days.Count} days: {Word.Count(days.Sum(d => d.Out), "hand-over")} and "
            + $"{Word.Count(days.Sum(d => d.Back), "return")} in all, at most {days.Max(d => d.Out)} and {days.Max(d => d.Back)} on one day.";
        svg.Append(CultureInfo.InvariantCulture, $"""<svg viewBox="0 0 {width} {Height + 26}" role="img" aria-label="{words}">""");
        for (var at = 0; at < days.Count; at++)
        {
            var day = days[at];
            svg.Append(CultureInfo.InvariantCulture, $"<g><title>{WebUtility.HtmlEncode(time.Date(day.Day))}: {day.Out} out, {day.Back} back</title>");
            Rect("bar-a", at * Step + 2, day.Out);
            Rect("bar-b", at * Step + 3 + Bar, day.Back);
            svg.Append("</g>");
        }
        svg.Append(CultureInfo.InvariantCulture, $"""<path class="axis" d="M0 {Height}.5H{width}"/>""");
        foreach (var at in new[] { 0, 7, 14, 21 })
            svg.Append(CultureInfo.InvariantCulture, $"""<text x="{at * Step + 2}" y="{Height + 18}">{WebUtility.HtmlEncode(time.Date(days[at].Day))}</text>""");
        svg.Append(CultureInfo.InvariantCulture, $"""<text x="{width - 2}" y="{Height + 18}" text-anchor="end">today</text></svg>""");
        return svg.ToString();

        void Rect(string tone, int x, int count)
        {
            var tall = Math.Round(count * (double)(Height - 4) / most, 1);
            if (count > 0)
                svg.Append(CultureInfo.InvariantCulture, $"""<rect class="{tone}" x="{x}" y="{Height - tall}" width="{Bar}" height="{tall}" rx="1.5"/>""");
        }
    }
}

/// <summary>One lying bar for each age, as inline SVG that says the same in words.</summary>
internal static class AgeChart
{
    private const int Row = 26;
    private const int Left = 84;
    private const int Longest = 330;

    public static string Svg(IReadOnlyList<AgeCount> ages)
    {
        var most = Math.Max(1, ages.Max(a => a.Count));
        var svg = new StringBuilder();
        var words = "Out now by how long: " + Word.List([.. ages.Select(a => $"{a.Age} {Number(a.Count)}")]) + ".";
        svg.Append(CultureInfo.InvariantCulture, $"""<svg viewBox="0 0 {Left + Longest + 44} {ages.Count * Row}" role="img" aria-label="{words}">""");
        for (var at = 0; at < ages.Count; at++)
        {
            var (y, wide) = (at * Row, Math.Round(ages[at].Count * (double)Longest / most, 1));
            svg.Append(CultureInfo.InvariantCulture, $"""<text x="0" y="{y + 17}">{ages[at].Age}</text>""");
            if (wide > 0) svg.Append(CultureInfo.InvariantCulture, $"""<rect class="bar-a" x="{Left}" y="{y + 6}" width="{wide}" height="14" rx="2"/>""");
            svg.Append(CultureInfo.InvariantCulture, $"""<text x="{Left + wide + 7}" y="{y + 17}">{Number(ages[at].Count)}</text>""");
        }
        return svg.Append("</svg>").ToString();
    }

    private static string Number(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
