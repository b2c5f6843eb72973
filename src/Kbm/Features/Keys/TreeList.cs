using System.Globalization;
using System.Net;
using System.Text;
using Kbm.Features.Items;
using Kbm.Features.Shared;
using Microsoft.AspNetCore.Html;

namespace Kbm.Features.Keys;

/// <summary>A tree of keys as lists in lists.</summary>
internal static class TreeList
{
    /// <param name="rows">The lines of the tree.</param>
    /// <param name="current">The key whose page it is on.</param>
    public static IHtmlContent Html(IReadOnlyList<TreeRow> rows, string current)
    {
        var html = new StringBuilder("<ul class=\"tree\">");
        var depth = 0;
        foreach (var row in rows)
        {
            if (row.Depth > depth) html.Append(" <ul>");
            else if (row != rows[0]) Close(row.Depth);
            html.Append("<li>");
            if (row.LeftOut > 0) html.Append(CultureInfo.InvariantCulture, $"<a class=\"small\" href=\"{TreeOf(row.Key)}\">{Word.Count(row.LeftOut, "key")} more</a>");
            else Line(row.Key);
            depth = row.Depth;
        }
        Close(0);
        return new HtmlString(html.Append("</ul>").ToString());

        void Close(int to)
        {
            html.Append("</li>");
            for (; depth > to; depth--) html.Append("</ul></li>");
        }

        void Line(KeyNode key)
        {
            var label = WebUtility.HtmlEncode(key.Label);
            html.Append(key.Code == current
                ? $"<span aria-current=\"true\"><span class=\"code\">{key.Code}</span> {label}</span>"
                : $"<a class=\"code\" href=\"{ItemKind.Key.PageOf(key.Code)}\">{key.Code}</a> {label}");
            if (key.IsRetired) html.Append(" <span class=\"muted small\">retired</span>");
            if (key.Under > 0) html.Append(CultureInfo.InvariantCulture, $" <span class=\"muted small\">{Word.Count(key.InUseUnder, "key")}</span>");
        }
    }

    public static string TreeOf(KeyNode key) => ItemKind.Key.PageOf(key.Code) + "/tree";
}
