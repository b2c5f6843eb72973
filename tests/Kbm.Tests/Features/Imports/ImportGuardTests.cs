using System.Net;
using Kbm.Features.Activity;
using Kbm.Features.Imports;
using Kbm.Features.Keys;
using Kbm.Features.Secrets;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Imports;

/// <summary>What an import keeps to itself, and what it does not do unasked.</summary>
public sealed class ImportGuardTests(TestApp app)
{
    private const string WithCodes = "Property,Key,Cut code,Combo,Zahl,Copies\nWinthrop Apts.,Roof,zqcut1,zqcombo1,zqplain1,many\nWinthrop Apts.,Attic,zqcut2,zqcombo2,zqplain2,1\n";

    [Fact]
    public async Task Codes_of_a_sheet_are_dots_on_every_page_whatever_its_columns_are_taken_for()
    {
        var company = await app.NewCompany();
        await company.AddProperty();
        var import = await company.SendSheet(WithCodes);
        var at = $"/imports/{import["id"]}";

        foreach (var path in new[] { "/columns", "/columns?kind=Keys", "/columns?kind=Contacts", "/columns?kind=SignPieces", "/columns?head=2", "?show=all", "/rows/2", "/problems" })
        {
            var (own, other) = (await company.Admin.Get(at + path), await company.Staff.Get(at + path));
            own.Status.ShouldBe(HttpStatusCode.OK, path);
            other.Status.ShouldBe(HttpStatusCode.OK, path);
            foreach (var code in new[] { "zqcut", "zqcombo" }) own.Text.ShouldNotContain(code, Case.Insensitive, path);
            foreach (var value in new[] { "zqcut", "zqcombo", "zqplain" }) other.Text.ShouldNotContain(value, Case.Insensitive, path);
        }
        (await company.Admin.Get(at + "/columns")).Text.ShouldContain("zqplain1");
        (await company.Staff.Get(at + "/columns")).Text.ShouldContain("Winthrop Apts.");
    }

    [Fact]
    public async Task Matching_a_column_of_codes_to_something_else_opens_it_to_nobody_but_the_sender()
    {
        var company = await app.NewCompany();
        await company.AddProperty();
        var (sam, import) = (await company.ApiAs(company.Sam), await company.SendSheet(WithCodes));
        var at = $"/api/v1/imports/{import["id"]}";
        var asNotes = new { columns = new Dictionary<string, string> { ["0"] = "Property", ["1"] = "Label", ["2"] = "Notes" } };
        var asProperty = new { columns = new Dictionary<string, string> { ["2"] = "Property", ["1"] = "Label" } };

        var refused = await sam.Post(at + "/columns", asNotes);
        var own = await company.Api.Post(at + "/columns", asNotes);
        var (ownRows, otherRows) = (await company.Api.Get(at + "/rows"), await sam.Get(at + "/rows"));
        await company.Api.Post(at + "/columns", asProperty);

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused["title"].ShouldBe("Cut code may hold codes. Only Dee Okafor, who sent the sheet, can say that it holds something else.");
        own.Status.ShouldBe(HttpStatusCode.OK);
        ownRows.Text.ShouldContain("zqcut1");
        foreach (var seen in new[] { otherRows.Text, (await sam.Get(at)).Text, (await sam.Get(at + "/rows")).Text, (await company.Staff.Get($"/imports/{import["id"]}?show=all")).Text, (await company.Staff.Get($"/imports/{import["id"]}/problems")).Text })
            foreach (var value in new[] { "zqcut", "zqcombo", "zqplain" }) seen.ShouldNotContain(value, Case.Insensitive);
    }

    [Fact]
    public async Task The_sender_gets_codes_with_the_problems_on_purpose_only_and_that_is_recorded()
    {
        var company = await app.NewCompany();
        await company.AddProperty();
        var import = await company.SendSheet(WithCodes);
        var at = $"/imports/{import["id"]}";
        var page = await company.Admin.Page(at);

        var without = await page.Submit("#problems");
        var with = await page.Submit("#problems", ("codes", "true"));
        var again = await company.SendSheet(with.Html.Replace("many", "2", StringComparison.Ordinal));

        without.Html.ShouldContain("Copies is a number from 1 to 500.");
        without.Html.ShouldNotContain("zqcut");
        with.Html.ShouldContain("zqcut1");
        again.Json.GetProperty("review").GetProperty("new").GetInt32().ShouldBe(1);
        (await company.Read(db => db.Activity.Where(a => a.Verb == ActivityVerb.CodeShown).Select(a => new { a.UserName, a.Sentence }).ToListAsync()))
            .ShouldHaveSingleItem().ShouldBe(new { UserName = "Dee Okafor", Sentence = "Downloaded 1 row with problems of sheet.csv with its codes." });
        (await company.Staff.Page(at)).Document.QuerySelector("#problems").ShouldBeNull();
    }

