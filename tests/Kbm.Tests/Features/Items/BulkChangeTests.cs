using System.Net;
using Kbm.Data;
using Kbm.Features.Activity;
using Kbm.Features.Items;
using Kbm.Features.Runs;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kbm.Tests.Features.Items;

public sealed class BulkChangeTests(TestApp app)
{
    [Fact]
    public async Task Ticked_keys_move_to_a_property_and_each_says_so()
    {
        var company = await app.NewCompany();
        var (old, property) = (await company.AddProperty("Elm Court"), await company.AddProperty());
        var (unit, other) = (await company.AddUnit(property), await company.AddUnit(old, "9"));
        await company.AddKey("Roof", property: old, unit: other, hook: "12");
        await company.AddKey("Attic", property: property, unit: unit);
        var list = await company.Staff.Page("/keys");

        var form = await list.Submit("#bulk", ("code", "KA001"), ("do", "move"));
        var back = await form.Submit("#bulk-change", ("Input.PropertyId", $"{property.Id}"));
        var again = await form.Submit("#bulk-change", ("Input.PropertyId", $"{old.Id}"));

        form.Texts("h1").ShouldBe(["Move 1 key to a property"]);
        back.Url.AbsolutePath.ShouldBe("/keys");
        back.Text.ShouldContain("Move 1 key to Winthrop Apts.: 1 done.");
        again.Text.ShouldContain("Move 1 key to Winthrop Apts.: 1 done.");
        var key = await company.Read(db => db.Items.SingleAsync(i => i.Code == "KA001"));
        (key.PropertyId, key.UnitId, key.Hook).ShouldBe((property.Id, null, "12"));
        (await company.Read(db => db.Activity.Where(a => a.ItemId == key.Id && a.Verb == ActivityVerb.Edited).ToListAsync())).ShouldHaveSingleItem().RunId.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_key_that_is_at_the_property_keeps_its_unit_and_one_unit_is_for_all_when_it_is_named()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty();
        var (first, second) = (await company.AddUnit(property, "1A"), await company.AddUnit(property, "2B"));
        await company.AddKey("Roof", property: property, unit: first);

        var kept = await Bulk(company, new { act = "move", codes = new[] { "KA001" }, propertyId = property.Id });
        var unitKept = await company.Read(db => db.Items.Select(i => i.UnitId).SingleAsync());
        await Bulk(company, new { act = "move", codes = new[] { "KA001" }, propertyId = property.Id, unit = "2b" });

        kept.Json.GetProperty("unchanged").GetInt32().ShouldBe(1);
        unitKept.ShouldBe(first.Id);
        (await company.Read(db => db.Items.Select(i => i.UnitId).SingleAsync())).ShouldBe(second.Id);
    }

    [Fact]
    public async Task What_cannot_be_retired_is_refused_as_alone_and_the_rest_is_retired()
    {
        var company = await app.NewCompany();
        var (key, inside, free) = (await company.AddKey("Roof"), await company.AddKey("Attic"), await company.AddKey("Gate"));
        await company.CheckOut("Ana Ruiz", key);
        await company.PutInside(await company.AddLockbox(), inside);
        var alone = (await company.Do((RetireItem act) => act.Retire(company.Dee.Actor, key.Code))).Refusals[0].Sentence;
        var list = await company.Admin.Page("/keys");

        var run = await (await list.Submit("#bulk", ("all", "true"), ("code", "KA001"), ("code", "KA002"), ("code", "KA003"), ("do", "retire"))).Submit("#bulk-change");

        run.Url.AbsolutePath.ShouldStartWith("/runs/");
        run.Text.ShouldContain("1 done, 2 refused.");
        run.Texts("section h2").ShouldBe(["Copies out 1", "In lockbox 1"], ignoreOrder: true);
        run.Text.ShouldContain(alone);
        (await company.Read(db => db.Items.Where(i => i.RetiredAt != null).Select(i => i.Code).ToListAsync())).ShouldBe([free.Code]);
        (await company.Admin.Page("/runs")).Text.ShouldContain("1 done, 2 refused");
    }

    [Fact]
    public async Task More_than_a_thousand_that_match_are_done_in_the_background_each_once()
    {
        var company = await app.NewCompany();
        await AddMany(company, 1_050);
        var out1 = await company.AddKey("Door out");
        await company.CheckOut("Ana Ruiz", out1);
        var list = await company.Admin.Page("/keys?q=door");

        var run = await (await list.Submit("#bulk", ("all", "true"), ("do", "retire"))).Submit("#bulk-change");

        var done = await Ended(company, run.Url.Segments[^1]);
        (done.GetProperty("total").GetInt32(), done.GetProperty("changed").GetInt32(), done.GetProperty("refused").GetInt32()).ShouldBe((1_051, 1_050, 1));
        done.GetProperty("refusals")[0].GetProperty("thing").GetString().ShouldBe(out1.Code);
        (await company.Read(db => db.Activity.CountAsync(a => a.Verb == ActivityVerb.Retired && a.RunId != null))).ShouldBe(1_050);
        (await company.Admin.Page(run.Url.PathAndQuery)).Text.ShouldContain("1,050 done, 1 refused.");
    }

