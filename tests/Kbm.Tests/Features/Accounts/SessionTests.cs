using System.Net;
using Kbm.Features.Accounts;
using Kbm.Tests.Support;

namespace Kbm.Tests.Features.Accounts;

public sealed class SessionTests(TestApp app)
{
    [Fact]
    public async Task A_deactivated_user_is_out_on_the_next_request_by_cookie_and_by_token()
    {
        var company = await app.NewCompany();
        var api = await company.ApiAs(company.Sam);
        (await company.Staff.Get("/profile")).Status.ShouldBe(HttpStatusCode.OK);
        (await api.Get("/api/v1/checkouts")).Status.ShouldBe(HttpStatusCode.OK);

        await (await company.Admin.Page($"/users/{company.Sam.Id}")).Submit("form[action*='handler=Active']");

        (await company.Staff.Page("/profile")).Url.AbsolutePath.ShouldBe("/sign-in");
        (await api.Get("/api/v1/checkouts")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        var again = await (await company.NewClient().Page("/sign-in")).Submit("form", ("Email", company.Sam.Email), ("Pin", company.Sam.Pin));
        again.Text.ShouldContain("That email and PIN do not match.");
    }

    [Fact]
    public async Task A_reactivated_user_signs_in_again()
    {
        var company = await app.NewCompany();
        Company.Expect(await company.Do((SaveUser act) => act.SetActive(company.Dee.Actor, company.Sam.Id, false)));

        await (await company.Admin.Page($"/users/{company.Sam.Id}")).Submit("form[action*='handler=Active']");

        (await (await company.SignIn(company.Sam)).Get("/profile")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_demoted_admin_loses_their_rights_at_once()
    {
        var company = await app.NewCompany();
        var other = await company.AddPerson("Olu Adeyemi", Role.Admin);
        var browser = await company.SignIn(other);
        (await browser.Get("/users")).Status.ShouldBe(HttpStatusCode.OK);

        await (await company.Admin.Page($"/users/{other.Id}")).Submit("form[data-draft]", ("Input.Role", "User"));

        (await browser.Get("/users")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await (await company.SignIn(other)).Get("/users")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_changed_pin_ends_the_other_sign_ins_and_keeps_this_one()
    {
        var company = await app.NewCompany();
        var phone = await company.SignIn(company.Sam);

        var page = await (await company.Staff.Page("/profile")).Submit("form[action*='handler=Pin']",
            ("Pin.Current", company.Sam.Pin), ("Pin.Next", "604815"), ("Pin.Again", "604815"));

        page.Text.ShouldContain("Your PIN is changed");
        (await phone.Page("/profile")).Url.AbsolutePath.ShouldBe("/sign-in");
        (await company.SignIn(company.Sam with { Pin = "604815" })).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("111222", "604815", "604815", "That is not your current PIN.")]
    [InlineData("739204", "604815", "604816", "This is not the same PIN as above.")]
    [InlineData("739204", "123456", "123456", "That PIN is too easy to guess; avoid runs and repeated digits.")]
    [InlineData("739204", "12a456", "12a456", "A PIN is 6 to 12 digits.")]
    [InlineData("739204", "739204", "739204", "That is the PIN you have; choose another one.")]
    [InlineData("", "604815", "604815", "Enter your current PIN.")]
    [InlineData("739204", "", "", "Enter a new PIN.")]
    public async Task A_pin_change_that_cannot_be_says_why_and_changes_nothing(string current, string next, string again, string sentence)
    {
        var company = await app.NewCompany();

        var page = await (await company.Staff.Page("/profile")).Submit("form[action*='handler=Pin']",
            ("Pin.Current", current), ("Pin.Next", next), ("Pin.Again", again));

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.Texts(".error").ShouldBe([sentence]);
        (await company.SignIn(company.Sam)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_sign_in()
    {
        var company = await app.NewCompany();
        var phone = await company.SignIn(company.Sam);

        var page = await (await company.Staff.Page("/profile")).Submit("form[action*='handler=SignOut']");

        page.Url.AbsolutePath.ShouldBe("/sign-in");
        (await company.Staff.Get("/profile")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await phone.Get("/profile")).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Signing_out_forgets_the_cookie()
    {
        var company = await app.NewCompany();

        await (await company.Staff.Page("/profile")).Submit("form[action='/sign-out']");

        (await company.Staff.Page("/profile")).Url.AbsolutePath.ShouldBe("/sign-in");
    }

    [Fact]
    public async Task A_cookie_or_token_of_one_company_is_nothing_to_another()
    {
        var (one, other) = (await app.NewCompany(), await app.NewCompany("Harbor Property Care", "harbor"));
        var signIn = await (await one.NewClient().Page("/sign-in")).Submit("form", ("Email", one.Dee.Email), ("Pin", one.Dee.Pin));
        signIn.Url.AbsolutePath.ShouldBe("/desk");
        var cookie = await CookieOf(one, one.Dee);

        var page = await other.Anonymous.Get("/profile", ("Cookie", cookie));
        var api = await other.Anonymous.Get("/api/v1/checkouts", ("Authorization", "Bearer " + await one.NewToken(one.Dee)));

        page.Status.ShouldBe(HttpStatusCode.Redirect);
        api.Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await one.NewClient().Get("/profile", ("Cookie", cookie))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Under_https_the_cookie_is_held_to_its_host()
    {
        var company = await app.NewCompany();
        var client = company.NewClient();
        (string, string)[] https = [("X-Forwarded-Proto", "https")];
        var form = await client.Get("/sign-in", https);
        var cookies = string.Join("; ", form.Response.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
        var token = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(form.Text).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        var answer = await client.Post("/sign-in", new FormUrlEncodedContent([
            new("Email", company.Dee.Email), new("Pin", company.Dee.Pin), new("__RequestVerificationToken", token)]), [.. https, ("Cookie", cookies)]);

        var set = answer.Response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("__Host-kbm=", StringComparison.Ordinal)).ToLowerInvariant();
        set.ShouldContain("; secure");
        set.ShouldContain("; httponly");
        set.ShouldContain("; path=/");
        set.ShouldNotContain("domain=");
        answer.Response.Headers.Contains("Strict-Transport-Security").ShouldBeTrue();
    }

    private static async Task<string> CookieOf(Company company, Person person)
    {
        var client = company.NewClient();
        var form = await client.Page("/sign-in");
        var token = form.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var answer = await client.Post("/sign-in", new FormUrlEncodedContent([
            new("Email", person.Email), new("Pin", person.Pin), new("__RequestVerificationToken", token)]));
        return answer.Response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("kbm=", StringComparison.Ordinal)).Split(';')[0];
    }
}
