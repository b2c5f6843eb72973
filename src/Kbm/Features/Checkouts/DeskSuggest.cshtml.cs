using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;

namespace Kbm.Features.Checkouts;

/// <summary>What the desk's box offers while somebody types: a fragment for its list.</summary>
[Authorize(Permissions.Desk)]
internal sealed class DeskSuggestPage(TenantDb db) : KbmPage
{
    public IReadOnlyList<Found> Found { get; private set; } = [];

    public async Task OnGetAsync(string? q)
    {
        var text = Checks.Line(q);
        if (TagAddress.IsAddress(text)) return;
        var found = await DeskFinder.Find(db, text);
        Found = text.Any(char.IsLetter) && !found.Any(f => f.IsExact(text)) ? [.. found, Checkouts.Found.NewContact(text)] : found;
    }
}
