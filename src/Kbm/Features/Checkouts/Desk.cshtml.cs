using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Features.Lockboxes;
using Kbm.Features.Receipts;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Checkouts;

/// <summary>The desk: one box, a basket, a holder; Enter adds, Enter on the empty box confirms.</summary>
[Authorize(Permissions.Desk)]
internal sealed class DeskPage(TenantDb db, WorkTheDesk desk, PutIntoLockbox inside) : KbmPage
{
    private const string TakeOut = "pick:" + Found.TakeOutWord;

    public DeskView View { get; private set; } = null!;

    /// <summary>The papers of what was just confirmed.</summary>
    public IReadOnlyList<Receipt> Done { get; private set; } = [];

    /// <summary>
    /// Links from other pages name items as if they were scanned (add), items to hand over and nothing else (give), a checkout or
    /// receipt to take back, a holder, or with back=all all that they hold. A sign-in in the middle brings what was typed meanwhile.
    /// </summary>
    public async Task OnGetAsync(string[] add, string[] give, string? back, string? receipt, string[] done)
    {
        var state = DeskState.From(name => Request.Query[name]);
        var box = NewBox(state);
        foreach (var text in add.Take(WorkTheDesk.MostLines)) await box.Enter(text, null);
        await box.Give([.. give.Take(WorkTheDesk.MostLines)], Time);
        if (back is not null) await box.Press(back == "all" ? "backall" : "back:" + back);
        if (receipt is not null) await box.AddReceipt(receipt);
        await Show(state, box);
        var numbers = done.Take(2).Select(n => Receipt.TryParseNumber(n, out var number) ? number : 0).ToList();
        if (numbers.Count > 0) Done = await db.Receipts.Include(r => r.Holder).Include(r => r.Checkouts).Include(r => r.CheckIns).ThenInclude(c => c.Checkout.Item)
            .Where(r => numbers.Contains(r.Sequence)).OrderBy(r => r.Sequence).AsSplitQuery().ToListAsync();
    }

    public async Task<IActionResult> OnPostAddAsync(string? q, string? pick, [FromForm(Name = "do")] string? command)
    {
        var state = DeskState.From(name => Request.Form[name]);
        if (!IsPartial && string.IsNullOrWhiteSpace(q) && string.IsNullOrEmpty(command) && state.Lines.Count > 0) return await OnPostConfirmAsync();
        var box = NewBox(state);
        if (command?.StartsWith(TakeOut, StringComparison.Ordinal) == true) await TakeOutAndAdd(box, command[TakeOut.Length..]);
        else if (string.IsNullOrEmpty(command)) await box.Enter(q, pick);
        else await box.Press(command);
        await Show(state, box);
        Response.Headers["X-Kbm-Url"] = state.Url();
        return IsPartial ? Partial("_DeskState", this) : Page();
    }

    public async Task<IActionResult> OnPostConfirmAsync()
    {
        var state = DeskState.From(name => Request.Form[name]);
        var outcome = await desk.Run(Actor, state.ToBasket());
        if (!outcome.IsRefused) return LocalRedirect("/desk" + DoneQuery(outcome.Value));
        if (outcome.Refusals[0].Code == "act_key_used") state.ActKey = Guid.NewGuid().ToString("N");
        await Show(state, NewBox(state));
        foreach (var refusal in outcome.Refusals)
        {
            if (refusal.Field is "due" or "holder" or "purpose") ModelState.AddModelError(refusal.Field, refusal.Sentence);
            if (refusal.Field is not ("due" or "purpose" or "propertyId")) View.Messages.Add(refusal.Sentence);
        }
        Response.StatusCode = outcome.Refusals[0].Status;
        return Page();
    }

    /// <summary>The lockboxes that have just come back, whose holders know their codes.</summary>
    public IEnumerable<(Item Lockbox, Receipt Receipt)> CameBack => May(Permissions.EditInventory)
        ? Done.SelectMany(r => r.CheckIns.Select(c => (Lockbox: c.Checkout.Item, Receipt: r))).Where(b => b.Lockbox is { Type: ItemType.Lockbox, RetiredAt: null }).DistinctBy(b => b.Lockbox.Id)
        : [];

    /// <summary>"Handed 2 items to Ana Ruiz, due Fri 27 Nov."</summary>
    public string Sentence(Receipt receipt) => receipt.Kind == ReceiptKind.Out
        ? $"Handed {Word.Count(receipt.Checkouts.Count, "item")} to {receipt.HolderName}{(receipt.DueAt is { } due ? $", due {Time.Due(due)}" : "")}."
        : $"Took back {Word.Count(receipt.CheckIns.Count, "item")} from {receipt.HolderName}.";

    private async Task TakeOutAndAdd(DeskBox box, string code)
    {
        var taken = await inside.TakeOut(Actor, code);
        if (taken.IsRefused) box.Messages.AddRange(taken.Refusals.Select(r => r.Sentence));
        else await box.Enter(taken.Value.Code, null);
    }

    private DeskBox NewBox(DeskState state) => new(db, state, Request.Host.Host);

    private async Task Show(DeskState state, DeskBox box)
    {
        Response.AllowWebAssembly();
        View = await DeskView.Load(db, state);
        View.Messages.AddRange(box.Messages);
        View.Choices = box.Choices;
    }

    private static QueryString DoneQuery(DeskReceipts receipts) =>
        QueryString.Create(new[] { receipts.In, receipts.Out }.OfType<Receipt>().Select(r => KeyValuePair.Create("done", (string?)r.Number)));
}
