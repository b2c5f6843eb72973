using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Checkouts;
using Kbm.Features.Items;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Signs;

/// <summary>The property that a sign is put up at; without an id where nobody named one.</summary>
internal sealed record PutUpAt(long? Id, string? Name);

internal sealed record SignOut(PutUpAt At, OutRow Loan);

/// <summary>Every sign and piece that is out, by the property that it is put up at; what is to come down first stands first, among the properties and at each.</summary>
[Authorize(Permissions.See)]
internal sealed class SignsOutPage(TenantDb db) : KbmPage
{
    public Paged<SignOut> List { get; private set; } = new([], 1, Paging.Usual, 0);

    public IEnumerable<IGrouping<PutUpAt, SignOut>> Places => List.Rows.GroupBy(r => r.At);

    public async Task OnGetAsync()
    {
        var up = db.Checkouts.Where(c => c.Outstanding > 0 && (c.Item.Type == ItemType.AssembledSign || c.Item.Type == ItemType.SignPiece));
        var page = await up
            .OrderBy(c => up.Where(o => o.PropertyId == c.PropertyId).Min(o => o.DueAt) ?? DateTime.MaxValue)
            .ThenBy(c => c.PropertyId == null).ThenBy(c => KbmDb.Folded(c.Property!.Name)).ThenBy(c => c.PropertyId)
            .ThenBy(c => c.DueAt == null).ThenBy(c => c.DueAt).ThenBy(c => c.At).ThenBy(c => c.Id)
            .Select(c => new { c.Id, c.PropertyId, c.Property!.Name }).Page(Request.PageNumber());
        var ids = page.Rows.Select(r => r.Id).ToList();
        var loans = await OutNow.Rows(db.Checkouts.Where(c => ids.Contains(c.Id))).ToDictionaryAsync(r => r.CheckoutId);
        List = page.With([.. page.Rows.Where(r => loans.ContainsKey(r.Id)).Select(r => new SignOut(new(r.PropertyId, r.Name), loans[r.Id]))]);
    }

    /// <summary>For how many days it has been up.</summary>
    public int DaysUp(OutRow loan) => Time.Today.DayNumber - Time.DateOf(loan.Since).DayNumber;
}
