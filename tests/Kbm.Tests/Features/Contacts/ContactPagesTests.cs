using System.Net;
using Kbm.Features.Contacts;
using Kbm.Tests.Features.Properties;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Contacts;

public sealed class ContactPagesTests(TestApp app)
{
    private const string Form = "main form.form";

    [Fact]
    public async Task A_contact_is_added_and_found_by_name_company_and_number()
    {
        var company = await app.NewCompany();

        var page = await (await company.Staff.Page("/contacts/new")).Submit(Form,
            ("Input.Name", "Ana Ruiz"), ("Input.Kind", "Vendor"), ("Input.Company", "Ruiz Plumbing"), ("Input.Phone", "312-555-0148"));

        page.Texts("h1").ShouldBe(["Ana Ruiz"]);
        page.Texts(".banner").ShouldBe(["Saved Ana Ruiz."]);
        foreach (var q in new[] { "ruiz", "plumbing", "5550148" })
            (await company.Staff.Page($"/contacts?q={q}")).Texts("tbody .row-link").ShouldBe(["Ana Ruiz"], q);
    }

    [Fact]
    public async Task A_second_contact_of_one_name_is_saved_and_said()
    {
        var company = await app.NewCompany();
        await company.AddContact("Ana Ruiz");

        var page = await (await company.Staff.Page("/contacts/new")).Submit(Form, ("Input.Name", "Ana Ruiz"), ("Input.Kind", "Resident"));

        page.Texts(".banner").ShouldBe(["Saved Ana Ruiz. Another contact has this name; company and phone tell them apart."]);
    }

    [Fact]
    public async Task What_somebody_holds_and_ever_held_stands_on_their_page()
    {
        var company = await app.NewCompany();
        var roof = await company.AddKey("Roof");
        var cellar = await company.AddKey("Cellar");
        var taken = await company.CheckOut("Ana Ruiz", roof, cellar);
        await company.CheckIn(taken.Out!.Checkouts[0]);
        var id = taken.Out.HolderId!.Value;

        var page = await company.UserClient.Page($"/contacts/{id}");

        page.Texts(".mini-list .code").ShouldBe([cellar.Code]);
        page.Document.QuerySelector(".mini-list .btn")!.GetAttribute("href").ShouldBe($"/desk?back={taken.Out.Checkouts[1].Id}");
        page.Texts("tbody .code").ShouldBe([cellar.Code, roof.Code]);
        page.Texts("tbody a[href^='/receipts/']").ShouldContain(taken.Out.Number);
        (await company.Staff.Page("/contacts?holding=yes")).Texts("tbody .row-link").ShouldBe(["Ana Ruiz"]);
    }

    [Fact]
    public async Task Everything_that_somebody_holds_is_taken_back_in_one_act()
    {
        var company = await app.NewCompany();
        var taken = await company.CheckOut("Ana Ruiz", await company.AddKey("Roof"), await company.AddKey("Cellar"));
        await company.CheckOut("Marco Silva", await company.AddKey("Attic"));
        var page = await company.UserClient.Page($"/contacts/{taken.Out!.HolderId}");

        var desk = await company.UserClient.Page(page.Document.QuerySelectorAll(".card header a").Single(a => a.TextContent == "Take everything back").GetAttribute("href")!);
        desk.Texts(".line.return").Count.ShouldBe(2);
        desk = await desk.Submit("#desk", ("q", ""));

        desk.Text.ShouldContain("Took back 2 items from Ana Ruiz");
        (await company.Read(db => db.Checkouts.SingleAsync(c => c.Outstanding > 0))).Label.ShouldBe("Attic");
    }