    [Theory]
    [InlineData("decisions", """{"row":2,"values":{"Email,ContactNotes":"x"}}""")]
    [InlineData("decisions", """{"row":2,"values":{"Type,Code":"x"}}""")]
    [InlineData("decisions", """{"row":2,"values":{"Email":"x"}}""")]
    [InlineData("columns", """{"columns":{"0":"Email, ContactNotes"}}""")]
    [InlineData("columns", """{"columns":{"0":"Type, Code"}}""")]
    [InlineData("columns", """{"columns":{"00":"Label","0":"Hook"}}""")]
    [InlineData("columns", """{"columns":{"+0":"Label"}}""")]
    [InlineData("columns", """{"kind":"Keys, Lockboxes"}""")]
    [InlineData("columns", """{"mode":"CreateOnly,CreateAndUpdate"}""")]
    public async Task Joined_and_unknown_words_are_refused_and_leave_the_import_as_it_is(string act, string body)
    {
        var company = await app.NewCompany();
        await company.AddProperty();
        var import = await company.SendSheet("Property,Key\nWinthrop Apts.,Roof\n");
        var at = $"/api/v1/imports/{import["id"]}";

        var answer = await company.Api.Post($"{at}/{act}", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        var run = await company.RunImport(import);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest, answer.Text);
        (await company.Api.Get(at))["kind"].ShouldBe("Keys");
        run.GetProperty("changed").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("/api/v1/imports/{0}/rows?verdict=Wrong,New")]
    [InlineData("/api/v1/items?type=Key,Lockbox")]
    [InlineData("/api/v1/items?state=out,retired")]
    public async Task Joined_words_in_an_address_are_refused_too(string path)
    {
        var company = await app.NewCompany();
        var import = await company.SendSheet("Key\nRoof\n");

        var answer = await company.Api.Get(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, import["id"]));

