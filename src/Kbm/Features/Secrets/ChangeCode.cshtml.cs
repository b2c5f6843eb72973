using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Features.Receipts;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Secrets;

/// <summary>A new code for an item, with the reason. After the return of a lockbox the desk leads here.</summary>
[Authorize(Permissions.EditInventory)]
internal sealed class ChangeCodePage(TenantDb db, ChangeCode act) : KbmPage
{
    [BindProperty]
    public CodeInput Input { get; set; } = new();

    public ItemRow Item { get; private set; } = null!;

    /// <summary>Which of its codes.</summary>
    public SecretField Field { get; private set; }

    /// <param name="code">The item.</param>
    /// <param name="field">Which of its codes; without it the first that its type has.</param>
    /// <param name="receipt">The receipt of its return, which gives the reason.</param>
    public async Task<IActionResult> OnGetAsync(string code, string? field, string? receipt)
    {
        if (!await Load(code, field)) return NotFound();
        var from = Receipt.TryParseNumber(receipt, out var sequence)
            ? await db.CheckIns.Where(c => c.Receipt.Sequence == sequence && c.Checkout.ItemId == Item.Id).Select(c => c.Checkout.Holder.Name).FirstOrDefaultAsync() : null;
        if (from is not null) Input = new() { Reason = $"Back from {from} ({Receipt.NumberOf(sequence)})" };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string code, [FromQuery] string? field)
    {
        if (!await Load(code, field)) return NotFound();
        var changed = await act.Run(Actor, code, Input with { Field = Field.ToString() });
        if (changed.IsRefused) return Refused(changed.Refusals);
        Say($"{changed.Value.Code} has a new {SecretName.Of(Field)}.");
        return LocalRedirect(Item.Href);
    }

    private async Task<bool> Load(string code, string? field)
    {
        var wanted = ItemCode.Read(code);
        if ((await ItemRow.Load(db, db.Items.Where(i => i.Code == wanted))).FirstOrDefault() is not { } item) return false;
        var checks = new Checks();
        (Item, Field) = (item, checks.CodeField(ItemKind.Of(item.Type), field));
        return !checks.Failed;
    }
}
