using System.Net;
using System.Text.Json;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Audits;

public sealed class AuditsApiTests(TestApp app)
{
    [Fact]
    public async Task A_program_counts_a_cabinet_from_start_to_correction()
    {
        var company = await app.NewCompany();
        foreach (var (label, copies) in ((string, int)[])[("Roof", 3), ("Attic", 1)]) await company.AddKey(label, copies, hook: "12");

        var started = await company.Api.Post("/api/v1/audits", new { scope = "Hooks", fromHook = "1", toHook = "20" });
        var at = started.Response.Headers.Location!.OriginalString;
        var counted = await company.Api.Post($"{at}/counts", new { hook = "12", lines = new[] { new { code = "KA001", quantity = 2 } }, done = true });
        var early = await company.Api.Post($"{at}/apply", new { all = true });
        await company.Api.Post($"{at}/step", new { step = "finish" });
        var one = await company.Api.Get(at);
        var differences = await company.Api.Get($"{at}/differences");
        var applied = await company.Api.Post($"{at}/apply", new { codes = new[] { "KA001" } });

        started.Status.ShouldBe(HttpStatusCode.Created);
        counted.Json.GetProperty("counted").EnumerateArray().Select(c => (c.GetProperty("code").GetString(), c.GetProperty("quantity").GetInt32(), c.GetProperty("expected").GetInt32()))
            .ShouldBe([("KA001", 2, 3), ("KA002", 0, 1)]);
        (early.Status, early["code"]).ShouldBe((HttpStatusCode.Conflict, "audit_not_finished"));
        (one["state"], one["differences"], one["title"]).ShouldBe(("Finished", "2", "Hooks 1 to 20"));
        one.Json.GetProperty("progress").GetProperty("counted").GetInt32().ShouldBe(2);
        differences.Json.GetProperty("differences").EnumerateArray().Select(d => d.GetProperty("kind").GetString()).ShouldBe(["WrongCount", "Missing"]);
        applied.Json.GetProperty("changed").GetInt32().ShouldBe(1);
        (await company.Read(db => db.Items.Where(i => i.Code == "KA001").Select(i => i.Copies).SingleAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task The_same_key_starts_counts_and_applies_once()
    {
        var company = await app.NewCompany();
        await company.AddKey("Roof", copies: 3, hook: "12");
        var key = ("Idempotency-Key", "one");

        var starts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => company.Api.Post("/api/v1/audits", new { }, key)));
        var at = starts[0].Response.Headers.Location!.OriginalString;
        var scans = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => company.Api.Post($"{at}/counts", new { hook = "12", lines = new[] { new { code = "KA001" } } }, key)));
        await company.Api.Post($"{at}/step", new { step = "finish" });
        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => company.Api.Post($"{at}/apply", new { all = true }, key)));

        starts.Select(s => s["id"]).Distinct().ShouldHaveSingleItem();
        scans.ShouldAllBe(s => s.Status == HttpStatusCode.OK && s.Json.GetProperty("counted")[0].GetProperty("quantity").GetInt32() == 1);
        applied.Select(a => a["id"]).Distinct().ShouldHaveSingleItem();
        (await company.Read(db => db.Items.Select(i => i.Copies).SingleAsync())).ShouldBe(1);
        (await company.Read(db => db.Audits.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_count_that_says_what_it_has_seen_overwrites_nothing_that_somebody_else_has_counted_since()
    {
        var company = await app.NewCompany();
        foreach (var label in (string[])["Roof", "Attic"]) await company.AddKey(label, copies: 3, hook: "12");
        var audit = await company.StartAudit();
        var (at, seen) = ($"/api/v1/audits/{audit.Id}", (await company.Api.Get($"/api/v1/audits/{audit.Id}")).Json.GetProperty("lastCount").GetInt64());
        await company.Count(audit, "12", "KA001", 2);
        object Counts(int roof, long? seen) => new { hook = "12", lines = new[] { new { code = "KA001", quantity = roof }, new { code = "KA002", quantity = 3 } }, seen };

        var refused = await company.Api.Post($"{at}/counts", Counts(3, seen));
        var none = await company.Read(db => db.AuditCounts.CountAsync(c => c.Code == "KA002"));
        var same = await company.Api.Post($"{at}/counts", Counts(2, seen));
        await company.Count(audit, "12", "KA001", 1);
        var last = (await company.Api.Get(at)).Json.GetProperty("lastCount").GetInt64();
        var known = await company.Api.Post($"{at}/counts", Counts(3, last));
        await company.Count(audit, "12", "KA001", 1);
        var unasked = await company.Api.Post($"{at}/counts", Counts(3, null));

        (refused.Status, refused["code"], seen, none).ShouldBe((HttpStatusCode.Conflict, "counted_meanwhile", 0, 0));
        refused["title"]!.ShouldStartWith("Sam Lindt counted 2 of KA001 Roof on hook 12 meanwhile (");
        refused.Json.GetProperty("counted").GetProperty("quantity").GetInt32().ShouldBe(2);
        foreach (var taken in (ApiAnswer[])[same, known, unasked]) taken.Status.ShouldBe(HttpStatusCode.OK);
        (await company.Read(db => db.AuditCounts.Where(c => c.Code == "KA001" && c.ReplacedAt == null).Select(c => c.Quantity).SingleAsync())).ShouldBe(3);
    }

    [Fact]
    public async Task Staff_runs_audits_an_admin_applies_them_and_a_user_sees_none()
    {
        var company = await app.NewCompany();
        await company.AddKey("Roof", hook: "12");
        var audit = await company.StartAudit();
        var (staff, user) = (await company.ApiAs(company.Sam), await company.ApiAs(company.Uma));

        (await staff.Get("/api/v1/audits")).Json.GetProperty("total").GetInt32().ShouldBe(1);
        (await staff.Post($"/api/v1/audits/{audit.Id}/apply", new { all = true })).Status.ShouldBe(HttpStatusCode.Forbidden);
        foreach (var path in (string[])["/api/v1/audits", $"/api/v1/audits/{audit.Id}", $"/api/v1/audits/{audit.Id}/differences", "/api/v1/audits/planned"])
            (await user.Get(path)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await company.Staff.Page($"/audits/{audit.Id}/differences")).Document.QuerySelector("#apply button").ShouldBeNull();
    }

    [Fact]
    public async Task A_day_is_planned_once_and_dropped()
    {
        var company = await app.NewCompany();

        var planned = await company.Api.Post("/api/v1/audits/planned", new { day = "2027-12-01", scope = "Hooks", fromHook = "A1", toHook = "A9" });
        var again = await company.Api.Post("/api/v1/audits/planned", new { day = "2027-12-01", scope = "Hooks", fromHook = "A1", toHook = "A9" });
        var list = await company.Api.Get("/api/v1/audits/planned");
        var dropped = await company.Api.Ask(HttpMethod.Delete, $"/api/v1/audits/planned/{planned["id"]}");
        var gone = await company.Api.Ask(HttpMethod.Delete, $"/api/v1/audits/planned/{planned["id"]}");

        planned.Status.ShouldBe(HttpStatusCode.Created);
        again["id"].ShouldBe(planned["id"]);
        list.Json.GetProperty("plans").EnumerateArray().Select(p => p.GetProperty("title").GetString()).ShouldBe(["Hooks A1 to A9"]);
        (dropped.Status, gone.Status).ShouldBe((HttpStatusCode.NoContent, HttpStatusCode.NoContent));
        (await company.Api.Get("/api/v1/audits/planned")).Json.GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task What_is_asked_for_wrongly_is_refused_in_a_sentence()
    {
        var company = await app.NewCompany();
        await company.AddKey("Roof", hook: "12");
        var audit = await company.StartAudit();
        var at = $"/api/v1/audits/{audit.Id}";

        foreach (var (path, body, sentence) in ((string, object, string)[])
        [
            ("/api/v1/audits", new { scope = "Roof" }, "Choose one of: Everything, Property, Hooks."), ("/api/v1/audits", new { scope = "Property" }, "Choose the property."),
            ("/api/v1/audits", new { scope = "Hooks" }, "Enter the first hook."), ($"{at}/step", new { step = "jump" }, "Say what to do: pause, resume, finish, reopen, cancel."),
            ($"{at}/step", new { step = "resume" }, ""), ($"{at}/counts", new { hook = new string('9', 30), lines = new[] { new { code = "KA001" } } }, "Use at most 20 characters; this has 30."),
            ("/api/v1/audits/777/counts", new { lines = new[] { new { code = "KA001" } } }, "There is no such audit."), ("/api/v1/hooks/number", new { first = 1 }, "Choose the property."),
        ])
        {
            var answer = await company.Api.Post(path, body);
            if (sentence.Length == 0) answer.Status.ShouldBe(HttpStatusCode.OK);
            else answer["title"].ShouldBe(sentence, path);
        }
    }
}
