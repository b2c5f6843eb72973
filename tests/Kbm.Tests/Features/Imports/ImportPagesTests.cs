using System.Net;
using System.Text;
using Kbm.Features.Imports;
using Kbm.Tests.Features.Sheets.Reading;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Kbm.Tests.Features.Imports;

public sealed class ImportPagesTests(TestApp app)
{
    private const string Sheet = "Property,Unit,Key,Hook,Copies,Cut code\nWinthrop Apts.,2A,Front door,12,many,zq4711\nNowhere Court,5,Boiler,14,1,\nWinthrop Apts.,,Roof,15,1,\n";

    [Fact]
    public async Task Without_scripts_a_sheet_is_sent_matched_mended_and_taken_in()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty();
        await company.AddUnit(property);
        var sent = await Upload(company, Sheet);

        var review = await sent.Submit("#match");
        var row = await company.Staff.Page(review.Url.AbsolutePath + "/rows/2");
        var mended = await row.Submit("#row", ("Copies", "3"));
        var decided = await mended.Submit(".questions form:has(select)");
        var done = await decided.Submit("#run-import");

        review.Text.ShouldContain("1 new and 2 with a problem.");
        review.Text.ShouldContain("Copies: Copies is a number from 1 to 500.");
        review.Html.ShouldNotContain("zq4711");
        row.Html.ShouldNotContain("zq4711");
        mended.Text.ShouldContain("Row 2 is right now: new.");
        decided.Text.ShouldContain("3 new.");
        done.Text.ShouldContain("Imported: 3 keys");
        (await company.Staff.Page("/keys")).Texts("td .code, a.code").ShouldBe(["KA001", "KA002", "KA003"]);
        (await company.Staff.Page("/imports")).Text.ShouldContain("3 done");
    }

    [Fact]
    public async Task A_second_click_at_any_step_does_nothing_twice()
    {
        var company = await app.NewCompany();
        await company.AddProperty();
        var form = await company.Staff.Page("/imports/new");
        var key = form.Document.QuerySelector("input[name=ActKey]")!.GetAttribute("value")!;
        var sent = await Upload(company, "Property,Key\nWinthrop Apts.,Roof\n", key: key);
        var again = await Upload(company, "Property,Key\nWinthrop Apts.,Roof\n", key: key);
        var review = await sent.Submit("#match");

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => review.Submit("#run-import")));

        again.Url.ShouldBe(sent.Url);
        (await company.Read(db => db.Keys.CountAsync())).ShouldBe(1);
        (await company.Read(db => db.Imports.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_double_click_on_a_long_upload_leads_to_the_one_import_that_came_of_it()
    {
        var company = await app.NewCompany();
        var form = await company.Staff.Page("/imports/new");
        var key = form.Document.QuerySelector("input[name=ActKey]")!.GetAttribute("value")!;
        var sheet = "Property,Key,Notes\n" + string.Join('\n', Enumerable.Range(1, 20_000).Select(n => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"House {n},Door {n},{new string('x', 80)}")));

        var pages = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Upload(company, sheet, key: key)));

        pages.Select(p => (p.Status, p.Url)).Distinct().ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            p => p.Status.ShouldBe(HttpStatusCode.OK), p => p.Url.AbsolutePath.ShouldEndWith("/columns"));
        (await company.Read(db => db.Imports.SingleAsync())).Sheets.Single().Rows.ShouldBe(20_001);
    }

    [Fact]
    public async Task Sheets_that_nobody_takes_in_are_forgotten_after_thirty_days_and_what_was_taken_in_is_not()
    {
        var clock = new FakeTimeProvider(new(2026, 11, 20, 15, 0, 0, TimeSpan.Zero));
        await using var later = await TestApp.Start(clock);
        var company = await later.NewCompany();
        var taken = await company.SendSheet("Key,Hook\nRoof,1\n");
        await company.RunImport(taken);
        await company.SendSheet("Key,Cut code\nAttic,zq4711\n");
        await company.Write(db =>
        {
            db.Imports.Add(new Import("broken off.csv", company.Dee.Actor, company.Now, "broken off"));
            return Task.FromResult(true);
        });
        Task<List<string>> Names() => company.Read(db => db.Imports.OrderBy(i => i.Id).Select(i => i.FileName).ToListAsync());
        async Task Pass(TimeSpan time, int left)
        {
            clock.Advance(time);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while ((await Names()).Count > left)
            {
                patience.Token.ThrowIfCancellationRequested();
                clock.Advance(TimeSpan.FromMinutes(10));
            }
        }

        await Pass(TimeSpan.FromDays(2), left: 2);
        var afterTwoDays = await Names();
        await Pass(TimeSpan.FromDays(29), left: 1);

        afterTwoDays.ShouldBe(["sheet.csv", "sheet.csv"]);
        (await company.Read(db => db.Imports.SingleAsync())).Id.ShouldBe(taken.Json.GetProperty("id").GetInt64());
        (await company.Read(db => db.ImportChunks.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_run_asks_to_look_again_when_something_was_decided_meanwhile()
    {
        var company = await app.NewCompany();
        await company.AddProperty();
        var review = await (await Upload(company, "Property,Key\nWinthrop Apts.,Roof\nWinthrop Apts.,Attic\n")).Submit("#match");
        await company.Api.Post($"/api/v1{review.Url.AbsolutePath}/decisions", new { skip = new[] { 2 } });

        var refused = await review.Submit("#run-import");

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Text.ShouldContain("Meanwhile something was decided about this import.");
        (await company.Read(db => db.Keys.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Rows_with_problems_come_as_a_sheet_that_is_mended_and_sent_again()
    {
        var company = await app.NewCompany();
        await company.AddProperty();
        var review = await (await Upload(company, Sheet)).Submit("#match");
        var address = review.Url.AbsolutePath + "/problems";

        var own = await company.Staff.Get(address);
        var other = await company.Admin.Get(address);
        var again = await company.SendSheet(own.Text.Replace("many", "2", StringComparison.Ordinal));

        own.Text.Split("\r\n")[0].TrimStart('\uFEFF').ShouldBe("Property,Unit,Key,Hook,Copies,Cut code,Row,What is wrong");
        own.Text.ShouldNotContain("zq4711");
        own.Text.ShouldContain("Copies is a number from 1 to 500.");
        other.Text.ShouldNotContain("zq4711");
        again.Json.GetProperty("review").GetProperty("wrong").GetInt32().ShouldBe(2);
        again["kind"].ShouldBe("Keys");
    }

    [Fact]
    public async Task Each_sheet_of_a_workbook_is_guessed_by_itself_unless_somebody_has_said_what_the_rows_are()
    {
        var company = await app.NewCompany();
        var sent = await Upload(company, TwoSheets(), "book.xlsx");

        var other = await sent.Submit("form.sheet-choice", ("sheet", "1"));
        var again = await other.Submit("form.sheet-choice", ("head", "2"));
        var back = await other.Submit("form.sheet-choice", ("sheet", "0"));
        var chosen = await sent.Submit("form.sheet-choice", ("kind", "Items"));
        var kept = await chosen.Submit("form.sheet-choice", ("sheet", "1"));
        var review = await other.Submit("#match");

        string KindOf(Page page) => page.Document.QuerySelector("#match input[name=kind]")!.GetAttribute("value")!;
        ((Page[])[sent, other, again, back, chosen, kept]).Select(KindOf).ShouldBe(["Keys", "Lockboxes", "Lockboxes", "Keys", "Items", "Items"]);
        again.Document.QuerySelector("#match input[name=head]")!.GetAttribute("value").ShouldBe("2");
        review.Text.ShouldContain("1 row of lockboxes");
    }

    [Fact]
    public async Task A_program_that_chooses_another_sheet_has_its_kind_guessed_anew_unless_it_has_said_one()
    {
        var company = await app.NewCompany();
        var (guessed, said) = (await company.SendFile(TwoSheets(), "book.xlsx"), await company.SendFile(TwoSheets(), "book.xlsx", "Keys"));

        var other = await company.Api.Post($"/api/v1/imports/{guessed["id"]}/columns", new { sheet = 1 });
        var kept = await company.Api.Post($"/api/v1/imports/{said["id"]}/columns", new { sheet = 1 });

        (other["kind"], kept["kind"]).ShouldBe(("Lockboxes", "Keys"));
    }

    [Fact]
    public async Task How_columns_were_matched_is_remembered_for_the_next_sheet_of_these_heads()
    {
        var company = await app.NewCompany();
        var first = await Upload(company, "Where,Thing,Zzz\nWinthrop Apts.,Roof,7\n");
        await first.Submit("#match", ("column-0", "Property"), ("column-1", "Label"), ("column-2", "Hook"));

        var second = await Upload(company, "Where,Thing,Zzz\nElm Court,Gate,8\n");

        second.Texts("option[selected]").ShouldContain("Hook");
        second.Document.QuerySelector("#column-1 option[selected]")!.TextContent.ShouldBe("Label");
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_refused_in_a_sentence_at_the_field()
    {
        var company = await app.NewCompany();
        foreach (var file in new[] { [], "PK\u0003\u0004 no zip"u8.ToArray(), "%PDF-1.7"u8.ToArray(), new byte[5000] })
        {
            var page = await Upload(company, file);
            page.Status.ShouldBe(HttpStatusCode.BadRequest);
            page.Texts("#file-error").ShouldHaveSingleItem().ShouldEndWith(".");
        }
        (await company.Read(db => db.Imports.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_sheet_with_nothing_in_the_matched_columns_says_so()
    {
        var company = await app.NewCompany();

        var sent = await company.SendSheet("Other,Property\nRoof,\n", kind: "SmartLocks");
        await company.Api.Post($"/api/v1/imports/{sent["id"]}/columns", new { mode = "CreateOnly" });
        var review = await company.Admin.Get($"/imports/{sent["id"]}?show=all");

        review.Status.ShouldBe(HttpStatusCode.OK);
        review.Text.ShouldContain("No row has anything in the matched columns.");
    }

    [Fact]
    public async Task An_address_without_a_name_finds_the_property_that_is_called_so_and_makes_none_unasked()
    {
        var company = await app.NewCompany();
        await company.AddProperty("Casa Oaxaca", "1234 W. 18th St.");

        var sent = await company.SendSheet("Address,Lockbox\nCasa Oaxaca,Gate box\nCasa Oxaca,Yard box\n", kind: "Lockboxes");
        var asked = await company.Admin.Get($"/imports/{sent["id"]}");
        await company.Api.Post($"/api/v1/imports/{sent["id"]}/decisions", new { name = "Casa Oxaca", propertyId = await company.Read(db => db.Properties.Select(p => p.Id).SingleAsync()) });
        await company.RunImport(sent);

        asked.Text.ShouldContain("There is no property Casa Oxaca.");
        asked.Text.ShouldContain("is Casa Oaxaca");
        (await company.Read(db => db.Lockboxes.Where(l => l.Property!.Name == "Casa Oaxaca").CountAsync())).ShouldBe(2);
        (await company.Read(db => db.Properties.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_row_that_says_something_else_of_the_same_thing_is_a_problem_and_not_dropped()
    {
        var company = await app.NewCompany();

        var sent = await company.SendSheet("Key,Copies,Cut code\nFront,2,A100\nFront,3,B200\nFront,2,A100\n", kind: "Keys");
        var review = await company.Admin.Get($"/imports/{sent["id"]}?show=all");

        sent.Json.GetProperty("review").GetProperty("wrong").GetInt32().ShouldBe(1);
        sent.Json.GetProperty("review").GetProperty("duplicate").GetInt32().ShouldBe(1);
        review.Text.ShouldContain("Row 2 is the same key and says something else of it.");
    }

    [Fact]
    public async Task Units_of_one_label_at_two_addresses_are_not_taken_for_one()
    {
        var company = await app.NewCompany();

        var sent = await company.SendSheet("Property,Address,Unit,Key\nElm Court,12 Elm St.,2,Front\nElm Court,14 Elm St.,2,Back\nElm Court,14 Elm St.,3,Side\n", kind: "Keys");
        var review = await company.Admin.Get($"/imports/{sent["id"]}?show=all");
        await company.RunImport(sent, goodRows: true);

        review.Text.ShouldContain("Unit 2 of Elm Court is at 12 Elm St.");
        (await company.Read(db => db.Units.Where(u => u.Label == "3").Select(u => u.Address!.Street).SingleAsync())).ShouldBe("14 Elm St.");
    }

    [Fact]
    public async Task An_unknown_name_can_be_any_property_and_decided_again()
    {
        var company = await app.NewCompany();
        await company.AddProperty("Casa Tabasco");
        var sent = await company.SendSheet("Property,Key\nThe blue house,Front\n", kind: "Keys");
        var asked = await company.Staff.Page($"/imports/{sent["id"]}");

        var strange = await asked.Submit(".questions form:has(select)", ("choice", "other"), ("other", "Nowhere"));
        var decided = await asked.Submit(".questions form:has(select)", ("choice", "other"), ("other", "casa tabasco"));
        var again = await decided.Submit("form[action$='handler=AskPlace']");

        strange.Text.ShouldContain("There is no property Nowhere in use.");
        decided.Text.ShouldContain("1 new.");
        decided.Text.ShouldContain("is Casa Tabasco");
        again.Text.ShouldContain("There is no property The blue house.");
    }

    [Fact]
    public async Task What_came_of_a_row_is_linked_from_it()
    {
        var company = await app.NewCompany();
        var sent = await company.SendSheet("Property,Address,Unit,Key\nElm Court,12 Elm St.,2A,Front\n", kind: "Keys");
        await company.RunImport(sent);

        var done = await company.Admin.Get($"/imports/{sent["id"]}");

        done.Text.ShouldContain("Imported: 1 key, 1 unit and 1 property");
        done.Text.ShouldContain("href=\"/items/KA001\"");
        done.Text.ShouldContain("Unit 2A of Elm Court</a>");
    }

    [Fact]
    public async Task A_file_beyond_the_limit_is_refused_in_a_sentence()
    {
        var company = await app.NewCompany();

        var answer = await company.SendFile(new byte[51 * 1024 * 1024], "large.csv");

        answer.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        answer["title"].ShouldBe("This file is too large: up to 50 MB are read. Split it into several.");
    }

    [Fact]
    public async Task No_code_of_a_sheet_stands_in_the_database_in_clear()
    {
        var company = await app.NewCompany();
        await company.AddProperty();
        var import = await company.SendSheet("Property,Key,Cut code\nWinthrop Apts.,Roof,zqsecret1\n");
        await company.Api.Post($"/api/v1/imports/{import["id"]}/decisions", new { row = 2, values = new { cutCode = "zqsecret2" } });
        var before = await Everything(company);
        await company.RunImport(import);

        before.ShouldNotContain("zqsecret");
        (await Everything(company)).ShouldNotContain("zqsecret");
        (await company.Api.Get($"/api/v1/imports/{import["id"]}/rows")).Text.ShouldNotContain("zqsecret");
    }

    [Fact]
    public async Task A_column_of_codes_that_is_matched_as_property_puts_none_of_them_into_the_database_either()
    {
        var company = await app.NewCompany();
        var import = await company.SendSheet("Key,Gate\nRoof,zqsecret1\nAttic,zqsecret2\n");
        var matched = await company.Api.Post($"/api/v1/imports/{import["id"]}/columns", new { columns = new Dictionary<string, string> { ["0"] = "Label", ["1"] = "Property" } });

        matched.Json.GetProperty("review").GetProperty("unknownProperties")[0].GetProperty("name").GetString().ShouldBe("zqsecret1");
        (await company.Admin.Page($"/imports/{import["id"]}")).Text.ShouldContain("There is no property zqsecret1.");
        (await Everything(company)).ShouldNotContain("zqsecret");
    }

    [Theory]
    [InlineData("keys")]
    [InlineData("contacts")]
    [InlineData("smartlocks")]
    public async Task Blank_sheets_are_there(string kind)
    {
        var company = await app.NewCompany();

        var sheet = await company.Staff.Get($"/imports/templates/{kind}");

        sheet.Status.ShouldBe(HttpStatusCode.OK);
        sheet.Text.Split("\r\n").Length.ShouldBe(2);
        var book = await (await company.Staff.GetAsync($"/imports/templates/{kind}?format=xlsx")).Content.ReadAsByteArrayAsync();
        string.Join(',', Workbook.Sheets(book).ShouldHaveSingleItem().Rows[0].ItemArray).ShouldBe(sheet.Text.Trim('\uFEFF', '\r', '\n'));
        (await company.Staff.Get("/imports/templates/9")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_admin_takes_an_import_back_and_staff_does_not()
    {
        var company = await app.NewCompany();
        await company.AddProperty();
        var done = await (await (await Upload(company, "Property,Key\nWinthrop Apts.,Roof\n")).Submit("#match")).Submit("#run-import");

        done.Text.ShouldNotContain("Take it back");
        var page = await company.Admin.Page(done.Url.AbsolutePath);
        var back = await page.Submit("form[action$='handler=Undo']");

        back.Text.ShouldContain("Taken back by Dee Okafor");
        (await company.Read(db => db.Keys.CountAsync())).ShouldBe(0);
    }

    /// <summary>A workbook with a sheet of keys and one of lockboxes.</summary>
    private static byte[] TwoSheets()
    {
        static string Rows(params string[] rows) => $"<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>{string.Concat(rows.Select(r => $"<row>{string.Concat(r.Split('|').Select(c => $"<c t='inlineStr'><is><t>{c}</t></is></c>"))}</row>"))}</sheetData></worksheet>";
        return MadeWorkbook.Of(zip =>
        {
            MadeWorkbook.Add(zip, "xl/worksheets/sheet1.xml", Rows("Key|Hook", "Roof|1"));
            MadeWorkbook.Add(zip, "xl/worksheets/sheet2.xml", Rows("Lockbox|Spot", "Gate box|Fence"));
        }, "<sheet name='One' sheetId='1' r:id='rId1'/><sheet name='Two' sheetId='2' r:id='rId2'/>").ToArray();
    }

    private static Task<Page> Upload(Company company, string csv, string name = "sheet.csv", string? key = null) => Upload(company, Encoding.UTF8.GetBytes(csv), name, key);

    private static async Task<Page> Upload(Company company, byte[] file, string name = "sheet.csv", string? key = null)
    {
        var form = await company.Staff.Page("/imports/new");
        string Value(string field) => form.Document.QuerySelector($"#send-sheet input[name={field}]")!.GetAttribute("value")!;
        var content = new MultipartFormDataContent
        {
            { new StringContent(Value("__RequestVerificationToken")), "__RequestVerificationToken" },
            { new StringContent(key ?? Value("ActKey")), "ActKey" },
            { new ByteArrayContent(file), "file", name },
        };
        return await Page.Send(company.Staff, new(HttpMethod.Post, new Uri(form.Url, "/imports/new")) { Content = content });
    }

    // What was not sealed is only packed.
    private static byte[] Opened(byte[] judged) => Kbm.Features.Secrets.Vault.IsSealed(judged) ? judged : Encoding.UTF8.GetBytes(System.Text.Json.JsonSerializer.Serialize(ImportChunk.Unpack<object>(judged)));

    private static Task<string> Everything(Company company) => company.Read(async db =>
    {
        var imports = await db.Imports.Select(i => i.Decisions + i.ReviewJson + i.MapJson).ToListAsync();
        var chunks = (await db.ImportChunks.ToListAsync()).ConvertAll(c => c.Sealed + (c.Judged is null ? "" : Encoding.UTF8.GetString(Opened(c.Judged))));
        var made = (await db.ImportMade.ToListAsync()).ConvertAll(m => System.Text.Json.JsonSerializer.Serialize(m.Things));
        var others = await db.Activity.Select(a => a.Sentence).Concat(db.Secrets.Select(s => s.Sealed)).Concat(db.SearchEntries.Select(e => e.Text)).Concat(db.Runs.Select(r => r.Work)).ToListAsync();
        return string.Join('\n', imports.Concat(chunks).Concat(made).Concat(others));
    });
}
