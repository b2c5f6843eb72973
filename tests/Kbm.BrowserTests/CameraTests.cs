using Kbm.BrowserTests.Support;
using Kbm.Features.Labels;
using Kbm.Tests.Support;
using Microsoft.Playwright;
using SkiaSharp;

namespace Kbm.BrowserTests;

/// <summary>A phone's camera reads printed tags into the desk's box.</summary>
public sealed class CameraTests(TestApp app, Chromium chromium) : IDisposable
{
    private const string Felt = "() => window.felt";
    private readonly string _film = Path.Combine(Path.GetTempPath(), $"kbm-film-{Guid.NewGuid():N}.mjpeg");

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task A_tag_before_the_camera_goes_into_the_basket_and_an_unknown_one_is_refused(int width)
    {
        var company = await app.NewCompany();
        var roof = await company.AddKey("Roof");
        Film(Tag(roof.Code, $"http://{company.Host}/items/{roof.Code}"), Tag("KA777", $"http://{company.Host}/items/KA777"));
        await using var visit = await chromium.VisitWithCamera(company, new(width, ColorScheme.Light), _film);
        var page = visit.Page;
        await page.AddInitScriptAsync("window.felt = []; navigator.vibrate = pattern => window.felt.push(JSON.stringify(pattern));");
        await visit.SignIn(company.Uma);

        await page.Locator("#desk-scan").ClickAsync();

        await page.Locator(".scanner-said.ok", new() { HasText = "KA001 Roof" }).WaitForAsync();
        await visit.Check();
        await page.Locator(".scanner-said.bad", new() { HasText = "There is no item KA777." }).WaitForAsync();
        await visit.Check();
        (await page.EvaluateAsync<string[]>(Felt)).ShouldBeSubsetOf(["60", "[120,70,120]"]);
        (await page.EvaluateAsync<string[]>(Felt)).Distinct().Count().ShouldBe(2);
        (await page.Locator(".basket .line .code").AllInnerTextsAsync()).ShouldBe(["KA001"]);

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#scanner")).ToBeHiddenAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('#scanner video').srcObject === null");
        await visit.Check();
    }

    [Fact]
    public async Task A_camera_that_is_not_allowed_is_said_in_a_sentence()
    {
        var company = await app.NewCompany();
        await using var visit = await chromium.Visit(company, new(390, ColorScheme.Dark));
        await visit.Page.AddInitScriptAsync("navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));");
        await visit.SignIn(company.Uma);

        await visit.Page.Locator("#desk-scan").ClickAsync();

        await visit.Page.Locator(".scanner-said.bad", new() { HasText = "The camera is not allowed here." }).WaitForAsync();
        await visit.Check();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#scanner")).ToBeHiddenAsync();
    }

    public void Dispose() => File.Delete(_film);

    /// <summary>Each picture for two seconds.</summary>
    private void Film(params byte[][] pictures) => File.WriteAllBytes(_film, [.. pictures.SelectMany(p => Enumerable.Repeat(p, 60)).SelectMany(p => p)]);

    private static byte[] Tag(string code, string address)
    {
        using var surface = SKSurface.Create(new SKImageInfo(640, 480));
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Translate(32, 90);
        surface.Canvas.Scale(4);
        LabelPdf.DrawPage(surface.Canvas, new(LabelStock.Of("roll")), [new(code, "Roof", null, address)]);
        using var image = surface.Snapshot();
        using var jpeg = image.Encode(SKEncodedImageFormat.Jpeg, 92);
        return jpeg.ToArray();
    }
}
