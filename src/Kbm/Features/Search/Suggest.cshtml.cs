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

    /// <param name="q">What was typed.</param>
    /// <param name="of">"keys" for keys only.</param>
    public async Task OnGetAsync(string? q, string? of)
    {
        var text = SearchPage.Cut(q);
        var onlyKeys = of == "keys";
        if (!onlyKeys) Receipt = await db.ReceiptNumbered(text);
        Found = await db.Suggest(text, onlyKeys);
        if (Receipt is not null) Found = [.. Found.Take(FindEverything.MostSuggestions - 1)];
    }
}
