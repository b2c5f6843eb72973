using System.Net;
using Kbm.Tests.Support;

namespace Kbm.Tests.Features.Accounts;

public sealed class SignInTests(TestApp app)
{
    [Fact]
    public async Task A_company_s_page_asks_for_email_and_pin()
    {
        var company = await app.NewCompany("Harbor Property Care", "harbor");

        var page = await company.Anonymous.Page("/sign-in");

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Texts("h1").ShouldBe(["Sign in to Harbor Property Care"]);
    }

    [Fact]
    public async Task A_wrong_pin_is_refused_at_its_field_with_the_email_kept()
    {
        var company = await app.NewCompany();

        var page = await (await company.Anonymous.Page("/sign-in")).Submit("form", ("Email", company.Dee.Email), ("Pin", "111222"));

        page.Status.ShouldBe(HttpStatusCode.Unauthorized);
        page.Text.ShouldContain("That email and PIN do not match.");
        page.Document.QuerySelector("input[name=Email]")!.GetAttribute("value").ShouldBe(company.Dee.Email);
    }

    [Fact]
    public async Task Who_is_signed_in_is_led_past_the_sign_in_page()
    {
        var company = await app.NewCompany();

        var answer = await company.Admin.Get("/sign-in");

        answer.Status.ShouldBe(HttpStatusCode.Redirect);
        answer.Response.Headers.Location!.OriginalString.ShouldBe("/desk");
    }
}
