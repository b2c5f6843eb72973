using Kbm.Features.Accounts;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Help;

[Authorize(Permissions.See)]
internal sealed class HelpPage(HelpPages pages) : KbmPage
{
    public IReadOnlyList<HelpDocument> All => pages.All;

    public HelpDocument Shown { get; private set; } = null!;

    public IActionResult OnGet(string? name)
    {
        if (pages.Find(name ?? HelpPages.First) is not { } shown) return NotFound();
        Shown = shown;
        return Page();
    }
}
