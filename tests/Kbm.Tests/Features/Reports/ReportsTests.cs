using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Kbm.Features.Checkouts;
using Kbm.Features.Exports;
using Kbm.Features.Items;
using Kbm.Features.Reports;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Kbm.Tests.Features.Reports;

/// <summary>A company of which every number is known: what is out, since when, until when, with whom.</summary>
public sealed class ReportsTests(TestApp app)
{
    private static readonly DateTimeOffset s_start = new(2027, 10, 1, 15, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Every_report_counts_what_there_is()
    {
        var clock = new FakeTimeProvider(s_start);
        await using var server = await TestApp.Start(clock);
        var company = await Known(server, clock);

        (await Rows(company, "overdue")).ShouldBe(["KA002 Bo Lund 1 3", "KA001 Ana Ruiz 2 1"]);
        (await Rows(company, "due-soon")).ShouldBe(["KA004 Ana Ruiz 1"]);
        (await Rows(company, "due-soon?days=1")).ShouldBeEmpty();
        (await Rows(company, "long-term?days=30")).ShouldBe(["KA003 Cy Resident 1", "ASA001 Ana Ruiz 1"]);
        (await Rows(company, "long-term?days=30&as=assignment")).ShouldBe(["KA003 Cy Resident 1"]);
        (await Rows(company, "out-by-age")).ShouldBe(["KA003 Cy Resident 1", "ASA001 Ana Ruiz 1", "KA002 Bo Lund 1", "KA001 Ana Ruiz 2", "KA004 Ana Ruiz 1"]);
        (await Rows(company, "out-by-age?holder=bo")).ShouldBe(["KA002 Bo Lund 1"]);
        (await Rows(company, "assignments")).ShouldBe(["KA003 Cy Resident 1"]);
        (await Rows(company, "signs-out")).ShouldBe(["ASA001 Ana Ruiz"]);
        (await Rows(company, "out-by-holder")).ShouldBe(["Ana Ruiz 4 2", "Bo Lund 1 1", "Cy Resident 1 0"]);
        (await Rows(company, "out-by-property")).ShouldBe(["Elm Court 4 3", "No property 2 0"]);
        (await Rows(company, "low-copies")).ShouldBe(["KA001 3 1"]);
        (await Rows(company, "low-copies?most=5")).ShouldBe(["KA001 3 1"]);
        (await Rows(company, "inventory")).ShouldBe(["Keys 6 8 3 5 1 0 0", "Sign pieces 3 3 0 0 0 3 0", "Assembled signs 1 1 0 1 0 0 0", "Lockboxes 1 1 1 0 0 0 1"], ignoreOrder: true);
        (await Rows(company, "lockbox-codes")).ShouldBe(["LBA001 41"]);
        (await Rows(company, "lockbox-codes?days=50")).ShouldBeEmpty();
        (await Rows(company, "history?from=2027-10-01")).ShouldBe(["KA004 Ana Ruiz 1 1", "KA001 Ana Ruiz 2 2", "KA002 Bo Lund 1 1", "KA005 Bo Lund 1 0", "ASA001 Ana Ruiz 1 1", "KA003 Cy Resident 1 1"]);
        (await Rows(company, "history")).ShouldBe(["KA004 Ana Ruiz 1 1", "KA001 Ana Ruiz 2 2", "KA002 Bo Lund 1 1"]);
        (await Rows(company, "history?from=2027-10-01&item=ka005")).ShouldBe(["KA005 Bo Lund 1 0"]);
        (await Rows(company, "history?from=2027-10-01&to=2027-10-01&item=KA003")).ShouldBe(["KA003 Cy Resident 1 1"]);
        (await Rows(company, "user-activity?from=2027-10-01&verb=CheckedIn")).ShouldBe(["Dee Okafor 1"]);
    }

    [Fact]
    public async Task Totals_and_charts_say_the_same_as_the_rows()
    {
        var clock = new FakeTimeProvider(s_start);
        await using var server = await TestApp.Start(clock);
        var company = await Known(server, clock);

        foreach (var report in Report.All)
        {
            var all = (await company.Api.Get($"/api/v1/reports/{report.Name}?pageSize=200")).Json;
            foreach (var total in all.GetProperty("totals").EnumerateObject())
                total.Value.GetInt64().ShouldBe(all.GetProperty("rows").EnumerateArray().Sum(r => r.GetProperty(total.Name).GetInt64()), report.Name);
        }
        var ages = (await company.Api.Get("/api/v1/reports/out-by-age")).Json.GetProperty("chart").GetProperty("bars").EnumerateArray().Sum(b => b.GetProperty("value").GetInt64());
        ages.ShouldBe(5);
        (await company.Api.Get("/api/v1/reports/overdue")).Json.GetProperty("chart").GetProperty("bars").EnumerateArray().Select(b => b.GetProperty("value").GetInt64()).ShouldBe([2, 0, 0, 0]);
    }

    [Fact]
    public async Task Every_report_is_a_page_and_a_file_of_each_kind()
    {
        var clock = new FakeTimeProvider(s_start);
        await using var server = await TestApp.Start(clock);
        var company = await Known(server, clock);
        var (staff, api) = (await company.SignIn(company.Sam), await company.ApiAs(company.Sam));
        foreach (var report in Report.All)
        {
            var page = await staff.Page($"/reports/{report.Name}");
            var book = await staff.GetByteArrayAsync($"/exports/report-{report.Name}?format=xlsx", TestContext.Current.CancellationToken);
            var csv = await api.Get($"/api/v1/reports/{report.Name}", ("Accept", "text/csv"));
            var pdf = await api.Get($"/api/v1/reports/{report.Name}?format=pdf");

            page.Status.ShouldBe(HttpStatusCode.OK, report.Name);
            page.Texts("h1").ShouldBe([report.Title]);
            var sheets = Workbook.Sheets(book);
            sheets[0].Rows[0].ItemArray.ShouldBe(report.Columns.Select(c => (object)c.Head));
            sheets[1].TableName.ShouldBe("About");
            csv.Text.TrimStart('\uFEFF').ShouldStartWith(string.Join(',', report.Columns.Select(c => c.Head)));
            pdf.Response.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
            csv.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(sheets[0].Rows.Count, report.Name);
        }
    }

    [Fact]
    public async Task A_row_offers_to_take_back_to_extend_and_to_remind()
    {
        var clock = new FakeTimeProvider(s_start);
        await using var server = await TestApp.Start(clock);
        var company = await Known(server, clock);
        await company.Write(async db =>
        {
            var ana = db.Contacts.First(c => c.Name == "Ana Ruiz");
            ana.Edit(new(ana.Kind, ana.Name) { Email = "ana@example.com" });
            await Task.CompletedTask;
            return true;
        });

        var sam = await company.SignIn(company.Sam);
        var page = await sam.Page("/reports/overdue?holder=ana");

        var extend = await sam.Page(page.Document.QuerySelector("a[aria-label='Extend KA001']")!.GetAttribute("href")!);
        var extended = await extend.Submit("form.card", ("Input.Due", "2027-12-24"));

        extended.Url.PathAndQuery.ShouldBe("/reports/overdue?holder=ana");
        extended.Text.ShouldContain("KA001 is with Ana Ruiz until");
        page.Texts("tbody .actions > a").ShouldBe(["Take back"]);
        page.Texts("tbody .menu-items a").ShouldBe(["Extend", "Remind"]);
        var mail = Uri.UnescapeDataString(page.Document.QuerySelector("a[href^='mailto:ana%40example.com']")!.GetAttribute("href")!);
        mail.ShouldContain("Hello Ana Ruiz");
        mail.ShouldContain("2 copies of KA001 Front door, Elm Court");
        mail.ShouldContain("It was due Wed 10 Nov");
    }

    [Fact]
    public async Task What_makes_no_sense_is_left_out_on_the_page_and_refused_by_the_api()
    {
        var company = await app.NewCompany();

        foreach (var text in HostileTexts.All.Values)
        {
            var value = Uri.EscapeDataString(text);
            foreach (var filter in (string[])["days", "from", "to", "holder", "item", "property", "type", "kind", "as", "most", "person", "verb", "page"])
            {
                var name = filter is "days" ? "long-term" : filter is "most" ? "low-copies" : filter is "person" or "verb" ? "user-activity" : "history";
                ((int)(await company.Staff.Get($"/reports/{name}?{filter}={value}")).Status).ShouldBe(200, $"{filter}={text}");
                ((int)(await company.Api.Get($"/api/v1/reports/{name}?{filter}={value}")).Status).ShouldBeOneOf(200, 400);
            }
        }
        (await company.Staff.Page("/reports/long-term?days=-5")).Texts("#faults p").ShouldBe(["Days out, at least: enter a number from 0 to 3660. What makes no sense is left out."]);
        (await company.Staff.Page("/reports/history?from=2027-03-02&to=2027-03-01")).Text.ShouldContain("The period ends before it begins");
        var refused = await company.Api.Get("/api/v1/reports/history?from=2027-02-30&as=gift");
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Json.GetProperty("errors").GetProperty("from")[0].GetString().ShouldBe("Enter a date such as 2026-11-27.");
        refused.Json.GetProperty("errors").GetProperty("as")[0].GetString().ShouldBe("Choose one of: loan, assignment.");
        (await company.Api.Get("/api/v1/reports/history?format=docx")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_report_is_written_without_a_request()
    {
        var company = await app.NewCompany();
        await company.CheckOut("Ana Ruiz", await company.AddKey("Roof"));
        using var file = new MemoryStream();

        await company.Read(async db =>
        {
            var settings = await db.Settings.SingleAsync();
            var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
            var table = await Report.Of("out-by-age")!.Open(new(db, _ => null, settings, new(settings, now), new(company.Dee.Id, true)));
            await TableFormat.Csv.Write(table, file, TestContext.Current.CancellationToken);
            return true;
        });

        Encoding.UTF8.GetString(file.ToArray()).ShouldContain("\r\nKA001,Roof,,,Ana Ruiz,");
    }

    private static async Task<Company> Known(TestApp app, FakeTimeProvider clock)
    {
        var company = await app.NewCompany();
        var elm = await company.AddProperty("Elm Court");
        var (front, roof, flat) = (await company.AddKey("Front door", 3, elm), await company.AddKey("Roof", property: elm), await company.AddKey("Flat 1", property: elm));
        var (gate, attic, _) = (await company.AddKey("Gate"), await company.AddKey("Attic"), await company.AddKey("Cellar"));
        var sign = await company.AddSign("For sale");
        await Out("Cy Resident", null, "Assignment", (flat, 1));
        await Out("Ana Ruiz", "2027-12-20", null, (sign, 1));
        await company.CheckIn([.. (await company.CheckOut("Bo Lund", attic)).Out!.Checkouts]);
        await company.AddLockbox("North gate box", "4711", elm);
        var gone = await company.AddLockbox("Old box", null, elm);
        Company.Expect(await company.Do((RetireItem act) => act.Retire(company.Dee.Actor, gone.Code)));
        clock.Advance(TimeSpan.FromDays(35));
        await Out("Bo Lund", "2027-11-08", null, (roof, 1));
        await Out("Ana Ruiz", "2027-11-10", null, (front, 2));
        clock.Advance(TimeSpan.FromDays(6));
        await Out("Ana Ruiz", "2027-11-14", null, (gate, 1));
        return company;

        async Task Out(string holder, string? due, string? kind, params (Item Item, int Copies)[] lines) => Company.Expect(await company.AtTheDesk(new()
        {
            Holder = new(Name: holder),
            Out = [.. lines.Select(l => new OutLine(l.Item.Code, l.Copies))],
            Due = due,
            Kind = kind,
        }));
    }

    /// <summary>The rows of a report with what identifies them and their numbers.</summary>
    private static async Task<IReadOnlyList<string>> Rows(Company company, string report)
    {
        var answer = await company.Api.Get($"/api/v1/reports/{report}");
        answer.Status.ShouldBe(HttpStatusCode.OK, report);
        string[] shown = report.Split('?')[0] switch
        {
            "overdue" => ["code", "holder", "copies", "daysLate"],
            "out-by-holder" => ["holder", "copies", "overdue"],
            "out-by-property" => ["property", "copies", "overdue"],
            "low-copies" => ["code", "copies", "in"],
            "inventory" => ["type", "items", "copies", "in", "out", "assigned", "inside", "retired"],
            "lockbox-codes" => ["code", "days"],
            "history" => ["code", "holder", "copies", "outstanding"],
            "user-activity" => ["user", "times"],
            "signs-out" => ["code", "holder"],
            _ => ["code", "holder", "copies"],
        };
        return [.. answer.Json.GetProperty("rows").EnumerateArray().Select(r => string.Join(' ', shown.Select(s => Text(r.GetProperty(s)))))];
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetInt64().ToString(CultureInfo.InvariantCulture) : value.ToString();
}
