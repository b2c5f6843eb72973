using Kbm.BrowserTests.Support;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Kbm.BrowserTests;

/// <summary>The main job in a real browser, without a mouse: a key goes out with a receipt, and comes back.</summary>
public sealed class DeskTests(TestApp app, Chromium chromium)
{
    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task A_key_goes_out_and_comes_back_by_keyboard_alone(int width, ColorScheme theme)
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty("Resurrection Homes", "1910 S. Albany Ave.");
        var (entrance, roof) = (await company.AddKey("Entrance", copies: 2, property: property), await company.AddKey("Roof", property: property));
        await company.AddContact("Ana Ruiz");
        await using var visit = await chromium.Visit(company, new(width, theme));
        var (page, keyboard) = (visit.Page, visit.Page.Keyboard);
        await visit.SignIn(company.Uma);
        await visit.Check();

        // A scanner types the second code while the first is on its way.
        await Type(keyboard, entrance.Code);
        await Type(keyboard, roof.Code);
        await page.Locator(".basket .line").Nth(1).WaitForAsync();
        await keyboard.TypeAsync("ana ru");
        await page.Locator("#desk-suggestions li").First.WaitForAsync();
        await visit.Check();
        await keyboard.PressAsync("Enter");
        await page.Locator(".holder a", new() { HasText = "Ana Ruiz" }).WaitForAsync();
        await visit.Check();
        await keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/desk?done=R-000001");
        (await page.Locator(".banner.ok").InnerTextAsync()).ShouldContain("Handed 2 items to Ana Ruiz");
        await visit.FocusOn("#desk-box");
        await visit.Check();

        await Type(keyboard, roof.Code);
        await page.Locator(".line.return").WaitForAsync();
        await visit.Check();
        await keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/desk?done=R-000002");
        (await page.Locator(".banner.ok").InnerTextAsync()).ShouldContain("Took back 1 item from Ana Ruiz");
        (await company.Read(db => db.Checkouts.CountAsync(c => c.Outstanding > 0))).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_out_is_refused_with_its_holder_and_the_way_on()
    {
        var company = await app.NewCompany();
        var (roof, laundry) = (await company.AddKey("Roof"), await company.AddKey("Laundry"));
        await company.CheckOut("Marco Silva", roof);
        await using var visit = await chromium.Visit(company, new(1280, ColorScheme.Light));
        await visit.SignIn(company.Sam);
        await Type(visit.Page.Keyboard, laundry.Code);
        await visit.Page.Locator(".basket .line").WaitForAsync();
        await Type(visit.Page.Keyboard, roof.Code);
        var blocked = visit.Page.Locator(".line.blocked");
        (await blocked.InnerTextAsync()).ShouldContain("With Marco Silva (Other) since");
        await visit.Check();
        await blocked.GetByText("take it back").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Locator(".line.return").WaitForAsync();
        (await visit.Page.Locator("#desk-confirm").InnerTextAsync()).ShouldContain("Take back 1, hand over 2");
        await visit.Check();
    }

    [Fact]
    public async Task A_new_name_is_typed_and_taken_with_enter()
    {
        var company = await app.NewCompany();
        var roof = await company.AddKey("Roof");
        await using var visit = await chromium.Visit(company, new(390, ColorScheme.Light));
        await visit.SignIn(company.Sam);
        await Type(visit.Page.Keyboard, roof.Code);
        await visit.Page.Keyboard.TypeAsync("Joe Plumb");
        await visit.Page.Locator("#desk-suggestions li", new() { HasText = "as a new contact" }).WaitForAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Locator(".holder", new() { HasText = "Joe Plumb" }).WaitForAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForURLAsync("**/desk?done=R-000001");
        (await company.Read(db => db.Contacts.AnyAsync(c => c.Name == "Joe Plumb"))).ShouldBeTrue();
    }

