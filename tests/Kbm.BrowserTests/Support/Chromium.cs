using System.Globalization;
using Kbm.BrowserTests.Support;
using Kbm.Tests.Support;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Kbm.BrowserTests.Support;

/// <summary>How a page is looked at.</summary>
/// <param name="Width">In CSS pixels: 1280 for a desk, 390 for a phone.</param>
/// <param name="Theme">What the device prefers.</param>
public readonly record struct Look(int Width, ColorScheme Theme)
{
    public static TheoryData<int, ColorScheme> All =>
        new(from width in new[] { 1280, 390 } from theme in new[] { ColorScheme.Light, ColorScheme.Dark } select (width, theme));
}

/// <summary>The one browser of a run. <c>KBM_CHROMIUM</c> says where it is when that is not Debian's place.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] s_flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await Launch(s_flags);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>A window of its own, with cookies of its own, at a company's address.</summary>
    public async Task<Visit> Visit(Company company, Look look) => await Support.Visit.Begin(await Context(_browser!, company, look));

    /// <summary>The same in a browser of its own, before whose camera these pictures pass.</summary>
    /// <param name="company">Whose address.</param>
    /// <param name="look">How it is looked at.</param>
    /// <param name="film">A file of JPEG pictures one after the other, 30 a second, shown again and again.</param>
    public async Task<Visit> VisitWithCamera(Company company, Look look, string film)
    {
        var browser = await Launch([.. s_flags, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", $"--use-file-for-fake-video-capture={film}"]);
        var context = await Context(browser, company, look);
        context.Close += (_, _) => _ = browser.CloseAsync();
        await context.GrantPermissionsAsync(["camera"]);
        return await Support.Visit.Begin(context);
    }

    private Task<IBrowser> Launch(IEnumerable<string> flags) => _playwright!.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Environment.GetEnvironmentVariable("KBM_CHROMIUM") is { Length: > 0 } path ? path : "/usr/bin/chromium",
        Args = flags,
    });

    private static Task<IBrowserContext> Context(IBrowser browser, Company company, Look look) =>
        browser.NewContextAsync(new()
        {
            BaseURL = string.Create(CultureInfo.InvariantCulture, $"http://{company.Host}:{company.App.Port}"),
            ViewportSize = new() { Width = look.Width, Height = look.Width < 600 ? 844 : 800 },
            ColorScheme = look.Theme,
            HasTouch = look.Width < 600,
            ReducedMotion = ReducedMotion.Reduce,
        });
}
