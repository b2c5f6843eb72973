using Kbm.BrowserTests.Support;
using Kbm.Tests.Support;
using Microsoft.Playwright;
using SkiaSharp;

namespace Kbm.BrowserTests;

/// <summary>The focus stays or lands where work goes on, and what is looked at stays where it is.</summary>
public sealed class FocusTests(TestApp app, Chromium chromium)
{
    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task Showing_a_code_keeps_the_focus_and_moves_nothing(int width, ColorScheme theme)
    {
        var company = await app.NewCompany();
        await company.AddLockbox(code: "4711");
        await using var visit = await chromium.Visit(company, new(width, theme));
        var page = visit.Page;
        await visit.SignIn(company.Sam);
        await page.GotoAsync("/lockboxes/LBA001");
        var (code, show) = (page.GetByLabel("Lock code of LBA001"), page.Locator(".secret [type=submit]"));
        var before = await Places();

        await show.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(code).ToHaveTextAsync("4711");

        await visit.FocusOn(".secret [type=submit]");
        (await Places()).ShouldBe(before);
        await visit.Check();
        await page.Keyboard.PressAsync("Tab");
        await visit.FocusOn(".secret [data-copy]");

        async Task<(float, float, float)> Places()
        {
            var (button, card) = ((await show.BoundingBoxAsync())!, (await page.Locator(".item-head").Locator("..").BoundingBoxAsync())!);
            return (button.X, button.Y, card.Height);
        }
    }

    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task Keys_go_into_a_lockbox_one_after_the_other_by_their_names(int width, ColorScheme theme)
    {
        var company = await app.NewCompany();
        await company.AddLockbox();
        await company.AddKey("Roof");
        await company.AddKey("Boiler room");
        await using var visit = await chromium.Visit(company, new(width, theme));
        var page = visit.Page;
        await visit.SignIn(company.Sam);
        await page.GotoAsync("/lockboxes/LBA001");
        var field = page.GetByLabel("Put a key inside");

        await field.FocusAsync();
        await page.Keyboard.TypeAsync("boil");
        await page.GetByRole(AriaRole.Option).WaitForAsync();
        await visit.Check();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(field).ToHaveValueAsync("KA002");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("#inside .banner")).ToHaveTextAsync("KA002 is in LBA001.");
        await visit.FocusOn("#input-key");
        await visit.Check();

        await page.Keyboard.TypeAsync("KA777");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#inside .error")).ToHaveTextAsync("There is no key KA777.");
        await visit.FocusOn("#input-key");
    }

    [Fact]
    public async Task A_refused_form_starts_at_the_field_that_was_refused_and_one_that_opens_at_its_first()
    {
        var company = await app.NewCompany();
        var sign = await company.AddSign("Ana Ruiz");
        await company.AddKey();
        await using var visit = await chromium.Visit(company, new(1280, ColorScheme.Light));
        var page = visit.Page;
        await visit.SignIn(company.Sam);
        foreach (var (path, first) in new[]
        {
            ("/signs/new", "#input-frame"), ($"/signs/{sign.Code}/swap?out=SA001", "#input-in"),
            ("/bulk/change?do=move&code=KA001", "#input-propertyid"), ("/bulk/change?do=location&code=KA001", "#input-location"),
        })
        {
            await page.GotoAsync(path);
            await visit.FocusOn(first);
        }

        await page.GotoAsync("/signs/new");
        await page.GetByRole(AriaRole.Button, new() { Name = "Build", Exact = false }).ClickAsync();
        await visit.FocusOn("#input-frame[aria-invalid=true]");

        await page.GotoAsync("/keys/KA001/tree");
        await page.GetByLabel("Under master key").FillAsync("KA999");
        await page.Keyboard.PressAsync("Enter");
        await visit.FocusOn("#input-masterkey[aria-invalid=true]");
    }

    [Fact]
    public async Task An_added_photo_is_said_where_it_stands()
    {
        var company = await app.NewCompany();
        await company.AddKey("Roof");
        await using var visit = await chromium.Visit(company, new(390, ColorScheme.Light));
        var page = visit.Page;
        await visit.SignIn(company.Sam);
        await page.GotoAsync("/keys/KA001");

        await page.GetByLabel("Add photos").SetInputFilesAsync(new FilePayload { Name = "roof.jpg", MimeType = "image/jpeg", Buffer = TestPictures.Plain(SKEncodedImageFormat.Jpeg, 800, 600) });

        await Assertions.Expect(page.Locator("#photos .banner")).ToBeInViewportAsync();
        await visit.FocusOn("#photos");
    }
}
