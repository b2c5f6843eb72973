using Kbm.BrowserTests.Support;
using Kbm.Tests.Support;
using Microsoft.Playwright;

namespace Kbm.BrowserTests;

/// <summary>Nothing is wider than the page or than its card, whatever people call things and however wide the window is.</summary>
public sealed class WidthTests(TestApp app, Chromium chromium)
{
    private static readonly string s_word = new('W', 120);

    [Theory]
    [InlineData(1280)]
    [InlineData(1024)]
    [InlineData(861)]
    [InlineData(390)]
    public async Task One_long_word_breaks_no_page(int width)
    {
        var company = await app.NewCompany();
        var key = await company.AddKey(s_word);
        var lockbox = await company.AddLockbox(s_word, spot: s_word[..60]);
        var smartLock = await company.AddSmartLock(s_word);
        var sign = await company.AddSign("Ana Ruiz");
        await company.CheckOut("Gaslight Property Services of Greater Chicago", sign);
        await using var visit = await chromium.Visit(company, new(width, ColorScheme.Light));
        await visit.SignIn(company.Dee);
        foreach (var path in new[]
        {
            "/keys", "/lockboxes", "/smart-locks", "/signs", "/signs/pieces", $"/keys/{key.Code}", $"/lockboxes/{lockbox.Code}", $"/smart-locks/{smartLock.Code}",
            $"/items/{lockbox.Code}/codes", $"/labels?code={key.Code}", $"/desk?add={key.Code}", $"/keys/{key.Code}/tree", "/search?q=WWWW", "/activity", "/codes",
        })
        {
            await visit.Page.GotoAsync(path);
            (await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0, path);
            (await visit.Page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll('.card > table')].filter(table => table.offsetWidth > table.parentElement.clientWidth).map(table => `${table.offsetWidth} > ${table.parentElement.clientWidth}`)
                """)).ShouldBeEmpty(path);
        }
    }

    [Fact]
    public async Task On_a_phone_who_has_a_sign_does_not_cover_its_code()
    {
        var company = await app.NewCompany();
        await company.CheckOut("Gaslight Property Services of Greater Chicago", await company.AddSign("Ana Ruiz"));
        await using var visit = await chromium.Visit(company, new(390, ColorScheme.Light));
        await visit.SignIn(company.Dee);

        await visit.Page.GotoAsync("/signs");

        var (code, state) = ((await visit.Page.Locator("tbody a.code").BoundingBoxAsync())!, (await visit.Page.Locator("tbody .state").BoundingBoxAsync())!);
        (code.X + code.Width).ShouldBeLessThan(state.X);
    }

    [Fact]
    public async Task On_a_phone_the_bar_under_a_list_has_two_buttons_and_a_menu()
    {
        var company = await app.NewCompany();
        await company.AddKey();
        await using var visit = await chromium.Visit(company, new(390, ColorScheme.Light));
        var page = visit.Page;
        await visit.SignIn(company.Dee);
        await page.GotoAsync("/keys");
        await page.Locator("tbody .pick input").CheckAsync();

        (await page.Locator("#bulk").BoundingBoxAsync())!.Height.ShouldBeLessThan(120);
        await page.GetByLabel("More with what is selected").ClickAsync();
        await Assertions.Expect(page.Locator("#bulk").GetByRole(AriaRole.Button, new() { Name = "Retire" })).ToBeInViewportAsync();
        await visit.Check();
    }

    [Fact]
    public async Task More_than_can_be_handed_over_at_once_are_not_offered_for_it_and_the_bar_says_why()
    {
        var company = await app.NewCompany();
        for (var n = 0; n < 201; n++) await company.AddKey();
        await using var visit = await chromium.Visit(company, new(1280, ColorScheme.Light));
        var page = visit.Page;
        await visit.SignIn(company.Dee);
        await page.GotoAsync("/keys");
        var handOver = page.Locator("#bulk").GetByRole(AriaRole.Button, new() { Name = "Hand over" });

        await page.Locator("tbody .pick input").First.CheckAsync();
        await Assertions.Expect(handOver).ToBeEnabledAsync();
        await page.GetByLabel("All 201 that match").CheckAsync();

        await Assertions.Expect(handOver).ToBeDisabledAsync();
        await Assertions.Expect(page.Locator(".bulk-too-many")).ToHaveTextAsync("Hand over: at most 200 at once.");
        await visit.Check();
    }

    [Fact]
    public async Task A_deep_tree_opens_at_the_key_that_was_asked_for()
    {
        var company = await app.NewCompany();
        var chain = await company.AddChain(14);
        await using var visit = await chromium.Visit(company, new(390, ColorScheme.Light));
        await visit.SignIn(company.Dee);

        await visit.Page.GotoAsync($"/keys/{chain[^1].Code}/tree");

        await Assertions.Expect(visit.Page.Locator(".tree-picture .current")).ToBeInViewportAsync();
    }
}
