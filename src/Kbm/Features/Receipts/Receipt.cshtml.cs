using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Receipts;

/// <summary>One receipt as paper on the screen.</summary>
[Authorize(Permissions.See)]
internal sealed class ReceiptPage(TenantDb db) : KbmPage
{
    public Receipt Receipt { get; private set; } = null!;

    public ReceiptPaper Paper { get; private set; } = null!;

    public int Quantity => Receipt.Checkouts.Sum(c => c.Quantity);

    public int Outstanding => Receipt.Checkouts.Sum(c => c.Outstanding);

    /// <summary>When what is still out is due now; the paper keeps what was said at the time.</summary>
    private DateTime? Due => Receipt.Checkouts.Where(c => c.Outstanding > 0).Min(c => c.DueAt) ?? Receipt.DueAt;

    /// <summary>What has come back of a hand-over; null for a return.</summary>
    public StateView? Since => Receipt.Kind == ReceiptKind.Out ? ReceiptState.Of(Quantity, Outstanding, Due, Time) : null;

    public string Mail => ReceiptMail.Link(Paper, Receipt.Holder?.Email);

    public async Task<IActionResult> OnGetAsync(string number)
    {
        if (await db.Receipt(number) is not { } receipt) return NotFound();
        if (number != receipt.Number) return LocalRedirect($"/receipts/{receipt.Number}");
        Receipt = receipt;
        Paper = ReceiptPaperOf.Of(receipt, Settings, Time, ReceiptPaperOf.Address(Request, receipt));
        return Page();
    }
}
