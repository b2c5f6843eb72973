using System.Text.RegularExpressions;
using Kbm.BrowserTests.Support;
using Kbm.Tests.Support;
using Microsoft.Playwright;

namespace Kbm.BrowserTests;

/// <summary>The cabinet is counted on a phone, by keyboard and by a scanner, which is a keyboard that ends in Enter.</summary>
public sealed partial class AuditTests(TestApp app, Chromium chromium)
{
    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task Tags_are_scanned_one_after_the_other_numbers_are_typed_and_what_is_missing_is_found(int width, ColorScheme theme)
    {
        var company = await app.NewCompany();
        foreach (var (label, copies, hook) in ((string, int, string)[])[("Roof", 3, "1"), ("Attic", 1, "2"), ("Gate", 1, "3"), ("Cellar", 4, "9"), ("Laundry", 1, "10")]) await company.AddKey(label, copies, hook: hook);
        var audit = await company.StartAudit();
        await using var visit = await chromium.Visit(company, new(width, theme));
        var page = visit.Page;
        await visit.SignIn(company.Sam);

        await page.GotoAsync($"/audits/{audit.Id}/walk");
        await visit.FocusOn("#walk-box");
        // Faster than any answer: nothing is lost.
        await page.Keyboard.TypeAsync("KA001\nKA001\nka 001\n");
        await Assertions.Expect(page.Locator(".walk-lines .state")).ToHaveTextAsync("3 of 3");
        await visit.FocusOn("#walk-box");
        await visit.Check();

        await page.Keyboard.TypeAsync($"http://{company.Host}/items/KA002\nKA003\n");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Hook 3");
        await page.Keyboard.TypeAsync("KA005\n");
        await page.Locator(".banner.ok, .banner.warn", new() { HasText = "It belongs on hook 10." }).WaitForAsync();
        await visit.Check();

        await page.GetByRole(AriaRole.Button, new() { Name = "It hangs on hook 10" }).PressAsync("Enter");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Hook 10");
        await visit.FocusOn("#walk-box");
        await page.Keyboard.TypeAsync("9\n");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Hook 9");
        page.Url.ShouldContain("hook=9");
        await page.Locator("#number-KA004").FocusAsync();
        await page.Keyboard.TypeAsync("3\n");
        await visit.FocusOn("#walk-done");
        await page.Keyboard.PressAsync("Enter");

        await page.WaitForURLAsync(EndsInAudit());
        await page.GetByText("Everything that is in has been counted.").WaitForAsync();
        await visit.Check();
        await page.GetByLabel("More for this audit").PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Finish", Exact = true }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Finish" }).PressAsync("Enter");
        await page.WaitForURLAsync("**/differences");
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("tbody tr")).ToContainTextAsync("KA004 Cellar");
        await visit.Check();
    }

    [Fact]
    public async Task What_has_been_typed_stays_when_a_tag_is_scanned_and_an_unknown_tag_is_said()
    {
        var company = await app.NewCompany();
        await company.AddKey("Roof", copies: 3, hook: "1");
        await company.AddKey("Attic", copies: 2, hook: "1");
        var audit = await company.StartAudit();
        await using var visit = await chromium.Visit(company, new(390, ColorScheme.Light));
        var page = visit.Page;
        await page.AddInitScriptAsync("window.felt = []; navigator.vibrate = pattern => window.felt.push(JSON.stringify(pattern));");
        await visit.SignIn(company.Sam);
        await page.GotoAsync($"/audits/{audit.Id}/walk");

        await page.Locator("#number-KA002").FillAsync("2");
        await page.Locator("#walk-box").FocusAsync();
        await page.Keyboard.TypeAsync("KA001\nKA777\n");
        await page.Locator(".banner", new() { HasText = "There is no item KA777." }).WaitForAsync();

        await Assertions.Expect(page.Locator("#number-KA002")).ToHaveValueAsync("2");
        (await page.EvaluateAsync<string[]>("() => window.felt")).ShouldBe(["60", "[120,70,120]"]);
        await visit.FocusOn("#walk-box");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(EndsInAudit());
        (await company.Differences(audit)).Select(d => (d.Code, d.Counted)).ShouldBe([("KA001", 1), ("KA777", 1)]);
    }

    [GeneratedRegex("/audits/[0-9]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EndsInAudit();
}