    [Fact]
    public async Task What_may_mean_several_things_is_chosen_with_the_arrow_keys_before_anything_is_confirmed()
    {
        var company = await app.NewCompany();
        var (roof, laundry) = (await company.AddKey("Roof"), await company.AddKey("Laundry"));
        await company.AddContact("Nils Dawson");
        await company.AddContact("Nils Tran");
        await using var visit = await chromium.Visit(company, new(1280, ColorScheme.Light));
        await visit.SignIn(company.Sam);
        var (page, keyboard) = (visit.Page, visit.Page.Keyboard);
        await Type(keyboard, roof.Code);
        await Type(keyboard, "nils");
        await page.Locator(".choices .line").Nth(1).WaitForAsync();
        await visit.Check();

        await keyboard.PressAsync("Enter");
        await visit.FocusOn(".choices .line >> nth=0");
        await Type(keyboard, laundry.Code);
        await page.Locator(".basket .line", new() { HasText = laundry.Code }).WaitForAsync();

        await Type(keyboard, "nils");
        await page.Locator(".choices .line").Nth(1).WaitForAsync();
        await keyboard.PressAsync("ArrowDown");
        await keyboard.PressAsync("ArrowDown");
        await keyboard.PressAsync("Enter");
        await page.Locator(".holder a", new() { HasText = "Nils Tran" }).WaitForAsync();
        await visit.FocusOn("#desk-box");
        await keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/desk?done=R-000001");
        (await page.Locator(".banner.ok").InnerTextAsync()).ShouldContain("Handed 2 items to Nils Tran");
    }

    [Fact]
    public async Task A_sign_in_in_the_middle_keeps_what_was_typed()
    {
        var company = await app.NewCompany();
        var (roof, laundry) = (await company.AddKey("Roof"), await company.AddKey("Laundry"));
        await using var visit = await chromium.Visit(company, new(1280, ColorScheme.Light));
        await visit.SignIn(company.Sam);
        var (page, keyboard) = (visit.Page, visit.Page.Keyboard);
        await Type(keyboard, roof.Code);
        await page.Locator(".basket .line").WaitForAsync();
        await page.Locator("#desk-why").FillAsync("Leaky tap");
        await page.Locator("#desk-box").FocusAsync();
        await page.Context.ClearCookiesAsync();
        await Type(keyboard, laundry.Code);

        await page.WaitForURLAsync("**/sign-in?**");
        await visit.TypeEmailAndPin(company.Sam);
        await page.WaitForURLAsync("**/desk?**");
        await page.Locator(".basket .line").Nth(1).WaitForAsync();
        (await page.Locator(".basket").InnerTextAsync()).ShouldContain(laundry.Code);
        (await page.Locator("#desk-why").InputValueAsync()).ShouldBe("Leaky tap");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_session_that_ends_in_the_middle_loses_nothing_of_what_was_typed(bool confirming)
    {
        var company = await app.NewCompany();
        var roof = await company.AddKey("Roof");
        await using var visit = await chromium.Visit(company, new(1280, ColorScheme.Light));
        var page = visit.Page;
        await visit.SignIn(company.Sam);
        await page.GotoAsync($"/desk?line={roof.Code}*1&name=Joe+Plumb");
        await page.FillAsync("#desk-why", "Boiler, 4B");
        await page.FillAsync("#desk-due", "2031-05-04");
        await page.Context.ClearCookiesAsync();
        await page.FocusAsync("#desk-box");
        await (confirming ? page.Keyboard.PressAsync("Enter") : Type(page.Keyboard, roof.Code));

        await page.WaitForURLAsync("**/sign-in?returnUrl=*");
        await visit.TypeEmailAndPin(company.Sam);
        await page.WaitForURLAsync("**/desk?*");

        (await page.InputValueAsync("#desk-why")).ShouldBe("Boiler, 4B");
        (await page.InputValueAsync("#desk-due")).ShouldBe("2031-05-04");
        (await page.Locator(".basket .line").InnerTextAsync()).ShouldContain(roof.Code);
        (await page.Locator(".holder").InnerTextAsync()).ShouldContain("Joe Plumb");
    }

    private static async Task Type(IKeyboard keyboard, string text)
    {
        await keyboard.TypeAsync(text);
        await keyboard.PressAsync("Enter");
    }
}
