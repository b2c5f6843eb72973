using System.Globalization;
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
internal sealed class ActivityPage(TenantDb db, CatalogDb catalog, CurrentTenant tenant) : KbmPage
{
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

    /// <summary>The list's filters as they stand in an address.</summary>
    public string Filters => QueryString.Create(ActivityFilter.Names.Select(n => KeyValuePair.Create<string, string?>(n, Request.Query[n].ToString())).Where(f => f.Value is { Length: > 0 })).ToString();

    /// <summary>The one thing that it is narrowed to, by an address from that thing's page.</summary>
    public IEnumerable<(string Name, string Value, string Text)> Chips => new (string Name, string? Value)[]
    {
        ("item", Filter.Item), ("contact", Filter.Contact), ("property", Filter.Property), ("unit", Filter.Unit),
    }.Where(c => !string.IsNullOrWhiteSpace(c.Value)).Select(c => (c.Name, c.Value!, c.Name == "item" ? c.Value! : $"One {c.Name}"));

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
}
