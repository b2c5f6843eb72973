using Kbm.BrowserTests.Support;
using Kbm.Tests.Support;
using Microsoft.Playwright;
using SkiaSharp;

namespace Kbm.BrowserTests;

/// <summary>A photo is added by choosing it, and opens over the page.</summary>
public sealed class PhotosTests(TestApp app, Chromium chromium)
{
    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task A_photo_is_chosen_sent_at_once_and_opened(int width, ColorScheme theme)
    {
        var company = await app.NewCompany();
        await company.AddKey("Roof");
        await using var visit = await chromium.Visit(company, new(width, theme));
        var page = visit.Page;
        await visit.SignIn(company.Sam);
        await page.GotoAsync("/keys/KA001");

        await page.GetByLabel("Add photos").SetInputFilesAsync(new FilePayload { Name = "roof.jpg", MimeType = "image/jpeg", Buffer = TestPictures.Plain(SKEncodedImageFormat.Jpeg, 800, 600) });

        var thumbnail = page.Locator("#photos img");
        await Assertions.Expect(thumbnail).ToHaveCountAsync(1);
        await thumbnail.ScrollIntoViewIfNeededAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('#photos img').naturalWidth === 320");
        await visit.Check();

        await thumbnail.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Photo 1 of KA001 Roof" })).ToBeVisibleAsync();
        await visit.Check();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("dialog.photo")).ToHaveCountAsync(0);
    }
}
