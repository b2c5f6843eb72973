using System.Globalization;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Checkouts;

/// <summary>Another due date for what somebody has.</summary>
[Authorize(Permissions.Desk)]
internal sealed class ExtendPage(TenantDb db, ExtendLoan act) : KbmPage
{
    [BindProperty]
    public ExtendInput Input { get; set; } = new(null);

    /// <summary>Where this was asked for, if that was a list.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    public string LeadsTo => Url.IsLocalUrl(Back) && Back.All(char.IsAscii) ? Back : ItemKind.Href(Loan.Code);

    public OutRow Loan { get; private set; } = null!;

    /// <summary>As a due date is proposed at the desk, from today or from what it is, whichever is later.</summary>
    public string Proposed { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(long id) => await Find(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long id)
    {
        if (!await Find(id)) return NotFound();
        var done = await act.Run(Actor, id, Input);
        if (done.IsRefused) return Refused(done.Refusals);
        Say($"{Loan.Code} is with {Loan.Holder} until {Time.Due(done.Value.DueAt!.Value)}.");
        return LocalRedirect(LeadsTo);
    }

    private async Task<bool> Find(long id)
    {
        if (await OutNow.Rows(db.Checkouts.Where(c => c.Id == id)).FirstOrDefaultAsync() is not { } loan) return false;
        var from = loan.DueAt is { } due && Time.DateOf(due) > Time.Today ? Time.DateOf(due) : Time.Today;
        (Loan, Proposed) = (loan, from.AddDays(Math.Max(1, Settings.LoanDays)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return true;
    }
}
