using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kbm.Features.Tenancy;

/// <summary>The landing page on the root domain; on a company's address, the way to its desk.</summary>
[AllowAnonymous]
internal sealed class IndexPage(CurrentTenant tenant) : PageModel
{
    public string Host => Request.Host.Value ?? "";

    public IActionResult OnGet() => tenant.IsSet ? LocalRedirect("/desk") : Page();
}
