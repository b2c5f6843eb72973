using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;

namespace Kbm.Features.Dashboard;

/// <summary>What needs doing today.</summary>
[Authorize(Permissions.See)]
internal sealed class DashboardPage(Store<TenantDb> store) : KbmPage
{
    public Today Day { get; private set; } = null!;

    public async Task OnGetAsync() => Day = await Today.Of(store, Settings, Time);

    /// <summary>"3 days" for what is late, "by 18:00" or "today" for what is due, else since when.</summary>
    public StateView Due(LoanRow loan) => loan.DueAt switch
    {
        { } due when Time.IsOverdue(due) => new("late", "triangle-alert", Time.DaysLate(due) == 1 ? "1 day" : $"{Time.DaysLate(due)} days"),
        { } due when Time.Due(due).Split(", ") is [_, var hour] => new("soon", "clock", "by " + hour),
        _ => new("soon", "clock", "today"),
    };

    /// <summary>"41 days" since it went out.</summary>
    public StateView Age(LoanRow loan)
    {
        var days = Time.Today.DayNumber - Time.DateOf(loan.Since).DayNumber;
        return new("out", "arrow-up-right", days switch { 0 => "today", 1 => "1 day", _ => $"{days} days" });
    }
}
