using Kbm.Tests.Support;
using Microsoft.Playwright;

namespace Kbm.BrowserTests.Support;

/// <summary>A window and everything that went wrong in it: script errors, and what the content policy kept from loading.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _faults = [];

    private Visit(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    internal static async Task<Visit> Begin(IBrowserContext context)
    {
        await Axe.Bring(context);
        var visit = new Visit(context, await context.NewPageAsync());
        visit.Page.PageError += (_, error) => visit._faults.Add(error);
        visit.Page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource: the server responded", StringComparison.Ordinal))
                visit._faults.Add(message.Text);
        };
        return visit;
    }

    /// <summary>Types email and PIN as a person would, by keyboard alone, and waits for where it leads.</summary>
    public async Task SignIn(Person person, string leadsTo = "**/desk")
    {
        await Page.GotoAsync("/sign-in");
        await TypeEmailAndPin(person);
        await Page.WaitForURLAsync(leadsTo);
    }

    /// <summary>The same where the sign-in page stands already.</summary>
    public async Task TypeEmailAndPin(Person person)
    {
        await FocusOn("#email");
        await Page.Keyboard.TypeAsync(person.Email);
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.TypeAsync(person.Pin);
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Waits until the page has put the focus here itself: what is typed before that goes nowhere.</summary>
    public Task FocusOn(string selector) => Assertions.Expect(Page.Locator(selector)).ToBeFocusedAsync();

    /// <summary>The page as it is now: nothing for axe to find, nothing wider than the window, nothing gone wrong so far.</summary>
    public async Task Check()
    {
        await Axe.Check(Page);
        (await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
            .ShouldBeLessThanOrEqualTo(0, $"{Page.Url} is wider than the window.");
        _faults.ShouldBeEmpty(Page.Url);
    }

    /// <summary>The page as it is now, in the other theme: it changes colours and nothing else.</summary>
    public async Task CheckColoursIn(ColorScheme theme)
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = theme });
        await Axe.CheckColours(Page);
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
