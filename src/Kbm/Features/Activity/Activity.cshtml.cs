using System.Globalization;
using System.Text.RegularExpressions;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Shared;
using Kbm.Features.Tenancy;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Activity;

[Authorize(Permissions.See)]
internal sealed partial class ActivityPage(TenantDb db, CatalogDb catalog, CurrentTenant tenant) : KbmPage
{
    public static readonly IReadOnlyList<FieldOption> Verbs =
        [new("", "Every kind of act"), .. Enum.GetNames<ActivityVerb>().Select(v => new FieldOption(v, Words(v)))];

    [BindProperty(SupportsGet = true, Name = "")]
    public ActivityFilter Filter { get; set; } = new();

    public IReadOnlyList<FieldOption> People { get; private set; } = [];

    public ActivityStretch Stretch { get; private set; } = null!;

    public bool SeesAll => May(Permissions.SeeAllActivity);

    public IEnumerable<IGrouping<DateOnly, ActivityEntry>> Days => Stretch.Entries.GroupBy(e => Time.DateOf(e.At));

    public async Task OnGetAsync()
    {
        Stretch = await new FindActivity(db).Run(SeesAll ? Filter : Filter with { Person = null }, db.Activity.SeenBy(User), Time);
        if (SeesAll && !IsPartial) await LoadPeople();
    }

    public string Heading(DateOnly day) => (Time.Today.DayNumber - day.DayNumber) switch
    {
        0 => $"Today, {Time.LongDate(day)}",
        1 => $"Yesterday, {Time.LongDate(day)}",
        _ => Time.LongDate(day),
    };

    private async Task LoadPeople()
    {
        var company = tenant.Tenant.Id;
        var users = await catalog.Users.Where(u => u.TenantId == company).OrderBy(u => KbmDb.Folded(u.Name)).Select(u => new { u.Id, u.Name }).ToListAsync();
        People =
        [
            new("", "Everybody"),
            .. users.Select(u => new FieldOption(u.Id.ToString(CultureInfo.InvariantCulture), u.Name)),
            new("0", "KBM itself"),
        ];
    }

    private static string Words(string verb) => verb switch
    {
        nameof(ActivityVerb.CheckedOut) => "Handed over",
        nameof(ActivityVerb.CheckedIn) => "Taken back",
        nameof(ActivityVerb.PutInside) => "Put into a lockbox",
        nameof(ActivityVerb.TakenOut) => "Taken out of a lockbox",
        nameof(ActivityVerb.Corrected) => "Corrected by an audit",
        nameof(ActivityVerb.Restored) => "Brought back",
        nameof(ActivityVerb.PinChanged) => "PIN changed",
        _ => WordStart().Replace(verb, m => " " + m.Value.ToLowerInvariant()),
    };

    [GeneratedRegex("(?<=[a-z])[A-Z]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WordStart();
}
