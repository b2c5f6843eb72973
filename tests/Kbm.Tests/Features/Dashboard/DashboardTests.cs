using Kbm.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Kbm.Tests.Features.Dashboard;

public sealed class DashboardTests
{
    // Ten in the morning of Monday 23 November in Chicago.
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 23, 16, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task What_is_due_today_is_overdue_tomorrow()
    {
        await using var app = await TestApp.Start(_clock);
        var company = await app.NewCompany();
        var given = await company.CheckOut("Ana Ruiz", "2026-11-23", await company.AddKey("Roof", copies: 2));
        await company.CheckOut("Marco Silva", "2026-11-24", await company.AddKey("Cellar"));

        (await Counts(company)).ShouldBe(["0 overdue", "1 due today", "2 out now", "1 low on copies"]);
        _clock.Advance(TimeSpan.FromHours(14));
        (await Counts(company)).ShouldBe(["1 overdue", "1 due today", "2 out now", "1 low on copies"]);
        var page = await company.Admin.Page("/dashboard");
        page.Texts(".rail .badge").ShouldBe(["1 overdue"]);
        page.Texts("section[aria-labelledby=overdue] .state").ShouldBe(["1 day"]);

        await company.CheckIn(given.Out!.Checkouts[0]);

        (await Counts(company)).ShouldBe(["0 overdue", "1 due today", "1 out now", "0 low on copies"]);
        (await company.Admin.Page("/dashboard")).Texts(".rail .badge").ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_figure_leads_to_a_list_of_as_many()
    {
        await using var app = await TestApp.Start(_clock);
        var company = await app.NewCompany();
        await company.AddKey("In");
        var pair = await company.AddKey("Pair", copies: 2);
        await company.CheckOut("Ana Ruiz", "2026-11-23", pair, await company.AddKey("Late"));
        await company.CheckOut("Ana Ruiz", "2026-11-24", await company.AddKey("Roof"), await company.AddKey("Cellar", copies: 3));
        await company.CheckOut("Ana Ruiz", "2026-11-25", await company.AddKey("Attic"));
        Company.Expect(await company.AtTheDesk(new()
        {
            Holder = new(Name: "Marco Silva"),
            Out = [new((await company.AddKey("Flat")).Code)],
            Kind = "Assignment",
        }));
        _clock.Advance(TimeSpan.FromHours(15));

        var dashboard = await company.Admin.Page("/dashboard");

        dashboard.Texts(".stat strong").ShouldBe(["2", "2", "6", "1"]);
        foreach (var stat in dashboard.Document.QuerySelectorAll(".stat"))
        {
            var list = await company.Admin.Page(stat.GetAttribute("href")!);
            list.Texts("#count").ShouldBe([stat.QuerySelector("strong")!.TextContent], stat.TextContent);
            list.Texts("#chips .chip.on").Count.ShouldBe(1, stat.TextContent);
        }
    }

    [Fact]
    public async Task The_chart_counts_by_the_companys_days()
    {
        await using var app = await TestApp.Start(_clock);
        var company = await app.NewCompany();
        await company.CheckOut("Ana Ruiz", await company.AddKey("Roof"));
        _clock.Advance(TimeSpan.FromHours(13));
        await company.CheckOut("Ana Ruiz", await company.AddKey("Cellar"));
        _clock.Advance(TimeSpan.FromHours(2));
        await company.CheckOut("Ana Ruiz", await company.AddKey("Attic"));

        var days = (await company.Admin.Page("/dashboard")).Texts(".chart.days title");

        days.Count.ShouldBe(30);
        days.TakeLast(2).ShouldBe(["23 Nov: 2 out, 0 back", "24 Nov: 1 out, 0 back"]);
    }

    [Fact]
    public async Task A_new_company_sees_where_to_begin()
    {
        await using var app = await TestApp.Start(_clock);
        var company = await app.NewCompany();

        var page = await company.UserClient.Page("/dashboard");

        page.Text.ShouldContain("Monday 23 November");
        page.Text.ShouldContain("Nothing is late.");
        page.Text.ShouldContain("Everything is in.");
    }

    private static async Task<IReadOnlyList<string>> Counts(Company company) =>
        [.. (await company.Admin.Page("/dashboard")).Document.QuerySelectorAll(".stat").Select(s =>
            $"{s.QuerySelector("strong")!.TextContent} {s.QuerySelector("span")!.TextContent}")];
}
