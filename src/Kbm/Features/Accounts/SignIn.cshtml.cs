using Kbm.Data;
using Kbm.Features.Settings;
using Kbm.Features.Tenancy;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Kbm.Features.Accounts;

[AllowAnonymous, EnableRateLimiting(SignInLimits.Policy)]
internal sealed class SignInPage(SignInWithPin signIn, CurrentTenant tenant, Store<TenantDb> store) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Pin { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string Company { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync()
    {
        if (User.Identity?.IsAuthenticated == true) return LocalRedirect(Onward);
        await Dress();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var result = await signIn.Run(tenant.Tenant.Id, Email, Pin);
        if (!result.IsRefused)
        {
            await HttpContext.SignIn(result.Value);
            return LocalRedirect(Onward);
        }
        foreach (var refusal in result.Refusals) ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        Response.StatusCode = result.Refusals[0].Status;
        await Dress();
        return Page();
    }

    // A header holds ASCII only.
    private string Onward => Url.IsLocalUrl(ReturnUrl) && ReturnUrl.All(char.IsAscii) && !ReturnUrl.StartsWith("/sign-", StringComparison.Ordinal)
        ? ReturnUrl : "/desk";

    private async Task Dress()
    {
        var settings = await store.CompanySettings();
        (Company, ViewData["Settings"]) = (settings.Name, settings);
    }
}
