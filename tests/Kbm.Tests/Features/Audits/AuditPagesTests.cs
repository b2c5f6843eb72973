using System.Globalization;
using System.Net;
using Kbm.Features.Activity;
using Kbm.Features.Audits;
using Kbm.Features.Items;
using Kbm.Features.Settings;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kbm.Tests.Features.Audits;

public sealed class AuditPagesTests(TestApp app)
{
    [Fact]
    public async Task A_cabinet_is_counted_without_a_script_from_the_first_hook_to_the_differences_that_are_applied()
    {
        var company = await app.NewCompany();
        foreach (var (label, copies, hook) in ((string, int, string)[])[("Roof", 3, "2"), ("Attic", 1, "10"), ("Gate", 1, "10")]) await company.AddKey(label, copies, hook: hook);
        var form = await company.Staff.Page("/audits/new");

        var audit = await form.Submit("#audit-form");
        var first = await company.Staff.Page($"{audit.Url.AbsolutePath}/walk");
        var second = await first.Submit("#walk-form", ("number", "2"), ("then", "next"));
        var scanned = await second.Submit("#walk-scan", ("q", "ka002"));
        var over = await scanned.Submit("#walk-form", ("then", "next"));
        var differences = await over.Submit("form[action*=Finish]");

        first.Texts("h1").ShouldBe(["Hook 2"]);
        first.Text.ShouldContain("3 expected");
        second.Texts("h1").ShouldBe(["Hook 10"]);
        second.Text.ShouldContain("1 of 3 counted");
        scanned.Texts("[role=status]").ShouldContain("KA002 Attic: 1 here.");
        over.Text.ShouldContain("Everything that is in has been counted.");
        differences.Texts("td.state-cell").ShouldBe(["wrong count", "missing"]);
        differences.Document.QuerySelectorAll("#apply input[type=checkbox]").ShouldBeEmpty();
        differences.Text.ShouldContain("An admin chooses what is applied.");

        var admin = await company.Admin.Page(differences.Url.AbsolutePath);
        admin.Document.QuerySelectorAll("#apply input[checked]").Select(box => box.GetAttribute("value")).ShouldBe(["KA001"]);
        var applied = await admin.Submit("#apply", ("code", "KA001"));
        var again = await admin.Submit("#apply", ("code", "KA001"));

        applied.Text.ShouldContain("Applied: 1 done.");
        applied.Text.ShouldContain("Copies from 3 to 2");
        again.Text.ShouldContain("Applied: 1 done.");
        (await company.Read(db => db.Items.Where(i => i.Code == "KA001").Select(i => i.Copies).SingleAsync())).ShouldBe(2);
        (await company.Read(db => db.Items.SingleAsync(i => i.Code == "KA003"))).RetiredAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_blind_count_shows_what_was_expected_only_once_it_has_been_counted()
    {
        var company = await app.NewCompany();
        await (await company.Admin.Page("/settings")).Submit("form.form", ("Input.BlindCounts", "true"));
        await company.AddKey("Roof", copies: 3, hook: "2");
        await company.AddKey("Attic", copies: 4, hook: "2");
        var audit = await company.StartAudit();
        var walk = await company.Staff.Page($"/audits/{audit.Id}/walk?hook=2");

        var counted = await walk.Submit("#walk-scan", ("q", "KA001*2"));

        walk.Text.ShouldNotContain("expected");
        counted.Texts(".walk-lines .state").ShouldBe(["2 of 3"]);
        (await company.Staff.Page($"/audits/{audit.Id}/sheet?format=csv")).Html.ShouldNotContain("Expected");
    }

    [Fact]
    public async Task Scanning_goes_on_to_the_next_hook_once_a_hook_is_counted_and_says_what_belongs_elsewhere_before()
    {
        var company = await app.NewCompany();
        for (var n = 1; n <= 4; n++) await company.AddKey($"Door {n}", hook: $"{n}");
        var audit = await company.StartAudit();
        var page = await company.Staff.Page($"/audits/{audit.Id}/walk?hook=1");

        var stray = await page.Submit("#walk-scan", ("q", "KA002"));
        var moved = await stray.Submit("form[action*=Moved]", ("code", "KA002"));
        var back = await (await moved.Submit("#walk-scan", ("q", "1"))).Submit("#walk-scan", ("q", "KA001"));
        var next = await back.Submit("#walk-scan", ("q", "KA003"));
        var beyond = await next.Submit("#walk-scan", ("q", "http://" + company.Host + "/items/KA004"));

        stray.Text.ShouldContain("KA002 Door 2: 1 here. It belongs on hook 2.");
        moved.Texts("h1").ShouldBe(["Hook 2"]);
        next.Texts("h1").ShouldBe(["Hook 3"]);
        beyond.Text.ShouldContain("Hook 4: KA004 Door 4: 1 here.");
        (await company.Differences(audit)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Numbers_that_somebody_else_has_typed_meanwhile_are_not_undone_by_an_old_form()
    {
        var company = await app.NewCompany();
        await company.AddKey("Roof", copies: 3, hook: "2");
        await company.AddKey("Attic", hook: "2");
        var audit = await company.StartAudit();
        var old = await company.Staff.Page($"/audits/{audit.Id}/walk?hook=2");
        await company.Count(audit, "2", "KA001", 3);

        await old.Submit("#walk-form", ("then", "next"));

        (await company.Differences(audit)).Select(d => d.Code).ShouldBe(["KA002"]);
    }

    [Fact]
    public async Task A_number_is_not_written_over_what_somebody_else_has_counted_since_the_page_was_opened_but_on_purpose()
    {
        var company = await app.NewCompany();
        await company.AddKey("Roof", copies: 3, hook: "2");
        await company.AddKey("Attic", copies: 2, hook: "2");
        await company.AddKey("Gate", hook: "3");
        var audit = await company.StartAudit();
        var old = await company.Staff.Page($"/audits/{audit.Id}/walk?hook=2");
        var others = await company.Admin.Page(old.Url.PathAndQuery);
        await (await others.Submit("#walk-scan", ("q", "KA001*2"))).Submit("#walk-scan", ("q", "KA002*1"));

        var scanned = await old.Submit("#walk-scan", ("q", "KA001*3"));
        var refused = await old.Submit("#walk-form", ("number", "3"), ("number", "1"), ("then", "next"));
        var counts = await Counts(company);
        var over = await refused.Submit("#walk-over", ("then", "next"));

        scanned.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Texts("[role=status]")[0].ShouldMatch(@"^Dee \w+ counted 2 of KA001 Roof on hook 2 meanwhile \(.+\d\d:\d\d\); your 3 is not written down\. Write 3 over it$");
        refused.Texts("h1").ShouldBe(["Hook 2"]);
        refused.Texts(".walk-lines .state").ShouldBe(["2 of 3", "1 of 2"]);
        counts.ShouldBe(["KA001 2", "KA002 1"]);
        over.Texts("h1").ShouldBe(["Hook 3"]);
        (await Counts(company)).ShouldBe(["KA001 3", "KA002 1"]);
    }

    [Fact]
    public async Task What_nobody_else_has_counted_otherwise_is_written_beside_what_is_not()
    {
        var company = await app.NewCompany();
        foreach (var label in (string[])["Roof", "Attic", "Gate"]) await company.AddKey(label, copies: 3, hook: "2");
        await (await company.Admin.Page("/settings")).Submit("form.form", ("Input.BlindCounts", "true"));
        var audit = await company.StartAudit();
        var old = await company.Staff.Page($"/audits/{audit.Id}/walk?hook=2");
        await (await company.Admin.Page(old.Url.PathAndQuery)).Submit("#walk-scan", ("q", "KA001*2"));
        await old.Submit("#walk-scan", ("q", "KA002*2"));

        var refused = await old.Submit("#walk-form", ("number", "1"), ("number", "3"), ("number", ""), ("then", "done"));
        await company.Do((CountItems act) => act.Run(company.Dee.Actor, audit.Id, new() { Hook = "2", Lines = [new("KA001", 3)] }));
        var still = await refused.Submit("#walk-over", ("then", "stay"));
        await still.Submit("#walk-over", ("then", "stay"));

        refused.Text.ShouldContain("counted 2 of KA001 Roof");
        still.Text.ShouldContain("counted 3 of KA001 Roof");
        (await Counts(company)).ShouldBe(["KA001 1", "KA002 3", "KA003 0"]);
    }

    [Fact]
    public async Task A_sheet_is_typed_in_with_the_time_at_which_it_was_counted()
    {
        var company = await app.NewCompany();
        await company.AddKey("Roof", hook: "1");
        var attic = await company.AddKey("Attic", hook: "2");
        var audit = await company.StartAudit();
        var form = await company.Staff.Page($"/audits/{audit.Id}/walk?hook=1");

        var typed = await form.Submit("form.toolbar", ("at", await Now(company)));
        await company.CheckOut("Ana Ruiz", attic);
        var next = await typed.Submit("#walk-form", ("number", "1"), ("then", "done"));
        var other = await next.Submit("#walk-scan", ("q", "2"));
        await other.Submit("#walk-form", ("number", "1"), ("then", "next"));

        typed.Text.ShouldContain("Typing in what was counted");
        other.Text.ShouldContain("Typing in what was counted");
        (await company.Differences(audit)).ShouldBeEmpty();
        (await company.Read(db => db.AuditCounts.CountAsync(c => c.Expected == 1))).ShouldBe(2);
    }

    [Fact]
    public async Task What_makes_no_sense_in_the_walk_is_said_in_a_sentence()
    {
        var company = await app.NewCompany();
        await company.AddKey("Roof", hook: "2");
        var audit = await company.StartAudit();
        var walk = await company.Staff.Page($"/audits/{audit.Id}/walk?hook=2");

        foreach (var (text, sentence) in ((string, string)[])
        [
            ("http://elsewhere.example/items/KA001", "is not the address of an item of this company."), ("the roof", "is neither a code nor one hook of this audit."), ("KA001*9999", "KA001: count 0 to 500 copies."),
        ])
        {
            var answer = await walk.Submit("#walk-scan", ("q", text));
            answer.Status.ShouldBe(HttpStatusCode.BadRequest);
            answer.Texts("[role=status]")[0].ShouldContain(sentence);
        }
        (await walk.Submit("#walk-form", ("number", "some"), ("then", "next"))).Text.ShouldContain("KA001: type a whole number of copies.");
        (await company.Staff.Page($"/audits/{audit.Id}/walk?hook=777")).Text.ShouldContain("By the record nothing belongs here.");
    }

    [Fact]
    public async Task An_audit_is_paused_and_gone_on_with_and_its_steps_stand_on_its_page_and_in_the_activity()
    {
        var company = await app.NewCompany();
        await company.AddKey("Roof", hook: "2");
        var audit = await company.StartAudit();
        var page = await company.Staff.Page($"/audits/{audit.Id}");

        var paused = await page.Submit("form[action*=Pause]");
        var walk = await company.Staff.Page($"/audits/{audit.Id}/walk?hook=2");
        var resumed = await paused.Submit("form[action*=Resume]");
        var cancelled = await resumed.Submit("form[action*=Cancel]");

        paused.Texts("h1 + .state").ShouldBe(["paused"]);
        walk.Text.ShouldContain("The audit is paused. Go on with it first.");
        walk.Document.QuerySelector("#walk-scan").ShouldBeNull();
        cancelled.Texts("h1 + .state").ShouldBe(["cancelled"]);
        cancelled.Texts("[aria-labelledby=steps] strong").ShouldBe(["Started", "Paused", "Gone on with", "Cancelled"]);
        (await company.Read(db => db.Activity.CountAsync(a => a.Verb == ActivityVerb.Audited))).ShouldBe(4);
    }

    [Fact]
    public async Task An_audit_is_planned_for_a_day_and_the_dashboard_says_when_it_is_due()
    {
        var company = await app.NewCompany();
        await company.AddKey("Roof", hook: "2");
        var form = await company.Staff.Page("/audits/new");

        var late = await form.Submit("#audit-form", ("Input.Day", "2020-01-01"));
        var nonsense = await form.Submit("#audit-form", ("Input.Day", "soon"));
        var planned = await form.Submit("#audit-form", ("Input.Day", await Today(company)));
        var dashboard = await company.Staff.Page("/dashboard");
        var started = await planned.Submit("form[action*=Start]");
        var again = await planned.Submit("form[action*=Start]");

        late.Text.ShouldContain("That day is over.");
        nonsense.Text.ShouldContain("Enter a day such as 2027-02-01.");
        dashboard.Text.ShouldContain("An audit is due: Everything");
        (await company.UserClient.Page("/dashboard")).Text.ShouldNotContain("An audit is due");
        started.Texts("h1").ShouldBe(["Everything"]);
        again.Url.ShouldBe(started.Url);
        (await company.Staff.Page("/dashboard")).Text.ShouldNotContain("An audit is due");
    }

    [Fact]
    public async Task Without_audits_the_page_says_what_they_are_for()
    {
        var company = await app.NewCompany();

        (await company.Staff.Page("/audits")).Text.ShouldContain("An audit counts the key cabinet hook by hook");
        (await (await company.Staff.Page("/audits/new")).Submit("#audit-form")).Text.ShouldContain("There is nothing to count: Everything has no items in use.");
        (await company.UserClient.Get("/audits")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_range_of_hooks_goes_by_number_and_a_property_by_what_belongs_to_it()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty();
        foreach (var hook in (string?[])["2", "9", "10", "11", "A10", null]) await company.AddKey($"At {hook}", hook: hook);
        await company.AddKey("Its own", property: property);
        await company.AddSmartLock(property: property);

        var range = await company.StartAudit(new() { Scope = "Hooks", FromHook = "9", ToHook = "10" });
        var its = await company.StartAudit(new() { Scope = "property", PropertyId = property.Id });

        (await Codes(company, range)).ShouldBe(["KA002", "KA003"]);
        (await Codes(company, its)).ShouldBe(["KA007"]);
        (range.Title, its.Title).ShouldBe(("Hooks 9 to 10", "Winthrop Apts."));
        (await company.Do((StartAudit act) => act.Run(company.Sam.Actor, new() { Scope = "Hooks", FromHook = "10", ToHook = "9" }, "x"))).Refusals.ShouldHaveSingleItem().Sentence.ShouldBe("The range 10 to 9 runs backwards.");
    }

    [Fact]
    public async Task The_report_has_the_differences_and_what_was_not_counted_and_on_demand_every_count()
    {
        var company = await app.NewCompany();
        for (var n = 1; n <= 3; n++) await company.AddKey($"Door {n}", copies: 2, hook: $"{n}");
        var audit = await company.StartAudit();
        await company.Count(audit, "1", "KA001", 2);
        await company.Count(audit, "2", "KA002", 1);

        var report = await company.Staff.Get($"/audits/{audit.Id}/report?format=csv");
        var whole = await company.Staff.Get($"/audits/{audit.Id}/report?format=csv&all=true");
        var pdf = await company.Staff.Get($"/audits/{audit.Id}/report");
        var sheet = await company.Staff.Get($"/audits/{audit.Id}/sheet");

        report.Text.ShouldContain("KA002,Door 2,,Hook 2,hook 2,2,1,Wrong count");
        report.Text.ShouldContain("KA003,Door 3,,Hook 3,,2,,Not counted");
        report.Text.ShouldNotContain("KA001");
        whole.Text.ShouldContain("KA001,Door 1,,Hook 1,,2,2,Right");
        foreach (var file in (ApiAnswer[])[pdf, sheet]) file.Text.ShouldStartWith("%PDF-");
    }

    /// <summary>What counts, by code.</summary>
    private static Task<List<string>> Counts(Company company) =>
        company.Read(db => db.AuditCounts.Where(c => c.ReplacedAt == null).OrderBy(c => c.Code).Select(c => c.Code + " " + c.Quantity).ToListAsync());

    private static Task<List<string>> Codes(Company company, Audit audit) =>
        company.Read(db => db.AuditItems.Where(i => i.AuditId == audit.Id).OrderBy(i => i.ItemId).Select(i => i.Item.Code).ToListAsync());

    /// <summary>The company's present day, as a form writes it.</summary>
    private static async Task<string> Today(Company company) => (await Now(company))[..10];

    /// <summary>The company's present minute, as a form writes it.</summary>
    private static async Task<string> Now(Company company)
    {
        var now = company.App.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        return new CompanyTime(await company.Read(db => db.Settings.SingleAsync()), now).Local(now).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
    }
}