        answer.Status.ShouldBe(HttpStatusCode.BadRequest, answer.Text);
    }

    [Fact]
    public async Task A_key_that_somebody_changed_after_the_review_is_left_as_they_made_it()
    {
        var company = await app.NewCompany();
        var (roof, attic, gate) = (await company.AddKey("Roof", hook: "7"), await company.AddKey("Attic", hook: "8"), await company.AddKey("Gate", hook: "9"));
        var import = await company.SendSheet($"Code,Key,Hook,Copies,Notes\n{roof.Code},Roof,7,2,\n{attic.Code},Attic,8,2,\n{gate.Code},Gate,9,,Sticks\n");
        await company.Api.Post($"/api/v1/imports/{import["id"]}/columns", new { mode = "CreateAndUpdate" });
        await company.Do((SaveKey act) => act.Edit(company.Sam.Actor, roof.Code, new() { Label = "Roof terrace", Hook = "70", Copies = 1 }));
        await company.Do((SaveKey act) => act.Edit(company.Sam.Actor, gate.Code, new() { Label = "Gate", Hook = "9", Copies = 1, Notes = "Sam has the spare" }));

        var run = await company.RunImport(import);

        (await company.Read(db => db.Keys.OrderBy(k => k.Id).Select(k => new { k.Label, k.Hook, k.Copies, k.Notes }).ToListAsync()))
            .Select(k => (k.Label, k.Hook, k.Copies, k.Notes)).ShouldBe([("Roof terrace", "70", 1, null), ("Attic", "8", 2, null), ("Gate", "9", 1, "Sam has the spare")]);
        (run.GetProperty("changed").GetInt32(), run.GetProperty("refused").GetInt32()).ShouldBe((1, 2));
        (await company.Admin.Page($"/imports/{import["id"]}")).Text.ShouldContain("Row 2");
    }

    [Fact]
    public async Task Two_rows_that_change_one_property_do_not_refuse_each_other_for_it()
    {
        var company = await app.NewCompany();
        await company.AddProperty("Elm Court", "4 Elm St.");
        var filler = string.Concat(Enumerable.Range(1, 600).Select(n => $"House {n},{n} Oak St.,\n"));
        var import = await company.SendSheet($"Property,Address,Phone\nElm Court,4 Elm St.,555-1234567\n{filler}Elm Court,6 Elm St.,555-1234567\n", kind: "Properties");
        await company.Api.Post($"/api/v1/imports/{import["id"]}/columns", new { mode = "CreateAndUpdate" });

        var run = await company.RunImport(import);

        run.GetProperty("refused").GetInt32().ShouldBe(0);
        run.GetProperty("changed").GetInt32().ShouldBe(602);
    }

    [Fact]
    public async Task Rows_that_are_being_looked_at_anew_are_not_run()
    {
        var company = await app.NewCompany();
        var import = await company.SendSheet("Key,Copies\nRoof,many\nAttic,1\n");
        var id = import.Json.GetProperty("id").GetInt64();
        var vault = await company.Do(async (CurrentVault vaults) => await vaults.Open());
        // As it stands between a decision and the review that follows it.
        await company.Write(async db =>
        {
            var decided = await db.Imports.SingleAsync(i => i.Id == id);
            decided.Decide(new ImportDecisions { Values = { [2] = new() { [Field.Copies] = "2" } } }.Seal(vault, decided));
            return true;
        });

        var early = await company.Api.Post($"/api/v1/imports/{id}/run", new { goodRows = true });
        await company.Do((ReviewImport act) => act.Run(id));
        var run = await company.RunImport(import);

        (early.Status, early["code"]).ShouldBe((HttpStatusCode.Conflict, "not_reviewed"));
        run.GetProperty("changed").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task One_idempotency_key_stands_for_one_file()
    {
        var company = await app.NewCompany();
        Task<ApiAnswer> Send(string csv, string kind) => company.Api.Post($"/api/v1/imports?name=keys.csv&kind={kind}", new StringContent(csv), ("Idempotency-Key", "monday"));

        var first = await Send("Key\nRoof\n", "Keys");
        var same = await Send("Key\nRoof\n", "Keys");
        var others = new[] { await Send("Key\nAttic\n", "Keys"), await Send("Key\nRoof\n", "Lockboxes") };

        (same.Status, same["id"]).ShouldBe((HttpStatusCode.Created, first["id"]));
        foreach (var other in others) (other.Status, other["code"]).ShouldBe((HttpStatusCode.Conflict, "act_key_used"), other.Text);
    }

    [Fact]
    public async Task A_code_for_a_lockbox_that_is_there_says_that_it_is_not_taken_in()
    {
        var company = await app.NewCompany();
        var box = await company.AddLockbox("North gate box");
        var import = await company.SendSheet($"Code,Lockbox,Lock code\n{box.Code},North gate box,zq4711\n");
        var page = await company.Admin.Page($"/imports/{import["id"]}?show=all");
        await company.Api.Post($"/api/v1/imports/{import["id"]}/columns", new { mode = "CreateAndUpdate" });

        (await company.Admin.Page($"/imports/{import["id"]}?show=all")).Text.ShouldContain($"Its lock code is not taken in: change it on the page of {box.Code}");
        page.Text.ShouldNotContain("is not taken in");
    }

    [Theory]
    [InlineData("1,2", null)]
    [InlineData("1,,2", null)]
    [InlineData("12,34", null)]
    [InlineData("1,200", 1200)]
    [InlineData("12", 12)]
    [InlineData("-3", -3)]
    [InlineData("1,234,567", 1_234_567)]
    public void A_comma_in_a_number_parts_thousands_or_it_is_no_number(string text, int? number) => CellLook.Number(text).ShouldBe(number);

    [Fact]
    public async Task A_code_far_beyond_all_others_is_refused_and_the_numbering_goes_on()
    {
        var company = await app.NewCompany();
        var import = await company.SendSheet("Code,Key\nKA001,Roof\nKZZ999,Attic\nKA002,Gate\n");
        var rows = (await company.Api.Get($"/api/v1/imports/{import["id"]}/rows?verdict=Wrong")).Json.GetProperty("rows");
        await company.RunImport(import, goodRows: true);

        rows.GetArrayLength().ShouldBe(1);
        rows[0].GetProperty("problems")[0].GetProperty("sentence").GetString()!.ShouldContain("KZZ999 is far beyond");
        (await company.AddKey("Next")).Code.ShouldBe("KA003");
    }

    [Fact]
    public async Task A_sheet_whose_codes_fill_the_numbers_may_have_as_many_as_it_likes_in_any_order()
    {
        var company = await app.NewCompany();
        string Code(int n) => Kbm.Features.Items.ItemCode.Of("K", n);
        var import = await company.SendSheet("Code,Key\n" + string.Concat(new[] { 26_000, 1, 9_000, 17_500 }.Select(n => $"{Code(n)},Door {n}\n")));

        import.Json.GetProperty("review").GetProperty("new").GetInt32().ShouldBe(4);
    }

    [Fact]
    public async Task A_sheet_whose_sender_has_gone_is_not_read_on_and_leaves_nothing_behind()
    {
        var company = await app.NewCompany();
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => company.Do((ReceiveSheet act) => act.Run(company.Sam.Actor, new MemoryStream("Key\nRoof\n"u8.ToArray()), "keys.csv", "gone", cancel: gone.Token)));

        (await company.Read(db => db.Imports.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_long_chain_of_masters_is_gone_through_once()
    {
        var company = await app.NewCompany();
        string Code(int n) => Kbm.Features.Items.ItemCode.Of("K", n);
        var rows = string.Concat(Enumerable.Range(1, 12_000).Select(n => $"{Code(n)},Door {n},{(n < 12_000 ? Code(n + 1) : "")}\n"));
        var masters = new SheetCodes();
        var map = new ImportMap { Columns = new Dictionary<int, Field> { [0] = Field.Code, [1] = Field.Label, [2] = Field.MasterKey } };
        foreach (var (line, n) in rows.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((l, n) => (l, n))) masters.Add(new(new(n + 2, line.Split(',')), map, new()));
        for (var n = 1; n < 12_000; n++)
        {
            (await masters.LeadsBack(null!, Code(n), Code(n + 1), null)).ShouldBeFalse();
            masters.DepthBelow(Code(n + 1)).ShouldBe(12_000 - n);
        }
    }
}
