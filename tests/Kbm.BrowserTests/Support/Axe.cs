using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Kbm.BrowserTests.Support;

/// <summary>The accessibility rules of axe, which every document of a window brings along.</summary>
public static class Axe
{
    private const string Run = """
        async rules => {
          const found = await axe.run({ resultTypes: ['violations'], ...(rules && { runOnly: { type: 'rule', values: rules } }) });
          return found.violations.flatMap(v => v.nodes.map(n => `${v.id} (${v.impact}): ${v.help}: ${n.target} ${n.html}`));
        }
        """;

    private static readonly string s_source = new BundledAxeScriptProvider().GetScript();
    private static readonly string[] s_colours = ["color-contrast", "link-in-text-block"];

    internal static Task Bring(IBrowserContext context) => context.AddInitScriptAsync(s_source);

    /// <summary>Fails with every rule that the page breaks and where.</summary>
    public static Task Check(IPage page) => Check(page, null);

    /// <summary>The same of the rules that judge colours.</summary>
    public static Task CheckColours(IPage page) => Check(page, s_colours);

    private static async Task Check(IPage page, string[]? rules) =>
        (await page.EvaluateAsync<string[]>(Run, rules)).ShouldBeEmpty($"axe at {page.Url}");
}
