using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Kbm.BrowserTests.Support;

/// <summary>The accessibility rules of axe.</summary>
public static class Axe
{
    private static readonly AxeRunOptions s_all = new() { ResultTypes = [ResultType.Violations] };
    private static readonly AxeRunOptions s_colours = new() { ResultTypes = [ResultType.Violations], RunOnly = new() { Type = "rule", Values = ["color-contrast", "link-in-text-block"] } };

    /// <summary>Fails with every rule that the page breaks and where.</summary>
    public static Task Check(IPage page) => Check(page, s_all);

    /// <summary>The rules that are about colours, which are all that another theme changes.</summary>
    public static Task CheckColours(IPage page) => Check(page, s_colours);

    private static async Task Check(IPage page, AxeRunOptions rules)
    {
        var result = await page.RunAxe(rules);
        var violations = result.Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id} ({v.Impact}): {v.Help}: {n.Target} {n.Html}"));
        violations.ShouldBeEmpty($"axe at {page.Url}");
    }
}
