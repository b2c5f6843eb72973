using Kbm.BrowserTests.Support;
using Kbm.Tests.Support;
using Microsoft.Playwright;

namespace Kbm.BrowserTests;

/// <summary>Several keys at once, chosen in the list by keyboard alone.</summary>
public sealed class SelectionTests(TestApp app, Chromium chromium)
{
    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task Keys_are_ticked_counted_and_their_labels_printed(int width, ColorScheme theme)
    {
        var company = await app.NewCompany();
        for (var n = 1; n <= 52; n++) await company.AddKey($"Door {n}");
        await using var visit = await chromium.Visit(company, new(width, theme));
        var page = visit.Page;
        await visit.SignIn(company.Sam);
        await page.GotoAsync("/keys");
        var bar = page.Locator("#bulk");
        await Assertions.Expect(bar).ToBeHiddenAsync();

        await page.Locator("tbody .pick input").First.FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(bar.Locator(".bulk-count")).ToHaveTextAsync("1 key selected");
        await visit.Check();

        await bar.GetByLabel("All 52 that match").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(bar.Locator(".bulk-count")).ToHaveTextAsync("52 keys selected");

        await page.Locator("tbody .pick input").First.FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(bar.Locator(".bulk-count")).ToHaveTextAsync("49 keys selected");

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(bar).ToBeHiddenAsync();

        await page.Keyboard.PressAsync("Space");
        await bar.GetByRole(AriaRole.Button, new() { Name = "Print labels" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/labels?code=KA001");
        await page.Locator("#labels-preview img").WaitForAsync();
        await visit.Check();

        await page.Locator("#start-1").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.WaitForURLAsync("**start=2**");
        await visit.FocusOn("#start-2");
        (await page.Locator("#labels-preview img").GetAttributeAsync("src")).ShouldNotBeNull().ShouldContain("start=2");
        await visit.Check();
    }
}
