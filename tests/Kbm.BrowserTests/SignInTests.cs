using Kbm.BrowserTests.Support;
using Kbm.Tests.Support;
using Microsoft.Playwright;

namespace Kbm.BrowserTests;

public sealed class SignInTests(TestApp app, Chromium chromium)
{
    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task Signing_in_is_done_by_keyboard_alone(int width, ColorScheme theme)
    {
        var company = await app.NewCompany("Harbor Property Care", "harbor");
        await using var visit = await chromium.Visit(company, new(width, theme));
        await visit.Page.GotoAsync("/sign-in");
        await visit.FocusOn("#email");
        await visit.Check();

        await visit.SignIn(company.Sam);

        new Uri(visit.Page.Url).AbsolutePath.ShouldBe("/desk");
        await visit.Check();
    }

    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task A_wrong_pin_is_told_at_its_field(int width, ColorScheme theme)
    {
        var company = await app.NewCompany();
        await using var visit = await chromium.Visit(company, new(width, theme));

        await visit.SignIn(company.Sam with { Pin = "111222" }, leadsTo: "**/sign-in");
        await visit.Page.Locator("#pin-error").WaitForAsync();

        (await visit.Page.Locator("#email").InputValueAsync()).ShouldBe(company.Sam.Email);
        (await visit.Page.Locator("#pin").GetAttributeAsync("aria-describedby")).ShouldBe("pin-error");
        await visit.Check();
    }

    [Fact]
    public async Task After_signing_in_work_goes_on_where_it_was()
    {
        var company = await app.NewCompany();
        var key = await company.AddKey();
        await using var visit = await chromium.Visit(company, new(1280, ColorScheme.Light));
        await visit.Page.GotoAsync($"/desk?add={key.Code}");

        await visit.TypeEmailAndPin(company.Sam);
        await visit.Page.WaitForURLAsync($"**/desk?add={key.Code}");

        (await visit.Page.Locator("main").InnerTextAsync()).ShouldContain(key.Code);
    }

    [Fact]
    public async Task What_was_typed_is_still_there_after_signing_in_again_but_for_a_code()
    {
        var company = await app.NewCompany();
        await using var visit = await chromium.Visit(company, new(1280, ColorScheme.Light));
        await visit.SignIn(company.Sam);
        await visit.Page.GotoAsync("/lockboxes/new");
        await visit.Page.Locator("[name='Input.Label']").FillAsync("North gate box");
        await visit.Page.Locator("[name='Input.LockCode']").FillAsync("zq4711");
        await visit.Page.Context.ClearCookiesAsync();

        await visit.Page.Locator("form.form button[type=submit]").ClickAsync();
        await visit.Page.WaitForURLAsync("**/sign-in**");
        await visit.TypeEmailAndPin(company.Sam);
        await visit.Page.WaitForURLAsync("**/lockboxes/new");

        await Assertions.Expect(visit.Page.Locator("[name='Input.Label']")).ToHaveValueAsync("North gate box");
        await Assertions.Expect(visit.Page.Locator("[name='Input.LockCode']")).ToHaveValueAsync("");
    }
}
