using System.Net;
using Kbm.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Kbm.Tests.Features.Accounts;

public sealed class LockoutTests(TestApp app)
{
    [Fact]
    public async Task An_unknown_email_and_a_wrong_pin_get_the_same_answer()
    {
        var company = await app.NewCompany();

        var unknown = await Try(company, "nobody@nowhere.example", "592817");
        var wrong = await Try(company, company.Dee.Email, "592817");

        unknown.Status.ShouldBe(HttpStatusCode.Unauthorized);
        wrong.Status.ShouldBe(unknown.Status);
        wrong.Texts(".error").ShouldBe(unknown.Texts(".error"));
    }

    [Theory]
    [InlineData("", "481620", "Enter your email.")]
    [InlineData("dee@example.com", "", "Enter your PIN.")]
    [InlineData("dee@example.com", "48162048162048162048162048162048", "That email and PIN do not match.")]
    [InlineData("<script>alert(1)</script>", "' OR 1=1 --", "That email and PIN do not match.")]
    [InlineData("dee\u0007@example.com", "🔑🔑🔑🔑🔑🔑", "That email and PIN do not match.")]
    public async Task Bad_input_gets_a_sentence_at_its_field(string email, string pin, string sentence)
    {
        var company = await app.NewCompany();

        var page = await Try(company, email, pin);

        ((int)page.Status).ShouldBeInRange(400, 401);
        page.Texts(".error").ShouldBe([sentence]);
    }

    [Fact]
    public async Task The_fifth_wrong_pin_locks_for_a_minute_and_each_further_one_for_twice_as_long()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 15, 0, 0, TimeSpan.Zero));
        await using var own = await TestApp.Start(clock);
        var company = await own.NewCompany();
        for (var i = 0; i < 5; i++) (await Try(company, company.Sam.Email, "111222")).Status.ShouldBe(HttpStatusCode.Unauthorized);

        var locked = await Try(company, company.Sam.Email, company.Sam.Pin);
        locked.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        locked.Text.ShouldContain("Try again in a minute");

        clock.Advance(TimeSpan.FromSeconds(61));
        (await Try(company, company.Sam.Email, "111222")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        clock.Advance(TimeSpan.FromSeconds(61));
        (await Try(company, company.Sam.Email, company.Sam.Pin)).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        clock.Advance(TimeSpan.FromSeconds(61));
        (await Try(company, company.Sam.Email, company.Sam.Pin)).Url.AbsolutePath.ShouldBe("/desk");
    }

    [Fact]
    public async Task An_email_that_nobody_has_is_locked_just_the_same()
    {
        var company = await app.NewCompany();
        List<(HttpStatusCode, string)> known = [], unknown = [];
        for (var i = 0; i < 6; i++)
        {
            var (one, other) = (await Try(company, company.Sam.Email, "111222"), await Try(company, "nobody@lakeside.example", "111222"));
            known.Add((one.Status, one.Texts(".error")[0]));
            unknown.Add((other.Status, other.Texts(".error")[0]));
        }

        known[5].Item1.ShouldBe(HttpStatusCode.TooManyRequests);
        unknown.ShouldBe(known);
    }

    [Fact]
    public async Task Tries_sent_at_once_are_counted_one_by_one()
    {
        var company = await app.NewCompany();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => company.Anonymous.Post("/api/v1/tokens",
            new { email = company.Sam.Email, pin = $"1112{i:00}", name = "Guess" })));

        answers.Count(a => a.Status == HttpStatusCode.Unauthorized).ShouldBe(5);
        answers.Count(a => a.Status == HttpStatusCode.TooManyRequests).ShouldBe(15);
    }

    [Fact]
    public async Task A_new_pin_from_an_admin_unlocks_the_account()
    {
        var company = await app.NewCompany();
        for (var i = 0; i < 5; i++) await Try(company, company.Sam.Email, "111222");
        (await Try(company, company.Sam.Email, company.Sam.Pin)).Status.ShouldBe(HttpStatusCode.TooManyRequests);

        var page = await company.Admin.Page($"/users/{company.Sam.Id}");
        await page.Submit("form[action*='handler=Pin']", ("NewPin", "604815"));

        (await Try(company, company.Sam.Email, "604815")).Url.AbsolutePath.ShouldBe("/desk");
    }

    [Fact]
    public async Task Too_many_tries_from_one_address_are_turned_away_whatever_account_they_are_for()
    {
        await using var own = await TestApp.Start(new TestAppOptions(Settings: new() { ["Kbm:Accounts:TriesPerMinute"] = "8" }));
        var company = await own.NewCompany();

        var answers = new List<ApiAnswer>();
        for (var i = 0; i < 9; i++)
            answers.Add(await company.Anonymous.Post("/api/v1/tokens", new { email = $"someone{i}@example.com", pin = "592817", name = "Guess" },
                ("X-Forwarded-For", "203.0.113.7")));
        var elsewhere = await company.Anonymous.Post("/api/v1/tokens", new { email = "a@example.com", pin = "592817", name = "Guess" },
            ("X-Forwarded-For", "203.0.113.8"));

        answers[..8].ShouldAllBe(a => a.Status == HttpStatusCode.Unauthorized);
        answers[8].Status.ShouldBe(HttpStatusCode.TooManyRequests);
        answers[8]["code"].ShouldBe("too_many_tries");
        elsewhere.Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_addresses_of_one_IPv6_network_count_as_one()
    {
        await using var own = await TestApp.Start(new TestAppOptions(Settings: new() { ["Kbm:Accounts:TriesPerMinute"] = "8" }));
        var company = await own.NewCompany();

        var answers = new List<HttpStatusCode>();
        foreach (var address in Enumerable.Range(1, 9).Select(i => $"2001:db8:7:1::{i}").Append("2001:db8:7:2::1"))
            answers.Add((await company.Anonymous.Post("/api/v1/tokens", new { email = $"a{address}@example.com", pin = "592817", name = "Guess" }, ("X-Forwarded-For", address))).Status);

        answers[7].ShouldNotBe(HttpStatusCode.TooManyRequests);
        answers[8].ShouldBe(HttpStatusCode.TooManyRequests);
        answers[9].ShouldNotBe(HttpStatusCode.TooManyRequests);
    }

    private static async Task<Page> Try(Company company, string email, string pin) =>
        await (await company.NewClient().Page("/sign-in")).Submit("form", ("Email", email), ("Pin", pin));
}
