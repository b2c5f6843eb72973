using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Settings;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Checkouts;

/// <summary>Until when a loan is to run now.</summary>
/// <param name="Due">A day such as 2026-11-27, or an instant.</param>
public sealed record ExtendInput(string? Due);

/// <summary>Gives a loan another due date. Its receipt keeps the one of the time; the activity record has both.</summary>
public sealed class ExtendLoan(Store<TenantDb> store, TimeProvider clock)
{
    public async Task<Outcome<Checkout>> Run(Actor by, long checkoutId, ExtendInput input)
    {
        var settings = await store.CompanySettings();
        var time = new CompanyTime(settings, clock.GetUtcNow().UtcDateTime);
        return await store.Write<Outcome<Checkout>>(async db =>
        {
            await db.LockItems(db.Items.Where(i => i.Checkouts.Any(c => c.Id == checkoutId)));
            var loan = await db.Checkouts.Include(c => c.Item.Checkouts.Where(o => o.Outstanding > 0)).Include(c => c.Holder).FirstOrDefaultAsync(c => c.Id == checkoutId);
            if (loan is null) return Refusal.NotFound("There is no such loan.");
            if (loan.Outstanding == 0) return Refusal.Conflict("not_out", $"{loan.Item.Code} is back already, so there is nothing to extend.");
            var checks = new Checks();
            if (string.IsNullOrWhiteSpace(input.Due)) checks.Refuse("due", "Enter a date such as 2026-11-27.");
            var due = DueDate.Read(input.Due, CheckoutKind.Loan, settings, time, checks);
            if (checks.Failed) return checks.Refusals;
            if (loan.DueAt == due) return loan;
            var before = loan.DueAt;
            loan.DueOn(due!.Value);
            loan.Item.CountOut(loan.Item.Checkouts);
            db.Record(by, time.Now, ActivityVerb.Extended, Sentences.Extended(loan, before is { } was ? time.Due(was) : null, time.Due(due.Value)),
                new(loan.ItemId, loan.HolderId, loan.Item.PropertyId, loan.Item.UnitId, loan.ReceiptId));
            return loan;
        });
    }
}
