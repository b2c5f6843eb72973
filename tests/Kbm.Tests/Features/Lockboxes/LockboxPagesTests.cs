using System.Net;
using Kbm.Features.Contacts;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Lockboxes;

public sealed class LockboxPagesTests(TestApp app)
{
    [Fact]
    public async Task A_lockbox_is_added_edited_found_and_listed_without_its_code()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty("Winthrop Apts.", "6214 N. Winthrop Ave.");

        var saved = await (await company.Staff.Page($"/lockboxes/new?property={property.Id}")).Submit("form.form",
            ("Input.Label", " North  gate "), ("Input.SupraId", "SX-3311"), ("Input.Spot", "Left rail"), ("Input.LockCode", "zq0815zq"));
        await (await company.Staff.Page("/lockboxes/LBA001/edit")).Submit("form.form", ("Input.Spot", "Right rail"));

        saved.Url.AbsolutePath.ShouldBe("/lockboxes/LBA001");
        saved.Texts("h1").ShouldBe(["North gate"]);
        saved.Texts(".facts dd").ShouldContain("SX-3311");
        var pages = new List<Page> { saved };
        foreach (var path in new[] { "/lockboxes", "/lockboxes?q=sx-3311", "/lockboxes/LBA001", "/lockboxes/LBA001/edit", "/items/LBA001/code", "/items/LBA001/codes", "/search?q=right+rail", $"/properties/{property.Id}", "/activity", "/desk?add=LBA001" })
            pages.Add(await company.Admin.Page(path));
        pages.ShouldAllBe(p => p.Status == HttpStatusCode.OK && !p.Html.Contains("zq0815zq"));
        pages[2].Texts("tbody a.code").ShouldBe(["LBA001"]);
        pages[7].Text.ShouldContain("LBA001");
        pages[8].Texts("aside a.code").ShouldBe(["LBA001"]);
        (await company.Admin.Page("/search?q=zq0815zq")).Html.ShouldNotContain("LBA001");
        (await company.Api.Get("/api/v1/items/LBA001")).Text.ShouldNotContain("zq0815zq");
        (await company.Api.Get("/api/v1/items/LBA001"))["supraId"].ShouldBe("SX-3311");
    }

    [Theory]
    [InlineData("Label", "", "Enter a label")]
    [InlineData("Label", "\u0001", "Enter a label")]
    [InlineData("SupraId", "12345678901234567890123456789012345678901", "Use at most 40 characters; this has 41.")]
    [InlineData("PropertyId", "424242", "There is no such property.")]
    [InlineData("LockCode", "1234567890123456789012345678901234567890123456789012345678901", "Use at most 60 characters; this has 61.")]
    public async Task Bad_input_is_refused_at_its_field(string field, string value, string sentence)
    {
        var company = await app.NewCompany();
        var typed = new Dictionary<string, string?> { ["Label"] = "Gate", [field] = value };

        var page = await (await company.Staff.Page("/lockboxes/new")).Submit("form.form", [.. typed.Select(t => ("Input." + t.Key, t.Value))]);

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.Texts(".field.invalid .error").ShouldHaveSingleItem().ShouldContain(sentence);
    }

    [Fact]
    public async Task A_code_is_changed_with_a_reason_and_the_one_before_stays_in_the_history()
    {
        var company = await app.NewCompany();
        var box = await company.AddLockbox(code: "first-code");

        var page = await (await company.Staff.Page("/items/LBA001/code")).Submit("form.form", ("Input.NewCode", "second-code"), ("Input.Reason", "<b>Lost</b>"));
        var api = await company.Api.Post("/api/v1/lockboxes/lba001/code", new { newCode = "third-code", reason = "Yearly change" });

        page.Text.ShouldContain("LBA001 has a new lock code.");
        api.Text.ShouldBe("""{"code":"LBA001"}""");
        (await company.Api.Post("/api/v1/items/LBA001/reveal", new { }))["value"].ShouldBe("third-code");
        var history = await company.Staff.Page("/items/LBA001/codes");
        history.Texts("section .card-body p").Select(t => t.Split(" by ")[1]).ShouldBe(["Dee Okafor: Yearly change", "Sam Lindt: <b>Lost</b>", "Dee Okafor."]);
        (await history.Submit("section:nth-of-type(3) form[data-reveal]")).Texts(".code.big").ShouldBe(["first-code"]);
        var sentences = await company.Read(db => db.Activity.Where(a => a.ItemId == box.Id).OrderBy(a => a.Id).Select(a => a.Sentence).ToListAsync());
        sentences.ShouldBe(["Added lockbox LBA001, North gate box.", "Set the lock code of LBA001.", "Changed the lock code of LBA001: <b>Lost</b>.",
            "Changed the lock code of LBA001: Yearly change.", "Saw the lock code of LBA001.", "Saw an earlier lock code of LBA001."]);
    }

    [Theory]
    [InlineData("", "Why", "Enter the new code.")]
    [InlineData("9999", "", "Enter a reason")]
    [InlineData("4711", "Same", "That is the lock code LBA001 has already.")]
    public async Task A_change_without_a_code_a_reason_or_a_difference_is_refused_at_its_field(string code, string reason, string sentence)
    {
        var company = await app.NewCompany();
        await company.AddLockbox(code: "4711");

        var page = await (await company.Staff.Page("/items/LBA001/code")).Submit("form.form", ("Input.NewCode", code), ("Input.Reason", reason));

        ((int)page.Status).ShouldBeInRange(400, 409);
        page.Texts(".field.invalid .error").ShouldContain(error => error.Contains(sentence));
        page.Text.Contains("Type it again: a code is not sent back to the page.", StringComparison.Ordinal).ShouldBe(code.Length > 0);
        (await company.Read(db => db.Secrets.CountAsync())).ShouldBe(1);
    }

    [Theory]
    [InlineData("new code QQ77J0", "QQ77J0")]
    [InlineData("was 4711-front, now another", "QQ77J0")]
    public async Task A_reason_that_tells_the_code_or_the_one_before_it_is_refused(string reason, string code)
    {
        var company = await app.NewCompany();
        await company.AddLockbox(code: "4711");

        var page = await (await company.Staff.Page("/items/LBA001/code")).Submit("form.form", ("Input.NewCode", code), ("Input.Reason", reason));

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.Texts(".field.invalid .error").ShouldContain("Leave the code out of this: everybody can read it.");
        (await company.Read(db => db.Activity.AnyAsync(a => a.Sentence.Contains("QQ77J0")))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_new_box_whose_notes_tell_its_code_is_refused_and_one_with_a_longer_number_is_not()
    {
        var company = await app.NewCompany();

        var told = await (await company.Staff.Page("/lockboxes/new")).Submit("form.form", ("Input.Label", "North gate box"), ("Input.LockCode", "5588"), ("Input.Notes", "Turn to 5588."));
        var kept = await (await company.Staff.Page("/lockboxes/new")).Submit("form.form", ("Input.Label", "North gate box"), ("Input.LockCode", "5588"), ("Input.Notes", "Ring 555-55881."));

        told.Texts(".field.invalid .error").ShouldContain("Leave the code out of this: everybody can read it.");
        kept.Status.ShouldBe(HttpStatusCode.OK);
        (await company.Read(db => db.Lockboxes.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task An_edit_by_somebody_who_has_not_seen_the_last_one_is_asked_again()
    {
        var company = await app.NewCompany();
        await company.AddLockbox();
        var (first, second) = (await company.Admin.Page("/lockboxes/LBA001/edit"), await company.Staff.Page("/lockboxes/LBA001/edit"));

        await first.Submit("form.form", ("Input.Label", "South gate box"));
        var asked = await second.Submit("form.form", ("Input.SupraId", "S-77"));
        var before = await company.Read(db => db.Lockboxes.SingleAsync());
        var saved = await asked.Submit("form.form");

        asked.Status.ShouldBe(HttpStatusCode.Conflict);
        asked.Text.ShouldContain("Meanwhile Dee Okafor changed it:");
        (before.Label, before.SupraId).ShouldBe(("South gate box", null));
        saved.Status.ShouldBe(HttpStatusCode.OK);
        (await company.Read(db => db.Lockboxes.SingleAsync())).SupraId.ShouldBe("S-77");
    }

    [Fact]
    public async Task The_page_of_codes_leads_on_to_the_oldest_one()
    {
        var company = await app.NewCompany();
        await company.AddLockbox(code: "first-code");
        for (var n = 0; n < 55; n++) await company.Api.Post("/api/v1/lockboxes/LBA001/code", new { newCode = $"code-{n}", reason = "Back again" });

        var page = await company.Staff.Page("/items/LBA001/codes?page=2");

        page.Document.QuerySelectorAll("section.card").Length.ShouldBe(6);
    }

    [Fact]
    public async Task A_box_that_comes_back_is_offered_a_new_code_to_those_who_may_give_it()
    {
        var company = await app.NewCompany();
        var loan = await company.CheckOut("Ana Ruiz", await company.AddLockbox());
        await company.CheckIn([.. loan.Out!.Checkouts]);

        var desk = await company.Staff.Page("/desk?done=R-000002");
        var form = await company.Staff.Page(desk.Document.QuerySelector(".banner a[href^='/items/']")!.GetAttribute("href")!);

        form.Document.QuerySelector("[name='Input.Reason']")!.GetAttribute("value").ShouldBe("Back from Ana Ruiz (R-000002)");
        (await company.UserClient.Page("/desk?done=R-000002")).Document.QuerySelector(".banner a[href^='/items/']").ShouldBeNull();
        (await company.UserClient.Get("/items/LBA001/code")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Whoever_had_the_box_while_it_had_a_code_knows_that_code_and_no_other()
    {
        var company = await app.NewCompany();
        var box = await company.AddLockbox(code: "one");
        await company.CheckIn([.. (await company.CheckOut("Ana Ruiz", box)).Out!.Checkouts]);
        await company.Api.Post("/api/v1/lockboxes/LBA001/code", new { newCode = "two", reason = "Back" });
        await company.CheckOut("Marco Silva", box);

        var page = await company.Staff.Page("/items/LBA001/codes");

        page.Texts("section:nth-of-type(1) ul strong").ShouldBe(["Dee Okafor", "Marco Silva"]);
        page.Texts("section:nth-of-type(2) ul strong").ShouldBe(["Dee Okafor", "Ana Ruiz"]);
    }

    [Fact]
    public async Task Codes_that_are_too_old_or_known_to_somebody_who_has_left_are_listed_until_they_are_changed()
    {
        var company = await app.NewCompany();
        foreach (var label in new[] { "Fresh", "Old", "Seen", "Held" }) await company.AddLockbox(label);
        var old = (await company.Read(db => db.Secrets.SingleAsync(s => s.Item!.Label == "Old"))).Id;
        await company.Write(db => db.Secrets.Where(s => s.Id == old).ExecuteUpdateAsync(set => set.SetProperty(s => s.SetAt, s => s.SetAt.AddDays(-181))));
        var lee = await company.AddPerson("Lee Novak", Kbm.Features.Accounts.Role.Staff);
        await (await company.ApiAs(lee)).Post("/api/v1/items/LBA003/reveal", new { });
        await company.CheckIn([.. (await company.CheckOut("Ana Ruiz", await company.Read(db => db.Items.SingleAsync(i => i.Code == "LBA004")))).Out!.Checkouts]);
        (await company.Staff.Page("/codes")).Texts("tbody a.code").ShouldBe(["LBA002"]);

        await company.Do((Kbm.Features.Accounts.SaveUser act) => act.SetActive(company.Dee.Actor, lee.Id, active: false));
        var ana = await company.Read(db => db.Contacts.SingleAsync(c => c.Name == "Ana Ruiz"));
        await company.Do((RetireContact act) => act.Retire(company.Dee.Actor, ana.Id));
        var page = await company.Staff.Page("/codes");
        await company.Api.Post("/api/v1/lockboxes/LBA003/code", new { newCode = "new", reason = "Lee has left" });

        page.Texts("tbody a.code").ShouldBe(["LBA002", "LBA003", "LBA004"]);
        page.Texts("tbody td.own > span").ShouldBe(["181 days old", "Lee Novak knows it and has left", "Ana Ruiz knows it and has left"]);
        (await company.Staff.Page("/codes")).Texts("tbody a.code").ShouldBe(["LBA002", "LBA004"]);
        (await company.UserClient.Get("/codes")).Status.ShouldBe(HttpStatusCode.Forbidden);
        await (await company.Admin.Page("/settings")).Submit("form.form", ("Input.LockCodeDays", "0"));
        (await company.Staff.Page("/codes")).Texts("tbody a.code").ShouldBe(["LBA004"]);
    }

    [Theory]
    [InlineData("/lockboxes?state=inLockbox&low=true")]
    [InlineData("/lockboxes?page=9999&sort=zz&choose=state")]
    [InlineData("/keys?state=inLockbox")]
    [InlineData("/codes?page=x")]
    public async Task A_list_asked_for_nonsense_is_still_a_list(string path)
    {
        var company = await app.NewCompany();
        await company.AddLockbox();

        (await company.Admin.Page(path)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_what_there_is_one_of_nobody_counts_copies()
    {
        var company = await app.NewCompany();
        var box = await company.AddLockbox();
        await company.CheckIn([.. (await company.CheckOut("Rosa Castillo", box)).Out!.Checkouts]);
        await company.CheckOut("Ana Ruiz", box);

        var page = await company.Staff.Page("/lockboxes/LBA001");
        var refused = await (await company.Admin.Page("/lockboxes/LBA001")).Submit("form[action$='handler=Retire']");

        page.Texts(".timeline strong").ShouldBe(["Ana Ruiz", "Rosa Castillo", "Rosa Castillo"]);
        page.Texts(".timeline > li > span").Take(3).ShouldAllBe(line => line.StartsWith("To ") || line.StartsWith("Back from "));
        page.Texts("aside .two-line small")[0].ShouldStartWith("Since ");
        refused.Text.ShouldContain("LBA001 cannot be retired: it is out with Ana Ruiz (Other) since ");
        (page.Text + refused.Text + (await company.Staff.Page("/receipts/R-000001")).Text).ToLowerInvariant().ShouldNotMatch("1 copy|copies");
    }

    [Fact]
    public async Task The_history_of_a_lockbox_tells_what_was_done_with_it_besides_handing_it_over()
    {
        var company = await app.NewCompany();
        var (box, key) = (await company.AddLockbox(code: "first-code"), await company.AddKey());
        await company.PutInside(box, key);
        await (await company.Staff.Page("/items/LBA001/code")).Submit("form.form", ("Input.NewCode", "second-code"), ("Input.Reason", "Yearly change"));

        var history = (await company.UserClient.Page("/lockboxes/LBA001")).Texts(".timeline > li > span").Concat((await company.UserClient.Page("/keys/KA001")).Texts(".timeline > li > span")).ToList();

        history.ShouldContain(line => line.Contains("Yearly change"));
        history.ShouldContain(line => line.StartsWith("Put KA001 Front door into LBA001 North gate box."));
        history.ShouldAllBe(line => !line.Contains("second-code"));
    }

    [Theory]
    [InlineData("/items/KA999", "There is no item KA999.")]
    [InlineData("/keys/KA999", "There is no key KA999.")]
    [InlineData("/lockboxes/%3Cb%3E%27%22", "There is no lockbox <B>'\".")]
    public async Task An_item_that_there_is_not_is_said_within_the_frame_with_a_box_to_look_for_it(string path, string sentence)
    {
        var company = await app.NewCompany();

        var page = await company.UserClient.Page(path);

        page.Status.ShouldBe(HttpStatusCode.NotFound);
        page.Texts("h1").ShouldBe([sentence]);
        page.Document.QuerySelector("nav.rail").ShouldNotBeNull();
        page.Document.QuerySelectorAll("main form[action='/search'] input[name=q]").Length.ShouldBe(1);
    }
}