    [Fact]
    public async Task Somebody_who_holds_things_cannot_be_retired_and_the_things_are_named()
    {
        var company = await app.NewCompany();
        var key = await company.AddKey("Roof");
        var taken = await company.CheckOut("Ana Ruiz", key);
        var id = taken.Out!.HolderId!.Value;
        var edit = await company.Admin.Page($"/contacts/{id}/edit");

        var refused = await PropertyPagesTests.Post(company.Admin, edit, $"/contacts/{id}/edit?handler=Retire");
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Text.ShouldContain($"Ana Ruiz still holds {key.Code} Roof. Take them back first.");

        await company.CheckIn([.. taken.Out.Checkouts]);
        (await PropertyPagesTests.Post(company.Admin, edit, $"/contacts/{id}/edit?handler=Retire")).Text.ShouldContain("Retired Ana Ruiz.");
        (await company.Admin.Page("/contacts?q=ruiz")).Text.ShouldContain("No such contact");
        (await company.Admin.Page("/contacts?q=ruiz&retired=yes")).Texts("tbody .row-link").ShouldBe(["Ana Ruiz"]);
    }

    [Theory]
    [InlineData("Input.Name", "", "Enter a name.")]
    [InlineData("Input.Name", "long:121", "Use at most 120 characters; this has 121.")]
    [InlineData("Input.Email", "not an email", "Enter an email address such as name@example.com.")]
    [InlineData("Input.Kind", "Wizard", "Choose one of: Resident")]
    [InlineData("Input.Kind", "3", "Choose one of: Resident")]
    [InlineData("Input.Company", "long:121", "Use at most 120 characters; this has 121.")]
    [InlineData("Input.Phone", "long:41", "Use at most 40 characters; this has 41.")]
    public async Task Bad_input_is_refused_at_its_field_and_everything_typed_is_kept(string field, string value, string sentence)
    {
        var company = await app.NewCompany();
        if (value.StartsWith("long:", StringComparison.Ordinal)) value = new string('x', int.Parse(value[5..], System.Globalization.CultureInfo.InvariantCulture));
        (string, string?)[] typed = [("Input.Name", "Ana Ruiz"), ("Input.Notes", "Rings twice.\n<b>\"Loud\"</b> 🔔")];

        var page = await (await company.Staff.Page("/contacts/new")).Submit(Form, [.. typed.Where(t => t.Item1 != field), (field, value)]);

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.Text.ShouldContain(sentence);
        page.Document.QuerySelector("[name='Input.Notes']")!.TextContent.ShouldContain("<b>\"Loud\"</b> 🔔");
        (await company.Read(db => db.Contacts.CountAsync(c => c.UserId == null))).ShouldBe(0);
    }

    [Fact]
    public async Task What_a_contact_has_from_their_user_is_changed_there()
    {
        var company = await app.NewCompany();
        var sam = await company.Read(db => db.Contacts.SingleAsync(c => c.UserId == company.Sam.Id));

        var outcome = await company.Do((SaveContact act) => act.Edit(company.Dee.Actor, sam.Id, ContactInput.Of(sam) with { Name = "Somebody" }));

        outcome.Refusals.ShouldHaveSingleItem().Field.ShouldBe("name");
        Company.Expect(await company.Do((SaveContact act) => act.Edit(company.Dee.Actor, sam.Id, ContactInput.Of(sam) with { Phone = "312" })));
    }

    [Fact]
    public async Task Users_only_look_and_only_admins_retire()
    {
        var company = await app.NewCompany();
        var contact = await company.AddContact();

        (await company.UserClient.Page($"/contacts/{contact.Id}")).Text.ShouldNotContain("Edit");
        (await company.UserClient.Page("/contacts/new")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await company.UserClient.Page($"/contacts/{contact.Id}/edit")).Status.ShouldBe(HttpStatusCode.Forbidden);
        var edit = await company.Staff.Page($"/contacts/{contact.Id}/edit");
        (await PropertyPagesTests.Post(company.Staff, edit, $"/contacts/{contact.Id}/edit?handler=Retire")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await company.Staff.Page("/contacts/999")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await company.Staff.Page("/contacts?sort=zzz&kind=9&page=x")).Status.ShouldBe(HttpStatusCode.OK);
    }
}
