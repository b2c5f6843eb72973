using System.Net;
using Kbm.Features.Accounts;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Accounts;

public sealed class UsersTests(TestApp app)
{
    [Fact]
    public async Task An_added_user_is_listed_can_sign_in_and_is_a_contact()
    {
        var company = await app.NewCompany();

        var list = await (await company.Admin.Page("/users/new")).Submit("form[data-draft]",
            ("Input.Name", "Olu Adeyemi"), ("Input.Email", "olu@lakeside.example"), ("Input.Role", "Staff"), ("Input.Pin", "604815"));

        list.Url.AbsolutePath.ShouldBe("/users");
        list.Texts("tbody tr strong").ShouldContain("Olu Adeyemi");
        (await company.SignIn(new(0, "Olu Adeyemi", "OLU@lakeside.example", "604815", Role.Staff))).ShouldNotBeNull();
        (await company.Read(db => db.Contacts.CountAsync(c => c.Name == "Olu Adeyemi" && c.UserId != null))).ShouldBe(1);
    }

    [Theory]
    [InlineData("", "olu@x.example", "Staff", "604815", "Enter a name.")]
    [InlineData("Olu", "not an email", "Staff", "604815", "Enter an email address such as name@example.com.")]
    [InlineData("Olu", "", "Staff", "604815", "Enter an email address.")]
    [InlineData("Olu", "olu@x.example", "Owner", "604815", "Choose one of: User, Staff, Admin.")]
    [InlineData("Olu", "olu@x.example", "2", "604815", "Choose one of: User, Staff, Admin.")]
    [InlineData("Olu", "olu@x.example", "Staff", "", "Enter a first PIN.")]
    [InlineData("Olu", "olu@x.example", "Staff", "12345", "A PIN is 6 to 12 digits.")]
    [InlineData("Olu", "olu@x.example", "Staff", "1234567890123", "A PIN is 6 to 12 digits.")]
    [InlineData("Olu", "olu@x.example", "Staff", "999999", "That PIN is too easy to guess; avoid runs and repeated digits.")]
    [InlineData("Olu", "olu@x.example", "Staff", "876543", "That PIN is too easy to guess; avoid runs and repeated digits.")]
    [InlineData("Olu", "olu@x.example", "Staff", "１２３４５６", "A PIN is 6 to 12 digits.")]
    public async Task Bad_input_gets_a_sentence_at_its_field_and_keeps_what_was_typed(string name, string email, string role, string pin, string sentence)
    {
        var company = await app.NewCompany();

        var page = await (await company.Admin.Page("/users/new")).Submit("form[data-draft]",
            ("Input.Name", name), ("Input.Email", email), ("Input.Role", role), ("Input.Pin", pin));

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.Texts(".error").ShouldBe([sentence]);
        page.Document.QuerySelector("#input-email")!.GetAttribute("value").ShouldBe(email);
        page.Document.QuerySelector("#input-pin")!.HasAttribute("value").ShouldBeFalse();
    }

    [Fact]
    public async Task An_email_that_another_user_has_is_refused_whatever_its_case()
    {
        var company = await app.NewCompany();

        var page = await (await company.Admin.Page($"/users/{company.Uma.Id}")).Submit("form[data-draft]", ("Input.Email", company.Sam.Email.ToUpperInvariant()));

        page.Status.ShouldBe(HttpStatusCode.Conflict);
        page.Texts(".error").ShouldBe(["Another user already signs in with this email."]);
        (await company.SignIn(company.Uma)).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_last_admin_stays_one()
    {
        var company = await app.NewCompany();

        var page = await (await company.Admin.Page($"/users/{company.Dee.Id}")).Submit("form[data-draft]", ("Input.Role", "Staff"));
        var off = await company.Do((SaveUser act) => act.SetActive(Actor.CommandLine, company.Dee.Id, false));

        page.Texts(".error").ShouldBe(["This is the last admin; make somebody else an admin first."]);
        off.Refusals[0].Code.ShouldBe("last_admin");
        (await company.Admin.Get("/users")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Two_admins_who_deactivate_each_other_at_once_leave_one()
    {
        var company = await app.NewCompany();
        var other = await company.AddPerson("Olu Adeyemi", Role.Admin);

        var answers = await Task.WhenAll(
            company.Do((SaveUser act) => act.SetActive(company.Dee.Actor, other.Id, false)),
            company.Do((SaveUser act) => act.SetActive(other.Actor, company.Dee.Id, false)));

        answers.Count(a => a.IsRefused).ShouldBe(1);
    }

    [Fact]
    public async Task A_change_of_the_name_alone_keeps_the_user_signed_in()
    {
        var company = await app.NewCompany();

        await (await company.Admin.Page($"/users/{company.Sam.Id}")).Submit("form[data-draft]", ("Input.Name", "Samuel Lindt"));

        (await company.Staff.Page("/profile")).Text.ShouldContain("Samuel Lindt");
    }

    [Theory]
    [InlineData("/users")]
    [InlineData("/users/new")]
    [InlineData("/users/1")]
    [InlineData("/settings")]
    public async Task Only_admins_manage_users_and_settings(string path)
    {
        var company = await app.NewCompany();

        (await company.Staff.Get(path)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await company.UserClient.Get(path)).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Another_company_s_user_is_not_found()
    {
        var (one, other) = (await app.NewCompany(), await app.NewCompany("Harbor Property Care", "harbor"));

        (await one.Admin.Get($"/users/{other.Dee.Id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await one.Admin.Get("/users/99999999999999999999")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
