using System.Globalization;
using System.Net;
using Kbm.Features.Activity;
using Kbm.Features.Runs;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Runs;

/// <summary>No run of a company stands in the way of those after it.</summary>
public sealed class RunsTests(TestApp app)
{
    [Fact]
    public async Task What_cannot_be_done_is_refused_by_name_and_the_rest_and_the_next_run_are_done()
    {
        var company = await app.NewCompany();
        await company.AddChain(450);
        await Forbid(company, "Items", "Location", "\"Code\" IN ('KA003', 'KA250')");
        var codes = await company.Read(db => db.Items.OrderBy(i => i.Id).Select(i => i.Code).ToListAsync());

        var first = await company.Api.Post("/api/v1/items/bulk", new { act = "location", codes, location = "Vault" });
        var second = await company.Api.Post("/api/v1/items/bulk", new { act = "location", codes = codes.Take(300), location = "Safe" });
        var (vault, safe) = (await company.Ended(first), await company.Ended(second));

        (vault.Json.GetProperty("changed").GetInt32(), vault.Json.GetProperty("refused").GetInt32()).ShouldBe((449, 1));
        var refusal = vault.Json.GetProperty("refusals")[0];
        (refusal.GetProperty("thing").GetString(), refusal.GetProperty("code").GetString()).ShouldBe(("KA250", "could_not_be_done"));
        safe.Json.GetProperty("changed").GetInt32().ShouldBe(299);
        var page = await company.Staff.Page($"/runs/{first["id"]}");
        page.Text.ShouldContain("449 done, 1 refused.");
        page.Texts("section h2").ShouldBe(["Could not be done 1"]);
        (await company.Read(db => db.Activity.CountAsync(a => a.RunId == first.Json.GetProperty("id").GetInt64()))).ShouldBe(449);
    }

