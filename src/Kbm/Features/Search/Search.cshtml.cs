using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Features.Receipts;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Search;

/// <summary>Everything that answers to what was typed, grouped by kind. An exact code or number leads straight to its page.</summary>
[Authorize(Permissions.See)]
internal sealed class SearchPage(TenantDb db) : KbmPage
{
    public const int MostText = 200;

    public string Text { get; private set; } = "";

    public SearchKind? Only { get; private set; }

    public Receipt? Receipt { get; private set; }

    public FoundAll Found { get; private set; } = new([], IsAll: true);

    public int Total => Found.Kinds.Sum(f => f.Things.Total) + (Receipt is null ? 0 : 1);

    public static string Cut(string? typed) => Checks.Line(typed is { Length: > MostText } ? typed[..MostText] : typed);

    public async Task<IActionResult> OnGetAsync(string? q, string? kind)
    {
        Text = Cut(q);
        Only = KindOf(kind);
        if (Only is null && await db.Exactly(Text) is { } place) return LocalRedirect(place);
        if (Only is null) Receipt = await db.ReceiptNumbered(Text);
        Found = Only is { } only ? new([await db.Find(Text, only, Request.PageNumber())], IsAll: true) : await db.Find(Text);
        return Page();
    }

    public static string Heading(SearchKind kind) => kind switch
    {
        SearchKind.Item => Word.Heading(ItemKind.Any.Many),
        SearchKind.Property => "Properties",
        SearchKind.Unit => "Units",
        _ => "Contacts",
    };

    private static SearchKind? KindOf(string? word)
    {
        foreach (var kind in Enum.GetValues<SearchKind>())
        {
            if (string.Equals(word, kind.ToString(), StringComparison.OrdinalIgnoreCase)) return kind;
        }
        return null;
    }
}
