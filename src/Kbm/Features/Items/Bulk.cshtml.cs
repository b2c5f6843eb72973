using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Items;

/// <summary>What the bar under a list sends: the items, and what to do with them. Leads to where it is done, or says why it is not.</summary>
[Authorize(Permissions.EditInventory)]
internal sealed class BulkPage(TenantDb db) : KbmPage
{
    private const string ActionField = "do";

    public BulkAction? Action { get; private set; }

    public string Refusal { get; private set; } = "";

    /// <summary>The list that the items were chosen in.</summary>
    public string Back { get; private set; } = ItemKind.All[0].Path;

    public async Task<IActionResult> OnGetAsync()
    {
        Action = BulkAction.Of(Request.Query[ActionField]);
        var selection = ItemSelection.Read(Request, ActionField);
        Back = selection.List;
        if (Action is null || !May(Action.Permission)) return Refuse("Choose what to do with the items.");
        var count = selection.IsEmpty ? 0 : await selection.Items(db, Settings, Time).CountAsync();
        if (count == 0) return Refuse(selection.IsEmpty ? $"Tick the {ItemKind.Any.Many} in the list first." : "Nothing of that is there any more.");
        if (count > Action.Most)
            return Refuse($"At most {Word.Count(Action.Most, ItemKind.Any.One, ItemKind.Any.Many)} at once; these are {Word.Count(count, "", "").Trim()}. Narrow the list with its filters.");
        if (Action.Deed is not null) return LocalRedirect(selection.At("/bulk/change", KeyValuePair.Create(ActionField, (string?)Action.Name)));
        if (Action == BulkAction.Export) return LocalRedirect(selection.At("/exports/" + Exports.ItemListExport.NameOf(selection.Kind)));
        return LocalRedirect(Action == BulkAction.Labels ? selection.At("/labels") : await AtTheDesk(selection));
    }

    private async Task<string> AtTheDesk(ItemSelection selection)
    {
        var codes = await selection.Items(db, Settings, Time).Select(i => i.Code).ToListAsync();
        return "/desk" + QueryString.Create(codes.Select(code => KeyValuePair.Create("add", (string?)code)));
    }

    private PageResult Refuse(string sentence)
    {
        (Refusal, Response.StatusCode) = (sentence, StatusCodes.Status400BadRequest);
        return Page();
    }
}
