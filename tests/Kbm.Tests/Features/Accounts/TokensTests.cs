using System.Net;
using Kbm.Tests.Support;

namespace Kbm.Tests.Features.Accounts;

public sealed class TokensTests(TestApp app)
{
    [Fact]
    public async Task Email_and_pin_make_a_token_that_works_until_it_is_revoked()
    {
        var company = await app.NewCompany();

        var made = await company.Anonymous.Post("/api/v1/tokens", new { email = company.Sam.Email, pin = company.Sam.Pin, name = "Till" });
        made.Status.ShouldBe(HttpStatusCode.Created);
        made["name"].ShouldBe("Till");
        made["expiresAt"].ShouldEndWith("Z");
        (await Use(company, made["token"]!)).Status.ShouldBe(HttpStatusCode.OK);

        var profile = await company.Staff.Page("/profile");
        profile.Html.ShouldNotContain(made["token"]!);
        await profile.Submit("#tokens form");
        (await Use(company, made["token"]!)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_made_on_the_profile_is_shown_once()
    {
        var company = await app.NewCompany();

        var made = await (await company.Staff.Page("/profile")).Submit("form[action*='handler=Token']", ("TokenName", "Till <b>"));
        var token = made.Document.QuerySelector("#made")!.GetAttribute("value")!;

        made.Html.ShouldNotContain("Till <b>");
        (await Use(company, token)).Status.ShouldBe(HttpStatusCode.OK);
        (await company.Staff.Page("/profile")).Html.ShouldNotContain(token);
    }

    [Fact]
    public async Task An_admin_can_revoke_anybody_s_token_and_nobody_else_another_s()
    {
        var company = await app.NewCompany();
        var token = await company.NewToken(company.Sam);
        var page = await company.Admin.Page($"/users/{company.Sam.Id}");
        var id = page.Document.QuerySelector("#tokens input[name=token]")!.GetAttribute("value")!;

        var own = await company.UserClient.Page("/profile");
        (await own.Submit("form[action*='handler=SignOut']", ("token", id))).Url.AbsolutePath.ShouldBe("/sign-in");
        (await Use(company, token)).Status.ShouldBe(HttpStatusCode.OK);

        await page.Submit("#tokens form");
        (await Use(company, token)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("""{"email":"DEE","pin":"111222","name":"Till"}""", 401, "wrong_sign_in")]
    [InlineData("""{"email":"dee\u0000@x.example","pin":"111222","name":"Till"}""", 401, "wrong_sign_in")]
    [InlineData("""{"pin":"111222","name":"Till"}""", 400, "invalid")]
    [InlineData("""{"email":"DEE","name":"Till"}""", 400, "invalid")]
    [InlineData("""{"email":"DEE","pin":"481620"}""", 400, "invalid")]
    [InlineData("""{"email":"DEE","pin":481620,"name":"Till"}""", 400, "invalid")]
    [InlineData("""{"email":""", 400, "invalid")]
    [InlineData("null", 400, null)]
    [InlineData("[]", 400, "invalid")]
    public async Task Bad_input_is_answered_with_a_problem(string body, int status, string? code)
    {
        var company = await app.NewCompany();
        using var content = new StringContent(body.Replace("DEE", company.Dee.Email, StringComparison.Ordinal), System.Text.Encoding.UTF8, "application/json");

        var answer = await company.Anonymous.Post("/api/v1/tokens", content);

        ((int)answer.Status).ShouldBe(status);
        if (code is not null) answer["code"].ShouldBe(code);
        answer.Response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    private static Task<ApiAnswer> Use(Company company, string token) =>
        company.NewClient().Get("/api/v1/checkouts", ("Authorization", "Bearer " + token));
}