    [Fact]
    public async Task What_is_done_at_once_goes_on_past_what_cannot_be_done()
    {
        var company = await app.NewCompany();
        await company.AddChain(3);
        await Forbid(company, "Items", "Location", "\"Code\" IN ('KA001', 'KA002')");

        var run = await company.Api.Post("/api/v1/items/bulk", new { act = "location", codes = new[] { "KA001", "KA002", "KA003" }, location = "Vault" });

        run.Status.ShouldBe(HttpStatusCode.OK, run.Text);
        run.Json.GetProperty("refusals").EnumerateArray().Select(r => r.GetProperty("thing").GetString()).ShouldBe(["KA002"]);
        (await company.Read(db => db.Items.Where(i => i.Location == "Vault").Select(i => i.Code).ToListAsync())).ShouldBe(["KA001", "KA003"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_row_that_cannot_be_taken_in_is_named_and_what_came_in_can_be_taken_back()
    {
        var company = await app.NewCompany();
        await company.AddKey("Door 700", hook: "old");
        await Forbid(company, "Items", "Label", "\"Label\" = 'Door 700'");
        var import = await company.SendSheet("Key,Hook,Cut code\n" + string.Join('\n', Enumerable.Range(1, 1_200).Select(n => string.Create(CultureInfo.InvariantCulture, $"Door {n},{n},C{n}"))));

        var run = await company.RunImport(import);
        var back = await company.RunImport(import, act: "undo");

        (run.GetProperty("changed").GetInt32(), run.GetProperty("refused").GetInt32()).ShouldBe((1_199, 1));
        run.GetProperty("refusals")[0].GetProperty("thing").GetString().ShouldBe("row 701");
        back.GetProperty("changed").GetInt32().ShouldBe(1_199);
        (await company.Read(db => db.Items.Select(i => i.Hook).ToListAsync())).ShouldBe(["old"]);
        (await company.Read(db => db.Secrets.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_began_a_run_or_an_admin_ends_it_and_the_next_one_is_done()
    {
        await using var idle = await TestApp.Start(new TestAppOptions(Configure: TestApp.NoWorker));
        var company = await idle.NewCompany();
        var other = await company.ApiAs(await company.AddPerson("Bo Lund", Kbm.Features.Accounts.Role.Staff));
        await company.AddChain(250);
        var codes = await company.Read(db => db.Items.Select(i => i.Code).ToListAsync());
        var sam = await company.ApiAs(company.Sam);
        var first = await sam.Post("/api/v1/items/bulk", new { act = "location", codes, location = "Vault" });
        var second = await company.Api.Post("/api/v1/items/bulk", new { act = "location", codes, location = "Safe" });
        await company.Do((WorkOnRuns act) => act.Next());

        (await company.Staff.Page($"/runs/{second["id"]}")).Text.ShouldContain("It begins when Keep 250 keys in Vault has ended.");
        var stranger = await other.Post($"/api/v1/runs/{first["id"]}/end");
        var page = await (await company.Staff.Page($"/runs/{first["id"]}")).Submit("form.end-run");
        var again = await company.Api.Post($"/api/v1/runs/{first["id"]}/end");
        while (await company.Do((WorkOnRuns act) => act.Next())) { }

        stranger.Status.ShouldBe(HttpStatusCode.Forbidden);
        stranger["title"].ShouldBe("Only an admin or Sam Lindt, who began it, can end it.");
        page.Text.ShouldContain("200 done, 50 left when it was ended.");
        page.Document.QuerySelector("form.end-run").ShouldBeNull();
        (again.Status, again.Json.GetProperty("done").GetInt32()).ShouldBe((HttpStatusCode.OK, 200));
        (await company.Api.Get($"/api/v1/runs/{second["id"]}")).Json.GetProperty("changed").GetInt32().ShouldBe(250);
        (await company.Read(db => db.Activity.SingleAsync(a => a.Verb == ActivityVerb.RunEnded))).Sentence.ShouldBe("Ended “Keep 250 keys in Vault” after 200 of 250.");
        (await company.Staff.Page($"/runs/{second["id"]}")).Document.QuerySelector("form.end-run").ShouldBeNull();
        (await company.Api.Post("/api/v1/runs/999/end")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_import_that_an_admin_ends_says_how_far_it_came_and_so_does_taking_it_back()
    {
        await using var idle = await TestApp.Start(new TestAppOptions(Configure: TestApp.NoWorker));
        var company = await idle.NewCompany();
        var sam = await company.ApiAs(company.Sam);
        var import = await company.SendSheet("Key,Hook\n" + string.Join('\n', Enumerable.Range(1, 1_600).Select(n => string.Create(CultureInfo.InvariantCulture, $"Door {n},{n}"))));
        await sam.Post($"/api/v1/imports/{import["id"]}/run", new { });
        await company.Do((WorkOnRuns act) => act.Next());
        await company.Do((WorkOnRuns act) => act.Next());
        await company.Do((WorkOnRuns act) => act.Next());

        var ended = await (await company.Admin.Page($"/imports/{import["id"]}")).Submit("form.end-run");
        var taking = await ended.Submit("form[action$='handler=Undo']");
        await company.Do((WorkOnRuns act) => act.Next());
        var half = await taking.Submit("form.end-run");
        var (left, nothingMore) = (await company.Read(db => db.Keys.CountAsync()), await company.Do((WorkOnRuns act) => act.Next()));
        await half.Submit("form[action$='handler=Undo']");
        while (await company.Do((WorkOnRuns act) => act.Next())) { }

        ended.Text.ShouldContain("Imported: 1,499 keys; 101 left when it was ended.");
        half.Text.ShouldContain("500 done, 999 left when it was ended.");
        (left, nothingMore).ShouldBe((999, false));
        (await company.Read(db => db.Keys.CountAsync())).ShouldBe(0);
        (await company.Admin.Page($"/imports/{import["id"]}")).Text.ShouldContain("999 done.");
    }

    /// <summary>The database refuses a second row with the same value among these, as a fault of its own would.</summary>
    private static Task Forbid(Company company, string table, string column, string among)
    {
        var index = $"CREATE UNIQUE INDEX \"Forbidden\" ON \"{table}\" (\"{column}\") WHERE {among}";
        return company.Write(db => db.Database.ExecuteSqlRawAsync(index));
    }
}
