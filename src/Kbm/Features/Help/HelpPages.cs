using System.Collections.Frozen;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Html;

namespace Kbm.Features.Help;

/// <summary>A page of the user's guide.</summary>
internal sealed record HelpDocument(string Name, string Title, HtmlString Body);

/// <summary>The user's guide: the Markdown files of docs/user that lie beside the program, read once.</summary>
internal sealed class HelpPages
{
    public const string First = "desk";
    private static readonly string[] s_order =
        [First, "keys", "lockboxes", "smart-locks", "signs", "labels", "audits", "photos", "people-and-places", "import", "sheets", "exports", "reports", "accounts"];
    private static readonly MarkdownPipeline s_markdown = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseAutoIdentifiers().Build();
    private readonly FrozenDictionary<string, HelpDocument> _pages;

    public HelpPages()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "help");
        All = [.. s_order.Select(name => Read(name, File.ReadAllText(Path.Combine(folder, name + ".md"))))];
        _pages = All.ToFrozenDictionary(p => p.Name);
    }

    public IReadOnlyList<HelpDocument> All { get; }

    public HelpDocument? Find(string name) => _pages.GetValueOrDefault(name);

    internal static HelpDocument Read(string name, string text)
    {
        var document = Markdown.Parse(text, s_markdown);
        foreach (var link in document.Descendants<LinkInline>())
            if (link.Url is { } url && !url.Contains(':', StringComparison.Ordinal) && url.EndsWith(".md", StringComparison.Ordinal))
                link.Url = "/help/" + url[..^3];
        var title = document.Descendants<HeadingBlock>().FirstOrDefault(h => h.Level == 1)?.Inline?.FirstChild?.ToString() ?? name;
        return new(name, title, new(document.ToHtml(s_markdown)));
    }
}
