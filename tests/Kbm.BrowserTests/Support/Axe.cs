using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Kbm.BrowserTests.Support;

/// <summary>The accessibility rules of axe.</summary>
public static class Axe
{
    /// <summary>Fails with every rule that the page breaks and where.</summary>
    public static async Task Check(IPage page)
    {
        var result = await page.RunAxe();
        var violations = result.Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id} ({v.Impact}): {v.Help}: {n.Target} {n.Html}"));
        violations.ShouldBeEmpty($"axe at {page.Url}");
    }
}
