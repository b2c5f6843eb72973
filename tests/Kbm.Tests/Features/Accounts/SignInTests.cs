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

    [Theory]
    [InlineData("/keys?q=4B", "/keys?q=4B")]
    [InlineData("/keys?q=\u00E9", "/desk")]
    [InlineData("//evil.example", "/desk")]
    [InlineData("/\\evil.example", "/desk")]
    [InlineData("https://evil.example/keys", "/desk")]
    [InlineData("javascript:alert(1)", "/desk")]
    [InlineData("/keys\r\nSet-Cookie: x=1", "/desk")]
    [InlineData("/sign-out", "/desk")]
    public async Task Signing_in_leads_on_to_the_page_that_was_asked_for_and_never_to_another_site(string returnUrl, string onward)
    {
        var company = await app.NewCompany();
        var page = await company.Anonymous.Page("/sign-in?returnUrl=" + Uri.EscapeDataString(returnUrl));
        var token = page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        var answer = await company.Anonymous.Post("/sign-in", new FormUrlEncodedContent(
            [new("Email", company.Sam.Email), new("Pin", company.Sam.Pin), new("returnUrl", returnUrl), new("__RequestVerificationToken", token)]));

        answer.Status.ShouldBe(HttpStatusCode.Redirect);
        answer.Response.Headers.Location!.OriginalString.ShouldBe(onward);
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
