using System.Net;
using Kbm.Features.Contacts;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Checkouts;

public sealed class CheckoutsApiTests(TestApp app)
{
    [Fact]
    public async Task A_key_goes_out_and_comes_back_in_parts()
    {
        var company = await app.NewCompany();
        var key = await company.AddKey("Entrance", copies: 3);
        var given = await company.Api.Post("/api/v1/checkouts", new { holder = new { name = "Ana Ruiz" }, lines = new[] { new { code = key.Code, quantity = 2 } }, purpose = "Boiler", due = "2999-01-01" });
        given.Status.ShouldBe(HttpStatusCode.BadRequest);
        given = await company.Api.Post("/api/v1/checkouts", new { holder = new { name = "Ana Ruiz" }, lines = new[] { new { code = key.Code.ToLowerInvariant(), quantity = 2 } }, purpose = "Boiler" });
        given.Status.ShouldBe(HttpStatusCode.Created);
        given.Json.GetProperty("receipt").GetString().ShouldBe("R-000001");
        var line = given.Json.GetProperty("checkouts")[0];
        line.GetProperty("code").GetString().ShouldBe(key.Code);
        line.GetProperty("quantity").GetInt32().ShouldBe(2);
        var id = line.GetProperty("id").GetInt64();

        var back = await company.Api.Post("/api/v1/checkins", new { lines = new[] { new { checkoutId = id, quantity = 1 } } });
        back.Status.ShouldBe(HttpStatusCode.Created);
        back.Json.GetProperty("receipt").GetString().ShouldBe("R-000002");
        back.Json.GetProperty("checkins")[0].GetProperty("outstanding").GetInt32().ShouldBe(1);

        var open = await company.Api.Get($"/api/v1/checkouts?open=true&code={key.Code}");
        open.Json.GetProperty("total").GetInt32().ShouldBe(1);
        open.Json.GetProperty("checkouts")[0].GetProperty("outstanding").GetInt32().ShouldBe(1);
        (await company.Api.Post("/api/v1/checkins", new { lines = new[] { new { checkoutId = id } } })).Status.ShouldBe(HttpStatusCode.Created);
        (await company.Api.Get("/api/v1/checkouts?open=true")).Json.GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Nothing_left_is_409_and_names_who_has_it()
    {
        var company = await app.NewCompany();
        var key = await company.AddKey("Roof", copies: 2);
        await company.CheckOut("Ana Ruiz", key);
        await company.CheckOut("Ana Ruiz", key);
        var refused = await company.Api.Post("/api/v1/checkouts", new { holder = new { name = "Marco" }, lines = new[] { new { code = key.Code, quantity = 1 } } });
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused["code"].ShouldBe("not_available");
        refused["title"]!.ShouldContain($"{key.Code}: both copies are");
        refused["title"]!.ShouldContain("Ana Ruiz (Other) since");
        refused.Json.GetProperty("holders")[0].GetProperty("name").GetString().ShouldBe("Ana Ruiz");
        (await company.Read(db => db.Contacts.CountAsync(c => c.Name == "Marco"))).ShouldBe(0);
    }

    [Fact]
    public async Task One_line_that_cannot_go_keeps_the_others_in()
    {
        var company = await app.NewCompany();
        var (free, taken) = (await company.AddKey("Roof"), await company.AddKey("Laundry"));
        await company.CheckOut("Ana Ruiz", taken);
        var refused = await company.Api.Post("/api/v1/checkouts", new { holder = new { name = "Marco" }, lines = new[] { new { code = free.Code }, new { code = taken.Code } } });
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        (await company.Read(db => db.Checkouts.CountAsync())).ShouldBe(1);
        (await company.Read(db => db.Receipts.CountAsync())).ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"holder":{"name":"Ana"},"lines":[{"code":"KZ999"}]}""", 404, "not_found", "lines[0].code")]
    [InlineData("""{"holder":{"contactId":987654},"lines":[{"code":"CODE"}]}""", 404, "not_found", "holder")]
    [InlineData("""{"lines":[{"code":"CODE"}]}""", 400, "invalid", "holder")]
    [InlineData("""{"holder":{"name":"  "},"lines":[{"code":"CODE"}]}""", 400, "invalid", "holder")]
    [InlineData("""{"holder":{"name":"Ana"}}""", 400, "invalid", "lines")]
    [InlineData("""{"holder":{"name":"Ana"},"lines":[]}""", 400, "invalid", "lines")]
    [InlineData("""{"holder":{"name":"Ana"},"lines":[null]}""", 400, "invalid", "lines[0].code")]
    [InlineData("""{"holder":{"name":"Ana"},"lines":[{"code":"CODE"},{"code":"code"}]}""", 400, "invalid", "lines[1].code")]
    [InlineData("""{"holder":{"name":"Ana"},"lines":[{"code":"CODE","quantity":0}]}""", 400, "invalid", "lines[0].quantity")]
    [InlineData("""{"holder":{"name":"Ana"},"lines":[{"code":"CODE","quantity":-3}]}""", 400, "invalid", "lines[0].quantity")]
    [InlineData("""{"holder":{"name":"Ana"},"lines":[{"code":"CODE","quantity":2147483647}]}""", 400, "invalid", "lines[0].quantity")]
    [InlineData("""{"holder":{"name":"Ana"},"lines":[{"code":"CODE","quantity":99999999999}]}""", 400, "invalid", "lines[0].quantity")]
    [InlineData("""{"holder":{"name":"Ana"},"lines":[{"code":"CODE","quantity":"two"}]}""", 400, "invalid", "lines[0].quantity")]
    [InlineData("""{"holder":{"name":"Ana"},"lines":[{"code":7}]}""", 400, "invalid", "lines[0].code")]
    [InlineData("""{"holder":{"name":"Ana"},"lines":[{"code":"CODE"}],"due":"2001-01-01"}""", 400, "invalid", "due")]
    [InlineData("""{"holder":{"name":"Ana"},"lines":[{"code":"CODE"}],"due":"soon"}""", 400, "invalid", "due")]
    [InlineData("""{"holder":{"name":"Ana"},"lines":[{"code":"CODE"}],"kind":"Gift"}""", 400, "invalid", "kind")]
    [InlineData("""{"holder":{"name":"Ana"},"lines":[{"code":"CODE"}],"kind":"1"}""", 400, "invalid", "kind")]
    [InlineData("""[1,2""", 400, "invalid", "body")]
    [InlineData("", 400, "invalid", "body")]
    [InlineData("null", 400, "invalid", "body")]
    public async Task A_bad_body_names_the_field(string body, int status, string code, string field)
    {
        var company = await app.NewCompany();
        var key = await company.AddKey(copies: 2);
        var content = new StringContent(body.Replace("CODE", key.Code).Replace("code\":\"code", "code\":\"" + key.Code.ToLowerInvariant()), null, "application/json");
        var refused = await company.Api.Post("/api/v1/checkouts", content);
        ((int)refused.Status).ShouldBe(status, refused.Text);
        refused["code"].ShouldBe(code);
        refused.Json.GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue(refused.Text);
        (await company.Read(db => db.Receipts.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Each_line_that_cannot_go_is_named_at_its_place()
    {
        var company = await app.NewCompany();
        var (free, taken, pair) = (await company.AddKey("Roof"), await company.AddKey("Laundry"), await company.AddKey("Pair", copies: 2));
        var given = await company.CheckOut("Ana Ruiz", taken, pair);

        var refused = await company.Api.Post("/api/v1/checkouts", new
        {
            holder = new { name = "Marco" },
            lines = new[] { new { code = free.Code, quantity = 1 }, new { code = taken.Code, quantity = 1 }, new { code = pair.Code, quantity = 2 } },
        });
        var tooMany = await company.Api.Post("/api/v1/checkins", new { lines = new object[] { new { checkoutId = given.Out!.Checkouts[0].Id }, new { checkoutId = given.Out.Checkouts[1].Id, quantity = 2 } } });
        var unknown = await company.Api.Post("/api/v1/checkins", new { lines = new object[] { new { checkoutId = 424242 }, new { quantity = 1 } } });
        var gone = await company.Api.Post("/api/v1/checkins", new { lines = new[] { new { checkoutId = 424242 } } });

        Named(refused).ShouldBe(["lines[1].code", "lines[2].quantity"]);
        Named(tooMany).ShouldBe(["lines[1].quantity"]);
        Named(unknown).ShouldBe(["lines[1].checkoutId"]);
        Named(gone).ShouldBe(["lines[0].checkoutId"]);
    }

    [Fact]
    public async Task A_list_is_narrowed_by_what_is_given_and_names_what_it_cannot_read()
    {
        var company = await app.NewCompany();
        await company.CheckOut("Ana Ruiz", await company.AddKey("Roof"));

        (await company.Api.Get("/api/v1/checkouts?code=%20")).Json.GetProperty("total").GetInt32().ShouldBe(1);
        (await company.Api.Get("/api/v1/checkouts?code=KA999")).Json.GetProperty("total").GetInt32().ShouldBe(0);
        foreach (var (query, name, sentence) in new[]
        {
            ("page=abc", "page", "The value of page is a whole number."),
            ("pageSize=1e3", "pageSize", "The value of pageSize is a whole number."),
            ("contactId=99999999999999999999", "contactId", "The value of contactId is a whole number."),
            ("open=perhaps", "open", "The value of open is true or false."),
        })
        {
            var refused = await company.Api.Get("/api/v1/checkouts?" + query);
            refused.Status.ShouldBe(HttpStatusCode.BadRequest);
            refused["title"].ShouldBe(sentence);
            Named(refused).ShouldBe([name]);
        }
    }

    [Theory]
    [InlineData("ana ruiz")]
    [InlineData("  ANA   Ruiz ")]
    public async Task A_holder_s_name_is_known_whatever_its_case_and_spaces(string typed)
    {
        var company = await app.NewCompany();
        var ana = await company.AddContact("Ana Ruiz");
        await company.AddContact("Ana Ruizz");

        var given = await company.CheckOut(typed, await company.AddKey());

        given.Out!.HolderId.ShouldBe(ana.Id);
    }

    [Fact]
    public async Task A_name_that_several_have_is_refused_and_names_them()
    {
        var company = await app.NewCompany();
        var key = await company.AddKey();
        await company.AddContact("Ana Ruiz", ContactKind.Vendor);
        await company.AddContact("Ana Ruiz", ContactKind.Resident);
        await company.AddContact("ana ruiz", ContactKind.Owner);
        object Body(string name) => new { holder = new { name }, lines = new[] { new { code = key.Code } } };

        var refused = await company.Api.Post("/api/v1/checkouts", Body("Ana Ruiz"));
        var exact = await company.Api.Post("/api/v1/checkouts", Body("ana ruiz"));

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused["code"].ShouldBe("several_contacts");
        refused["title"].ShouldBe("3 contacts are called Ana Ruiz: Ana Ruiz (Vendor), Ana Ruiz (Resident) and ana ruiz (Owner). Choose one of them.");
        refused.Json.GetProperty("contacts").GetArrayLength().ShouldBe(3);
        Named(refused).ShouldBe(["holder"]);
        exact.Status.ShouldBe(HttpStatusCode.Created);
        (await company.Read(db => db.Contacts.CountAsync(c => c.UserId == null))).ShouldBe(3);
    }

    [Fact]
    public async Task Retrying_with_the_same_key_gives_the_same_receipt()
    {
        var company = await app.NewCompany();
        var key = await company.AddKey();
        var body = new { holder = new { name = "Ana" }, lines = new[] { new { code = key.Code, quantity = 1 } } };
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => company.Api.Post("/api/v1/checkouts", body, ("Idempotency-Key", "k1"))));
        answers.ShouldAllBe(a => a.Status == HttpStatusCode.Created && a["receipt"] == "R-000001");
        var other = await company.Api.Post("/api/v1/checkouts", new { holder = new { name = "Marco" }, lines = body.lines }, ("Idempotency-Key", "k1"));
        other.Status.ShouldBe(HttpStatusCode.Conflict);
        other["code"].ShouldBe("act_key_used");
        (await company.Read(db => db.Receipts.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_key_may_be_long_and_is_never_taken_for_another()
    {
        var company = await app.NewCompany();
        var key = await company.AddKey(copies: 5);
        var body = new { holder = new { name = "Ana" }, lines = new[] { new { code = key.Code, quantity = 1 } } };
        var numbers = new List<string?>();
        foreach (var name in new[] { new string('k', 200), new string('k', 201), "a b", "a  b", new string('k', 200) })
            numbers.Add((await company.Api.Post("/api/v1/checkouts", body, ("Idempotency-Key", name)))["receipt"]);

        numbers.ShouldBe(["R-000001", "R-000002", "R-000003", "R-000004", "R-000001"]);
    }

    [Fact]
    public async Task Retrying_a_return_with_the_same_key_gives_the_same_receipt()
    {
        var company = await app.NewCompany();
        await company.CheckOut("Ana", await company.AddKey());
        var loan = await company.Read(db => db.Checkouts.SingleAsync());
        var body = new { lines = new[] { new { checkoutId = loan.Id } } };
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => company.Api.Post("/api/v1/checkins", body, ("Idempotency-Key", "k1"))));
        answers.ShouldAllBe(a => a.Status == HttpStatusCode.Created && a["receipt"] == "R-000002");
        (await company.Read(db => db.CheckIns.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Of_a_contact_that_is_retired_and_handed_things_at_once_one_is_refused()
    {
        var company = await app.NewCompany();
        for (var round = 0; round < 20; round++)
        {
            var (key, contact) = (await company.AddKey(), await company.AddContact($"Ana {round}"));
            var lending = company.AtTheDesk(new() { Holder = new(contact.Id), Out = [new(key.Code)] });
            var retiring = company.Do((RetireContact act) => act.Retire(company.Dee.Actor, contact.Id));
            ((await lending).IsRefused ^ (await retiring).IsRefused).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Without_a_token_there_is_no_answer_and_a_cookie_is_no_token()
    {
        var company = await app.NewCompany();
        (await company.Anonymous.Get("/api/v1/checkouts")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await company.Staff.Get("/api/v1/checkouts")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Every_change_has_its_entry()
    {
        var company = await app.NewCompany();
        var key = await company.AddKey("Roof");
        await company.CheckOut("Ana Ruiz", key);
        var loan = await company.Read(db => db.Checkouts.SingleAsync());
        await company.Api.Post("/api/v1/checkins", new { lines = new[] { new { checkoutId = loan.Id, quantity = 1 } }, broughtBy = new { name = "Bo Lund" } });
        var sentences = await company.Read(db => db.Activity.Where(a => a.ItemId == key.Id).OrderBy(a => a.Id).Select(a => a.Sentence).ToListAsync());
        sentences.ShouldContain($"Handed {key.Code} Roof to Ana Ruiz (R-000001).");
        sentences.ShouldContain($"Took back {key.Code} Roof from Ana Ruiz, brought by Bo Lund (R-000002).");
    }

    private static IEnumerable<string> Named(ApiAnswer refused) => refused.Json.GetProperty("errors").EnumerateObject().Select(e => e.Name);
}
