using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Receipts;

/// <summary>All receipts, newest first, looked up by number, code, person, date or kind.</summary>
[Authorize(Permissions.See)]
internal sealed class ReceiptsPage(TenantDb db) : KbmPage
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    public ReceiptFilter Filter { get; private set; } = new();

    public Paged<ReceiptRow> List { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        Filter = new() { Q = Q, Kind = Kind, From = From, To = To };
        List = await db.ReceiptPage(Filter, Time, Request.PageNumber());
    }
}
