using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Settings;
using Kbm.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kbm.Web;

/// <summary>What every page of a company has at hand: who is there, the settings, and times as the company writes them.</summary>
public abstract class KbmPage : PageModel
{
    /// <summary>For what is remembered between writes; a page reads by its context.</summary>
    protected Store<TenantDb> Store { get; private set; } = null!;

    public CompanySettings Settings { get; private set; } = null!;

    public CompanyTime Time { get; private set; } = null!;

    /// <summary>The partial page is asked for by a script that replaces a part of what is shown.</summary>
    public bool IsPartial => Request.Headers.ContainsKey("HX-Request") || Request.Headers.ContainsKey("X-Requested-With");

    public Actor Actor => User.Actor();

    public bool May(string permission) => User.May(permission);

    // Without the attribute Razor Pages takes an override of it for the handler of a method called PAGE.
    [NonHandler]
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        // A form sent without naming one of the page's acts reaches no handler, and the page has read nothing to show.
        if (context.HandlerMethod is null && !HttpMethods.IsGet(Request.Method) && !HttpMethods.IsHead(Request.Method))
        {
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
            return;
        }
        var services = HttpContext.RequestServices;
        Store = services.GetRequiredService<Store<TenantDb>>();
        Settings = await Store.CompanySettings();
        Time = new(Settings, services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        ViewData["Settings"] = Settings;
        await next();
    }

    /// <summary>Puts each refusal at its field, or at the top of the form, and shows the page again with what was typed.</summary>
    protected IActionResult Refused(IReadOnlyList<Refusal> refusals, string prefix = "Input")
    {
        foreach (var refusal in refusals)
            ModelState.AddModelError(refusal.Field is { } field ? $"{prefix}.{field}" : "", refusal.Sentence);
        Response.StatusCode = refusals[0].Status;
        return Page();
    }

    /// <summary>A sentence shown at the top of the next page, with a way to go on from it.</summary>
    /// <param name="sentence">What was done.</param>
    /// <param name="way">Where to go on, and what that is called.</param>
    /// <param name="at">The id of the part of the page that says it, where that is not the top.</param>
    protected void Say(string sentence, (string Href, string Text)? way = null, string? at = null)
    {
        (TempData["Said"], TempData["SaidAt"]) = (Word.Stop(sentence), at ?? "");
        if (way is { } on) (TempData["SaidHref"], TempData["SaidText"]) = on;
    }
}
