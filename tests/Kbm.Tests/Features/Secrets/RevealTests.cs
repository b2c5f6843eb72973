using System.Net;
using Kbm.Features.Activity;
using Kbm.Features.Secrets;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Secrets;

public sealed class RevealTests(TestApp app)
{
    private const string Code = "zq4711zq";

    [Fact]
    public async Task Staff_are_shown_a_code_once_they_ask_and_that_they_have_seen_it_is_written_down_without_it()
    {
        var company = await app.NewCompany();
        var box = await company.AddLockbox(code: Code);

        var page = await company.Staff.Page($"/lockboxes/{box.Code}");
        var shown = await page.Submit("form[data-reveal]");

        page.Html.ShouldNotContain(Code);
        page.Texts("form[data-reveal] output").ShouldBe(["••••"]);
        shown.Texts(".code.big").ShouldBe([Code]);
        shown.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var view = await company.Read(db => db.SecretViews.SingleAsync());
        (view.UserId, view.UserName).ShouldBe((company.Sam.Id, company.Sam.Name));
        var entry = await company.Read(db => db.Activity.SingleAsync(a => a.Verb == ActivityVerb.CodeShown));
        entry.Sentence.ShouldBe("Saw the lock code of LBA001.");
        (await company.Staff.Page($"/items/{box.Code}/codes")).Texts("ul li strong").ShouldBe([company.Dee.Name, company.Sam.Name]);
    }

    [Fact]
    public async Task A_script_gets_the_code_alone_and_a_program_by_the_api()
    {
        var company = await app.NewCompany();
        var box = await company.AddLockbox(code: Code);
        var token = (await company.Staff.Page($"/lockboxes/{box.Code}")).Document.QuerySelector("[data-reveal] [name=__RequestVerificationToken]")!.GetAttribute("value")!;

        var script = await company.Staff.Post($"/items/{box.Code}/reveal", new FormUrlEncodedContent(
            [new("field", "LockCode"), new("__RequestVerificationToken", token)]), ("X-Requested-With", "kbm"));
        var program = await company.Api.Post("/api/v1/items/lba001/reveal", new { field = "LockCode" });

        script["value"].ShouldBe(Code);
        (program["code"], program["field"], program["value"]).ShouldBe(("LBA001", "LockCode", Code));
        (await company.Api.Post("/api/v1/items/LBA001/reveal", new { })).Status.ShouldBe(HttpStatusCode.OK);
        (await company.Api.Post("/api/v1/items/LBA001/reveal", new { field = "Pin" })).Json.GetProperty("errors").TryGetProperty("field", out _).ShouldBeTrue();
        (await company.Api.Post("/api/v1/items/LBA009/reveal", new { })).Status.ShouldBe(HttpStatusCode.NotFound);
        (await company.Read(db => db.SecretViews.CountAsync())).ShouldBe(3);
    }

    [Fact]
    public async Task A_user_sees_the_code_of_what_they_hold_and_of_nothing_else()
    {
        var company = await app.NewCompany();
        var box = await company.AddLockbox(code: Code);
        var api = await company.ApiAs(company.Uma);

        var before = await api.Post("/api/v1/items/LBA001/reveal", new { });
        var hidden = await company.UserClient.Page("/lockboxes/LBA001");
        var loan = await company.CheckOut(company.Uma.Name, box);
        var during = await api.Post("/api/v1/items/LBA001/reveal", new { });
        var page = await (await company.UserClient.Page("/lockboxes/LBA001")).Submit("form[data-reveal]");
        await company.CheckIn([.. loan.Out!.Checkouts]);
        var after = await api.Post("/api/v1/items/LBA001/reveal", new { });

        foreach (var refused in new[] { before, after })
        {
            refused.Status.ShouldBe(HttpStatusCode.Forbidden);
            refused["code"].ShouldBe("not_holder");
            refused.Text.ShouldNotContain(Code);
        }
        hidden.Document.QuerySelector("form[data-reveal]").ShouldBeNull();
        during["value"].ShouldBe(Code);
        page.Texts(".code.big").ShouldBe([Code]);
        (await company.Read(db => db.SecretViews.CountAsync())).ShouldBe(2);
        (await company.UserClient.Get("/items/LBA001/codes")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_user_who_holds_a_box_is_not_shown_a_code_that_it_had_before()
    {
        var company = await app.NewCompany();
        var box = await company.AddLockbox(code: Code);
        var secret = await company.Read(db => db.Secrets.SingleAsync());
        await company.CheckOut(company.Uma.Name, box);

        var refused = await company.Do((RevealSecret act) => act.Run(company.Uma.Actor, mayAny: false, box.Code, null, secret.Id));

        refused.Refusals.ShouldHaveSingleItem().Code.ShouldBe("not_holder");
    }

    [Fact]
    public async Task A_key_s_cut_code_is_set_in_its_form_and_is_never_written_into_a_page_again()
    {
        var company = await app.NewCompany();

        var refused = await (await company.Staff.Page("/keys/new")).Submit("form.form", ("Input.Label", ""), ("Input.CutCode", Code));
        var saved = await (await company.Staff.Page("/keys/new")).Submit("form.form", ("Input.Label", "Roof"), ("Input.CutCode", Code));
        var edit = await company.Staff.Page("/keys/KA001/edit");
        await edit.Submit("form.form", ("Input.Label", "Roof door"));

        refused.Html.ShouldNotContain(Code);
        saved.Html.ShouldNotContain(Code);
        edit.Html.ShouldNotContain(Code);
        (await saved.Submit("form[data-reveal]")).Texts(".code.big").ShouldBe([Code]);
        (await company.Read(db => db.Secrets.CountAsync())).ShouldBe(1);
        await (await company.Staff.Page("/keys/KA001/edit")).Submit("form.form", ("Input.CutCode", "another"));
        (await company.Api.Post("/api/v1/items/KA001/reveal", new { field = "CutCode" }))["value"].ShouldBe("another");
    }

    [Fact]
    public async Task What_is_no_code_of_ours_is_a_refusal_and_counts_as_seen_by_nobody()
    {
        var company = await app.NewCompany();
        await company.AddLockbox(code: Code);
        await company.Write(db => db.Secrets.ExecuteUpdateAsync(set => set.SetProperty(s => s.Sealed, "v1.nonsense.<b>")));

        var answer = await company.Api.Post("/api/v1/items/LBA001/reveal", new { });

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        answer["code"].ShouldBe("code_unreadable");
        (await company.Read(db => db.SecretViews.CountAsync())).ShouldBe(0);
    }
}
