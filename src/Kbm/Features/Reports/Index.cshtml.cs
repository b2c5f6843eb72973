using Kbm.Features.Accounts;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;

namespace Kbm.Features.Reports;

/// <summary>All reports, each with what it answers.</summary>
[Authorize(Permissions.Reports)]
internal sealed class ReportsPage : KbmPage
{
    public IEnumerable<Report> Reports => Report.All.Where(r => May(r.Permission));
}
