using System.Net;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Settings;
using Kbm.Tests.Support;

namespace Kbm.Tests.Features.Activity;

public sealed class ActivityTests(TestApp app)
{
    [Fact]
    public async Task Everybody_sees_their_own_acts_and_an_admin_everybody_s()
    {
        var company = await app.NewCompany();
        await Record(company, company.Sam.Actor, "Sam's deed.");
        await Record(company, company.Uma.Actor, "Uma's deed.");

        (await company.Admin.Page("/activity")).Texts(".timeline li > span").Count.ShouldBeGreaterThanOrEqualTo(6);
        (await company.Staff.Page("/activity")).Texts(".timeline li > span").ShouldBe(["Sam's deed. by Sam Lindt"]);
        (await company.UserClient.Page($"/activity?person={company.Sam.Id}")).Texts(".timeline li > span").ShouldBe(["Uma's deed. by Uma Reyes"]);
    }

    [Theory]
    [InlineData(Role.User, "Uma's deed. by Uma Reyes")]
    [InlineData(Role.Staff, "Sam's deed. by Sam Lindt")]
    [InlineData(Role.Admin, "Uma's deed. by Uma Reyes", "Sam's deed. by Sam Lindt", "Dee's deed. by Dee Okafor")]
    public async Task The_page_of_a_thing_shows_no_more_of_the_record_than_the_record_does(Role role, params string[] seen)
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty();
        var unit = await company.AddUnit(property);
        var (key, ana) = (await company.AddKey(property: property, unit: unit), await company.AddContact());
        foreach (var person in new[] { company.Dee, company.Sam, company.Uma })
            await Record(company, person.Actor, $"{person.Name.Split(' ')[0]}'s deed.", new(key.Id, ana.Id, property.Id, unit.Id));
        var client = role switch { Role.Admin => company.Admin, Role.Staff => company.Staff, _ => company.UserClient };

