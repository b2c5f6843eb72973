using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Features.Receipts;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Lockboxes;

/// <summary>A new code for a lockbox, with the reason. After a return the desk leads here.</summary>
[Authorize(Permissions.EditInventory)]
internal sealed class ChangeCodePage(TenantDb db, ChangeCode act) : KbmPage
{
    [BindProperty]
    public CodeInput Input { get; set; } = new();

    public ItemRow Item { get; private set; } = null!;

    /// <param name="code">The lockbox.</param>
    /// <param name="receipt">The receipt of its return, which gives the reason.</param>
    public async Task<IActionResult> OnGetAsync(string code, string? receipt)
    {
        if (!await Load(code)) return NotFound();
        var from = Receipt.TryParseNumber(receipt, out var sequence)
            ? await db.CheckIns.Where(c => c.Receipt.Sequence == sequence && c.Checkout.ItemId == Item.Id).Select(c => c.Checkout.Holder.Name).FirstOrDefaultAsync() : null;
        if (from is not null) Input = new() { Reason = $"Back from {from} ({Receipt.NumberOf(sequence)})" };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string code)
    {
        if (!await Load(code)) return NotFound();
        var changed = await act.Run(Actor, code, Input);
        if (changed.IsRefused) return Refused(changed.Refusals);
        Say($"{changed.Value.Code} has a new code.");
        return LocalRedirect(Item.Href);
    }

    private async Task<bool> Load(string code)
    {
        var wanted = ItemCode.Read(code);
        if ((await ItemRow.Load(db, db.Items.Where(i => i.Code == wanted && i.Type == ItemType.Lockbox))).FirstOrDefault() is not { } item) return false;
        Item = item;
        return true;
    }
}
