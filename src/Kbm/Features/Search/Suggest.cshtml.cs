using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Receipts;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;

namespace Kbm.Features.Search;

/// <summary>What the search box offers while somebody types: a fragment for its list.</summary>
[Authorize(Permissions.See)]
internal sealed class SuggestPage(TenantDb db) : KbmPage
{
    public Receipt? Receipt { get; private set; }

    public IReadOnlyList<FoundThing> Found { get; private set; } = [];

    public async Task OnGetAsync(string? q)
    {
        var text = SearchPage.Cut(q);
        Receipt = await db.ReceiptNumbered(text);
        Found = await db.Suggest(text);
        if (Receipt is not null) Found = [.. Found.Take(FindEverything.MostSuggestions - 1)];
    }
}