        foreach (var path in new[] { $"/keys/{key.Code}", $"/contacts/{ana.Id}", $"/properties/{property.Id}", $"/units/{unit.Id}" })
            (await client.Page(path + "?tab=activity")).Texts(".timeline li > span").Where(t => t.Contains("deed")).ShouldBe(seen, path);
    }

    [Fact]
    public async Task Who_had_what_is_no_secret_whoever_did_it()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty();
        var unit = await company.AddUnit(property);
        var key = await company.AddKey(property: property, unit: unit);
        var given = await company.CheckOut("Ana Ruiz", key);

        (await company.UserClient.Page($"/keys/{key.Code}")).Texts(".timeline li")[0].ShouldContain("Ana Ruiz");
        (await company.UserClient.Page($"/units/{unit.Id}?tab=held")).Texts("tbody td").ShouldContain(t => t.Contains("Ana Ruiz"));
        (await company.UserClient.Page($"/contacts/{given.Out!.HolderId}")).Texts("tbody .code").ShouldBe([key.Code]);
    }

    [Fact]
    public async Task The_page_of_a_thing_shows_its_own_acts_to_everybody_and_all_to_an_admin()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty();
        var (unit, contact) = (await company.AddUnit(property), await company.AddContact());
        var key = await company.AddKey(property: property, unit: unit);
        await company.Write(db =>
        {
            db.Record(company.Sam.Actor, Noon, ActivityVerb.Edited, "Sam's deed.", new(key.Id, contact.Id, property.Id, unit.Id));
            return Task.FromResult(true);
        });

        foreach (var page in new[] { $"/properties/{property.Id}", $"/units/{unit.Id}", $"/contacts/{contact.Id}", $"/keys/{key.Code}" })
        {
            (await company.Staff.Page(page + "?tab=activity")).Texts(".timeline li > span").ShouldBe(["Sam's deed. by Sam Lindt"], page);
            (await company.UserClient.Page(page + "?tab=activity")).Texts(".timeline li > span").ShouldBeEmpty(page);
            (await company.Admin.Page(page + "?tab=activity")).Texts(".timeline li > span").Count.ShouldBeGreaterThan(1, page);
        }
    }

    [Fact]
    public async Task Older_entries_are_a_page_away_each_shown_once()
    {
        var company = await app.NewCompany();
        await company.Write(db =>
        {
            for (var i = 1; i <= 120; i++) db.Record(company.Sam.Actor, Noon, ActivityVerb.Edited, $"Deed {i}.");
            return Task.FromResult(true);
        });

        var seen = new List<string>();
        var page = await company.Staff.Page("/activity");
        for (; ; page = await company.Staff.Page(page.Document.QuerySelector("a[rel=next]")!.GetAttribute("href")!))
        {
            seen.AddRange(page.Texts(".timeline li > span"));
            if (page.Document.QuerySelector("a[rel=next]") is null) break;
        }

        seen.ShouldBe(Enumerable.Range(1, 120).Reverse().Select(i => $"Deed {i}. by Sam Lindt"));
    }

    [Fact]
    public async Task A_period_is_of_local_days()
    {
        var company = await app.NewCompany();
        await company.Write(db =>
        {
            // In Chicago it is 23:30 on the 19th, 00:30 on the 20th, 23:30 on the 20th and 00:30 on the 21st.
            db.Record(company.Sam.Actor, new(2020, 11, 20, 5, 30, 0, DateTimeKind.Utc), ActivityVerb.Edited, "Eve.");
            db.Record(company.Sam.Actor, new(2020, 11, 20, 6, 30, 0, DateTimeKind.Utc), ActivityVerb.Edited, "Early.");
            db.Record(company.Sam.Actor, new(2020, 11, 21, 5, 30, 0, DateTimeKind.Utc), ActivityVerb.Added, "Late.");
            db.Record(company.Sam.Actor, new(2020, 11, 21, 6, 30, 0, DateTimeKind.Utc), ActivityVerb.Edited, "After.");
            return Task.FromResult(true);
        });

        (await Find(company, new() { From = "2020-11-20", To = "2020-11-20" })).ShouldBe(["Late.", "Early."]);
        (await Find(company, new() { From = "2020-11-20", To = "2020-11-20", Verb = "Added" })).ShouldBe(["Late."]);
        (await Find(company, new() { To = "2020-11-19" })).ShouldBe(["Eve."]);
    }

    [Fact]
    public async Task What_happened_to_a_thing_is_found_by_its_code_or_its_holder()
    {
        var company = await app.NewCompany();
        var (key, other) = (await company.AddKey("Boiler room"), await company.AddKey("Roof"));
        await company.CheckOut("Ana Ruiz", key);
        await company.CheckOut("Marco Silva", other);

        var byCode = await company.Admin.Page($"/activity?about={key.Code.ToLowerInvariant()}");
        var byHolder = await company.Admin.Page("/activity?about=ruiz");

        byCode.Texts(".timeline li > span").ShouldAllBe(t => t.Contains("Boiler room"));
        byCode.Texts(".timeline li > span").Count.ShouldBe(2);
        byHolder.Text.ShouldContain("to Ana Ruiz");
        byHolder.Text.ShouldNotContain("Marco Silva");
        byCode.Document.QuerySelectorAll(".timeline a").Select(a => a.GetAttribute("href")).ShouldContain($"/keys/{key.Code}");
        byCode.Document.QuerySelectorAll(".timeline a").Select(a => a.GetAttribute("href")).ShouldContain("/receipts/R-000001");
    }

    [Fact]
    public async Task The_API_and_an_export_give_what_the_page_does_and_no_more()
    {
        var company = await app.NewCompany();
        var key = await company.AddKey("Roof");
        var property = await company.AddProperty();
        await Record(company, company.Sam.Actor, "Sam's deed.", new(Item: key.Id, Property: property.Id));
        await Record(company, company.Dee.Actor, "=Dee's deed.", new(Item: key.Id));
        var staff = await company.ApiAs(company.Sam);

        async Task<string> Ask(HttpClient client, string query) => string.Join(' ', (await client.Get("/api/v1/activity" + query)).Json.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("sentence").GetString()));
        (await Ask(company.Api, $"?item={key.Code}&verb=edited")).ShouldBe("=Dee's deed. Sam's deed.");
        (await Ask(company.Api, $"?property={property.Id}&person={company.Sam.Id}")).ShouldBe("Sam's deed.");
        (await Ask(staff, $"?item={key.Code}&person={company.Dee.Id}")).ShouldBe("");
        (await Ask(staff, "?about=roof")).ShouldBe("Sam's deed.");
        (await company.Api.Get("/api/v1/activity?verb=danced")).Status.ShouldBe(HttpStatusCode.BadRequest);
        var file = (await company.Admin.Get($"/exports/activity?item={key.Code}&verb=Edited&format=csv")).Text;
        file.ShouldContain(",'=Dee's deed.,");
        file.ShouldContain($",{key.Code},Sam's deed.,");
        (await company.Staff.Get("/exports/activity?format=csv")).Text.ShouldNotContain("Dee's deed");
        (await company.UserClient.Get("/exports/activity?format=csv")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_API_and_an_export_reach_the_end_of_the_record_each_entry_once()
    {
        var company = await app.NewCompany();
        var ana = await company.AddContact("Ana Ruiz");
        await company.Write(db =>
        {
            for (var i = 1; i <= 1200; i++) db.Record(company.Sam.Actor, Noon, ActivityVerb.Edited, $"Deed {i}.", new(Contact: ana.Id));
            return Task.FromResult(true);
        });
        var (seen, staff, before) = (new List<string>(), await company.ApiAs(company.Sam), "");
        do
        {
            var answer = (await staff.Get($"/api/v1/activity?about=ruiz&limit=200{before}")).Json;
            seen.AddRange(answer.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("sentence").GetString()!));
            before = answer.GetProperty("before") is { ValueKind: System.Text.Json.JsonValueKind.Number } next ? $"&before={next}" : "";
        }
        while (before.Length > 0);

        var file = (await company.Staff.Get("/exports/activity?about=ruiz&format=csv")).Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        seen.ShouldBe(Enumerable.Range(1, 1200).Reverse().Select(i => $"Deed {i}."));
        file.Length.ShouldBe(1201);
    }

    [Theory]
    [InlineData("?person=x&verb=Danced&from=yesterday&to=2026-02-30&before=-1&about=%00")]
    [InlineData("?verb=3&before=99999999999999999999")]
    [InlineData("?from=9998-12-31&to=0001-01-01&before=0")]
    [InlineData("?about=%27%22%3Cscript%3E%F0%9F%94%91*%20OR%20NEAR(")]
    public async Task Filters_that_make_no_sense_do_no_harm(string query)
    {
        var company = await app.NewCompany();

        (await company.Admin.Get("/activity" + query)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Markup_in_a_sentence_is_text()
    {
        var company = await app.NewCompany();
        await Record(company, company.Sam.Actor, "Added key, <img src=x>.");

        (await company.Staff.Page("/activity")).Document.QuerySelector(".timeline img").ShouldBeNull();
    }

    private static DateTime Noon => new(2026, 11, 20, 18, 0, 0, DateTimeKind.Utc);

    private static Task<bool> Record(Company company, Actor by, string sentence, About about = default) => company.Write(db =>
    {
        db.Record(by, Noon, ActivityVerb.Edited, sentence, about);
        return Task.FromResult(true);
    });

    private static async Task<IReadOnlyList<string>> Find(Company company, ActivityFilter filter)
    {
        var settings = await company.Read(db => Task.FromResult(new CompanySettings { Name = "x" }));
        var stretch = await company.Read(db => new FindActivity(db).Run(filter, db.Activity.Where(a => a.UserId == company.Sam.Id), new(settings, Noon)));
        return [.. stretch.Entries.Select(e => e.Sentence)];
    }
}