    [Fact]
    public async Task A_run_that_a_restart_interrupts_ends_and_does_nothing_twice()
    {
        await using var database = await TestDatabase.Create();
        Company company;
        long id;
        await using (var first = await TestApp.Start(new TestAppOptions(Database: database)))
        {
            company = await first.NewCompany();
            await AddMany(company, 700);
            var codes = await company.Read(db => db.Items.Select(i => i.Code).ToListAsync());
            id = await company.Write(async db =>
            {
                var run = new Run(RunKind.Bulk, "Keep in Vault", new BulkWork(BulkDeed.Location) { Location = "Vault" }.ToJson(), codes, company.Dee.Actor, DateTime.UnixEpoch, "restart");
                db.Runs.Add(run);
                await db.SaveChangesAsync();
                return run.Id;
            });
            (await company.Do((WorkOnRuns act) => act.Next())).ShouldBeTrue();
            var half = await company.Read(db => db.Runs.SingleAsync());
            (half.Done, half.EndedAt).ShouldBe((200, null));
        }
        await using var second = await TestApp.Start(new TestAppOptions(Database: database));
        await using var scope = second.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Kbm.Features.Tenancy.CurrentTenant>().Set(company.Tenant);
        var store = scope.ServiceProvider.GetRequiredService<Store<TenantDb>>();
        await Until(() => store.Read(db => db.Runs.AnyAsync(r => r.Id == id && r.EndedAt != null)));

        (await store.Read(db => db.Items.CountAsync(i => i.Location == "Vault"))).ShouldBe(700);
        (await store.Read(db => db.Activity.Where(a => a.RunId == id).GroupBy(a => a.ItemId).Select(g => g.Count()).ToListAsync())).ShouldBe(Enumerable.Repeat(1, 700));
    }

