using System.Globalization;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Exports;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Reports;

/// <summary>One report: its filters, its chart, a page of its rows and its sums.</summary>
[Authorize(Permissions.Reports)]
internal sealed class ReportPage(TenantDb db) : KbmPage
{
    private const int MostProperties = 2000;

    public Report Report { get; private set; } = null!;

    public ReportAsk Ask { get; private set; } = null!;

    public ReportView View { get; private set; } = null!;

    public IReadOnlyList<string> Words { get; private set; } = [];

    public IReadOnlyList<FieldOption> Properties { get; private set; } = [];

    /// <summary>What of the address makes no sense, and is left out of what is shown.</summary>
    public IReadOnlyList<string> Faults { get; private set; } = [];

    public bool IsNarrowed => Report.Filters.Any(f => Request.Query[f.Name].ToString().Length > 0);

    public async Task<IActionResult> OnGetAsync(string name)
    {
        if (Report.Of(name) is not { } report || !May(report.Permission)) return NotFound();
        Report = report;
        Ask = new(db, filter => Request.Query[filter], Settings, Time, new(Actor.UserId, May(Permissions.SeeAllActivity)));
        View = await report.View(Ask, Request.PageNumber());
        Faults = [.. report.Filters.Select(f => f.Fault(Request.Query[f.Name])).OfType<Refusal>().Select(r => r.Sentence), .. ReportFilter.FaultsTogether(report.Filters, Ask)];
        Words = await ReportFilter.Words(report.Filters, Ask);
        if (report.Filters.Contains(ReportFilter.Property)) Properties = await ReadProperties();
        return Page();
    }

    /// <summary>Where an act is done; from a page that leads back to one, back to this report.</summary>
    public string From(ReportAct act) => act.LeadsBack ? QueryHelpers.AddQueryString(act.Href, "back", Request.Path + Request.QueryString) : act.Href;

    /// <summary>A cell as the page writes it.</summary>
    public string Text(ReportCell cell) => cell.Shown ?? cell.Value switch
    {
        null => "",
        long number => BarChart.Number(number),
        DateOnly day => Time.Date(day),
        DateTime utc => Time.DateAndTime(utc),
        bool yes => yes ? "Yes" : "No",
        var text => Convert.ToString(text, CultureInfo.InvariantCulture)!,
    };

    private async Task<IReadOnlyList<FieldOption>> ReadProperties()
    {
        var chosen = Ask.Id(ReportFilter.Property.Name);
        var properties = await db.Properties.Where(p => p.RetiredAt == null || p.Id == chosen).OrderBy(p => KbmDb.Folded(p.Name)).Take(MostProperties)
            .Select(p => new { p.Id, p.Name }).ToListAsync();
        return [new("", "Every property"), .. properties.Select(p => new FieldOption($"{p.Id}", p.Name))];
    }
}
