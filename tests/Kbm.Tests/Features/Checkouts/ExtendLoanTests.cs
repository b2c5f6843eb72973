using System.Net;
using Kbm.Features.Activity;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Checkouts;

public sealed class ExtendLoanTests(TestApp app)
{
    [Fact]
    public async Task What_is_out_gets_another_due_date_and_its_receipt_keeps_the_first()
    {
        var company = await app.NewCompany();
        var key = await company.AddKey("Roof");
        var given = (await company.CheckOut("Ana Ruiz", "2031-11-10", key)).Out!;

        var form = await company.UserClient.Page($"/checkouts/{given.Checkouts[0].Id}/extend");
        var done = await form.Submit("main form", ("Input.Due", "2031-11-20"));

        done.Text.ShouldContain("KA001 is with Ana Ruiz until Thu 20 Nov 2031.");
        (await company.Read(db => db.Activity.Where(a => a.Verb == ActivityVerb.Extended).Select(a => $"{a.UserName}: {a.Sentence}").ToListAsync()))
            .ShouldBe(["Uma Reyes: Extended KA001 Roof with Ana Ruiz from Mon 10 Nov 2031 to Thu 20 Nov 2031."]);
        (await company.Read(db => db.Items.Where(i => i.Code == "KA001").Select(i => i.NextDueAt == i.Checkouts.Min(c => c.DueAt)).SingleAsync())).ShouldBeTrue();
        (await company.Staff.Page($"/receipts/{given.Number}")).Text.ShouldContain("Mon 10 Nov 2031");
        (await company.Api.Get("/api/v1/checkouts?code=KA001")).Json.GetProperty("checkouts")[0].GetProperty("due").GetDateTime().ShouldBe(new(2031, 11, 21, 5, 59, 59, DateTimeKind.Utc));
    }

    [Fact]
    public async Task A_day_that_has_passed_a_loan_that_is_back_and_one_that_never_was_are_refused()
    {
        var company = await app.NewCompany();
        var given = (await company.CheckOut("Ana Ruiz", await company.AddKey("Roof"))).Out!;
        var at = $"/api/v1/checkouts/{given.Checkouts[0].Id}/extend";

        var passed = await company.Api.Post(at, new { due = "2020-01-01" });
        var none = await company.Api.Post(at, new { });
        await company.CheckIn([.. given.Checkouts]);
        var back = await company.Api.Post(at, new { due = "2031-11-20" });
        var never = await company.Api.Post("/api/v1/checkouts/999/extend", new { due = "2031-11-20" });

        passed.Json.GetProperty("errors").GetProperty("due")[0].GetString().ShouldBe("The due date has passed; choose today or later.");
        none.Status.ShouldBe(HttpStatusCode.BadRequest);
        (back.Status, back["code"]).ShouldBe((HttpStatusCode.Conflict, "not_out"));
        never.Status.ShouldBe(HttpStatusCode.NotFound);
        (await company.Staff.Page($"/checkouts/{given.Checkouts[0].Id}/extend")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await company.Read(db => db.Activity.CountAsync(a => a.Verb == ActivityVerb.Extended))).ShouldBe(0);
    }

    [Fact]
    public async Task Saying_the_same_day_again_changes_nothing()
    {
        var company = await app.NewCompany();
        var given = (await company.CheckOut("Ana Ruiz", await company.AddKey("Roof"))).Out!;
        var at = $"/api/v1/checkouts/{given.Checkouts[0].Id}/extend";

        for (var times = 0; times < 2; times++) (await company.Api.Post(at, new { due = "2031-11-20" })).Status.ShouldBe(HttpStatusCode.OK);

        (await company.Read(db => db.Activity.CountAsync(a => a.Verb == ActivityVerb.Extended))).ShouldBe(1);
    }
}