    [Fact]
    public async Task Two_workers_at_one_run_do_each_item_once()
    {
        await using var database = await TestDatabase.Create();
        await using var idle = await TestApp.Start(new TestAppOptions(Database: database));
        var company = await idle.NewCompany();
        await AddMany(company, 900);
        var codes = await company.Read(db => db.Items.Select(i => i.Code).ToListAsync());
        await company.Write(db =>
        {
            db.Runs.Add(new(RunKind.Bulk, "Retire", new BulkWork(BulkDeed.Retire).ToJson(), codes, company.Dee.Actor, DateTime.UnixEpoch, "two"));
            return Task.FromResult(true);
        });

        await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ => { while (await company.Do((WorkOnRuns act) => act.Next())) { } }));

        var run = await company.Read(db => db.Runs.SingleAsync());
        (run.Changed, run.EndedAt is not null).ShouldBe((900, true));
        (await company.Read(db => db.Activity.CountAsync(a => a.RunId == run.Id))).ShouldBe(900);
    }

    [Fact]
    public async Task A_repeated_request_of_a_program_is_answered_with_its_run()
    {
        var company = await app.NewCompany();
        await company.AddKey();
        var body = new { act = "location", codes = new[] { "ka 001", "KA999" }, location = "Vault" };

        var first = await Bulk(company, body, ("Idempotency-Key", "one"));
        var second = await Bulk(company, body, ("Idempotency-Key", "one"));

        first.Status.ShouldBe(HttpStatusCode.OK);
        second.Text.ShouldBe(first.Text);
        first.Json.GetProperty("refusals")[0].GetProperty("sentence").GetString().ShouldBe("There is no item KA999.");
        (await company.Read(db => db.Runs.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_at_its_field()
    {
        var company = await app.NewCompany();
        await company.AddKey();
        var form = await company.Staff.Page("/bulk/change?do=move&code=KA001");

        var nowhere = await form.Submit("#bulk-change");
        var unknown = await form.Submit("#bulk-change", ("Input.PropertyId", "999"));
        var (noAct, both) = (await Bulk(company, new { codes = new[] { "KA001" } }), await Bulk(company, new { act = "retire" }));

        nowhere.Texts(".field .error").ShouldBe(["Choose the property they move to."]);
        unknown.Texts(".field .error").ShouldBe(["There is no such property."]);
        noAct.Status.ShouldBe(HttpStatusCode.BadRequest);
        both.Text.ShouldContain("by codes or by a filter");
    }

    [Theory]
    [InlineData("""{"act":"retire","filter":{}}""")]
    [InlineData("""{"act":"retire","filter":{"propertyId":5}}""")]
    [InlineData("""{"act":"retire","filter":{"type":"Key","overdue":true}}""")]
    [InlineData("""{"act":"retire","filter":{"type":"Key"},"everything":true}""")]
    public async Task A_filter_that_says_nothing_or_something_unknown_is_not_taken_for_everything(string body)
    {
        var company = await app.NewCompany();
        await company.AddKey();

        var answer = await company.Api.PostAsync("/api/v1/items/bulk", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await company.Read(db => db.Items.CountAsync(i => i.RetiredAt == null))).ShouldBe(1);
    }

    [Theory]
    [InlineData("all=true&type=key&state=zzz")]
    [InlineData("all=true&type=keyz")]
    [InlineData("all=true")]
    [InlineData("all=true&type=key&property=Winthrop")]
    public async Task An_address_with_a_filter_that_there_is_not_is_not_taken_for_everything(string address)
    {
        var company = await app.NewCompany();
        await company.AddKey();

        var chosen = await company.Admin.Get("/bulk?do=retire&" + address);

        chosen.Status.ShouldBe(HttpStatusCode.BadRequest);
        chosen.Text.ShouldContain("The filters of that list are not understood.");
        (await company.Admin.Get("/bulk/change?do=retire&" + address)).Status.ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_form_that_spoke_of_fewer_items_than_match_now_is_asked_again()
    {
        var company = await app.NewCompany();
        await company.AddKey("Door 1");
        var form = await company.Staff.Page("/bulk/change?do=location&all=true&type=key&q=door");
        await company.AddKey("Door 2");

        var asked = await form.Submit("#bulk-change", ("Input.Location", "Vault"));
        var nothing = await company.Read(db => db.Items.CountAsync(i => i.Location == "Vault"));
        await asked.Submit("#bulk-change", ("Input.Location", "Vault"));

        asked.Status.ShouldBe(HttpStatusCode.Conflict);
        asked.Text.ShouldContain("Meanwhile it is 2 keys that match.");
        asked.Text.ShouldContain("KA001 Door 1, KA002 Door 2");
        nothing.ShouldBe(0);
        (await company.Read(db => db.Items.CountAsync(i => i.Location == "Vault"))).ShouldBe(2);
    }

    [Fact]
    public async Task The_same_key_with_another_request_is_another_act()
    {
        var company = await app.NewCompany();
        await company.AddKey();

        await Bulk(company, new { act = "location", codes = new[] { "KA001" }, location = "Vault" }, ("Idempotency-Key", "one"));
        await Bulk(company, new { act = "location", codes = new[] { "KA001" }, location = "Safe" }, ("Idempotency-Key", "one"));

        (await company.Read(db => db.Items.SingleAsync())).Location.ShouldBe("Safe");
    }

    [Fact]
    public async Task Only_whom_the_table_names_may_and_another_company_s_run_is_not_there()
    {
        var (company, other) = (await app.NewCompany(), await app.NewCompany());
        await company.AddKey();
        var run = (await Bulk(company, new { act = "location", codes = new[] { "KA001" }, location = "Vault" })).Json.GetProperty("id").GetInt64();
        var (user, staff) = (await company.ApiAs(company.Uma), await company.ApiAs(company.Sam));

        (await company.UserClient.Get("/bulk/change?do=move&code=KA001")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await company.UserClient.Get("/exports/items?code=KA001")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await company.UserClient.Get($"/runs/{run}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await company.Staff.Get("/bulk/change?do=retire&code=KA001")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await user.Post("/api/v1/items/bulk", new { act = "location", codes = new[] { "KA001" } })).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await staff.Post("/api/v1/items/bulk", new { act = "retire", codes = new[] { "KA001" } })).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await other.Admin.Get($"/runs/{run}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.Api.Get($"/api/v1/runs/{run}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<ApiAnswer> Bulk(Company company, object body, params (string, string)[] headers) => company.Api.Post("/api/v1/items/bulk", body, headers);

    private static Task AddMany(Company company, int count) => company.Write(async db =>
    {
        var keys = new List<Kbm.Features.Keys.Key>();
        for (var n = 1; n <= count; n++) keys.Add(new(await db.NextCode(ItemKind.Key), DateTime.UnixEpoch, new(new($"Door {n}"))));
        db.Keys.AddRange(keys);
        await Kbm.Features.Search.SearchIndex.IndexItems(db, keys);
        return true;
    });

    private static async Task<System.Text.Json.JsonElement> Ended(Company company, string run)
    {
        ApiAnswer answer = null!;
        await Until(async () => (answer = await company.Api.Get($"/api/v1/runs/{run}"))["endedAt"] is { Length: > 0 });
        return answer.Json;
    }

    private static async Task Until(Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await isSo())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
