using System.Net;
using Kbm.Tests.Support;

namespace Kbm.Tests.Features.Keys;

public sealed class KeyPagesTests(TestApp app)
{
    [Fact]
    public async Task A_key_is_added_in_the_form_and_its_page_tells_all_of_it()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty("Winthrop Apts.", "6214 N. Winthrop Ave.");
        await company.AddUnit(property, "4B");
        var master = await company.AddKey("Building master");

        var page = await (await company.Staff.Page($"/keys/new?property={property.Id}")).Submit("form.form",
            ("Input.Label", " 4B  front door "), ("Input.Copies", "2"), ("Input.Hook", "12"), ("Input.Unit", "4b"), ("Input.MasterKey", "ka001"));

        page.Url.AbsolutePath.ShouldBe("/keys/KA002");
        page.Text.ShouldContain("Saved KA002, 4B front door.");
        page.Texts("h1").ShouldBe(["4B front door"]);
        page.Texts(".facts dd").ShouldContain("Unit 4B, Winthrop Apts. 6214 N. Winthrop Ave.");
        page.Texts(".facts dd").ShouldContain("KA001 Building master of 1 key");
        (await company.Staff.Page($"/keys/{master.Code}")).Texts(".tree a.code").ShouldBe(["KA002"]);
    }

    [Theory]
    [InlineData("Label", "", "Enter a label")]
    [InlineData("Label", "\u0001\u0007", "Enter a label")]
    [InlineData("Copies", "", "Copies is a number from 1 to 500.")]
    [InlineData("Copies", "abc", "abc")]
    [InlineData("Copies", "0", "Copies is a number from 1 to 500.")]
    [InlineData("Copies", "-3", "Copies is a number from 1 to 500.")]
    [InlineData("Copies", "501", "Copies is a number from 1 to 500.")]
    [InlineData("Copies", "99999999999999999999", "99999999999999999999")]
    [InlineData("PropertyId", "424242", "There is no such property.")]
    [InlineData("PropertyId", "<b>", "<b>")]
    [InlineData("Unit", "4B", "Choose the property that the unit is in.")]
    [InlineData("MasterKey", "<i>'\"", "There is no key <I>'\".")]
    [InlineData("Hook", "123456789012345678901", "Use at most 20 characters; this has 21.")]
    public async Task Bad_input_is_refused_at_its_field_with_what_was_typed_kept(string field, string value, string sentence)
    {
        var company = await app.NewCompany();

        var typed = new Dictionary<string, string?> { ["Label"] = "Roof", ["Location"] = "Kept \"here\"", [field] = value };

        var page = await (await company.Staff.Page("/keys/new")).Submit("form.form", [.. typed.Select(t => ("Input." + t.Key, t.Value))]);

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.Texts(".field.invalid .error").ShouldHaveSingleItem().ShouldContain(sentence);
        page.Document.QuerySelector("[name='Input.Location']")!.GetAttribute("value").ShouldBe("Kept \"here\"");
        (await company.Read(db => Task.FromResult(db.Keys.Count()))).ShouldBe(0);
    }

    [Fact]
    public async Task Too_long_a_label_is_refused()
    {
        var company = await app.NewCompany();

        var page = await (await company.Staff.Page("/keys/new")).Submit("form.form", ("Input.Label", new string('x', 121)));

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.Texts(".error").ShouldBe(["Use at most 120 characters; this has 121."]);
    }

    [Fact]
    public async Task History_shows_each_move_with_its_receipt_and_what_is_out_can_be_taken_back()
    {
        var company = await app.NewCompany();
        var key = await company.AddKey(copies: 2);
        var given = await company.CheckOut("Ana Ruiz", key);
        await company.CheckIn([.. given.Out!.Checkouts]);
        var again = await company.CheckOut("Marco Silva", key);

        var page = await company.UserClient.Page($"/keys/{key.Code}");

        page.Texts(".timeline > li > span").Select(t => string.Join(' ', t.Split(' ').Take(5))).ShouldBe(
            ["1 copy to Marco Silva", "1 copy back from Ana", "1 copy to Ana Ruiz", "Added to KBM"]);
        page.Texts(".timeline a.code").ShouldBe(["R-000003", "R-000002", "R-000001"]);
        page.Document.QuerySelector($"aside a[href='/desk?back={again.Out!.Checkouts[0].Id}']").ShouldNotBeNull();
    }

    [Fact]
    public async Task In_a_swap_in_one_act_the_return_stands_below_the_hand_over_that_came_after_it()
    {
        var company = await app.NewCompany();
        var key = await company.AddKey();
        var given = await company.CheckOut("Ana Ruiz", key);

        Company.Expect(await company.AtTheDesk(new()
        {
            Holder = new(Name: "Marco Silva"),
            Back = [new(given.Out!.Checkouts[0].Id)],
            Out = [new(key.Code)],
        }));

        (await company.Staff.Page($"/keys/{key.Code}")).Texts(".timeline a.code").ShouldBe(["R-000003", "R-000002", "R-000001"]);
    }

    [Theory]
    [InlineData("code", "KA001")]
    [InlineData("-code", "KA002")]
    [InlineData("label", "KA002")]
    [InlineData("-label", "KA001")]
    public async Task A_second_click_on_a_column_s_head_turns_the_order_round(string sort, string first)
    {
        var company = await app.NewCompany();
        await company.AddKey("Roof");
        await company.AddKey("Attic");

        var page = await company.UserClient.Page($"/keys?sort={sort}");

        page.Texts("tbody a.code")[0].ShouldBe(first);
        var turned = sort.StartsWith('-') ? sort[1..] : "-" + sort;
        page.Document.QuerySelector("th[aria-sort] a")!.GetAttribute("href").ShouldBe($"/keys?sort={turned}");
    }

    [Theory]
    [InlineData("/keys/ka001", "/keys/KA001")]
    [InlineData("/keys/ka%20001?tab=activity", "/keys/KA001?tab=activity")]
    public async Task A_code_typed_otherwise_leads_to_the_key(string typed, string canonical)
    {
        var company = await app.NewCompany();
        await company.AddKey();

        var answer = await company.Admin.Get(typed);

        answer.Status.ShouldBe(HttpStatusCode.Redirect);
        answer.Response.Headers.Location!.OriginalString.ShouldBe(canonical);
        (await company.Admin.Get("/keys/KA999")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_user_sees_keys_but_neither_edits_nor_retires_them_and_staff_do_not_retire()
    {
        var company = await app.NewCompany();
        var key = await company.AddKey();

        var list = await company.UserClient.Page("/keys");
        var refused = await (await company.Staff.Page($"/keys/{key.Code}/edit")).Submit("form.form", ("Input.Label", "Attic"));
        var retired = await (await company.Admin.Page($"/keys/{key.Code}")).Submit("form[action$='handler=Retire']");

        list.Document.QuerySelector("a[href='/keys/new']").ShouldBeNull();
        (await company.UserClient.Get("/keys/new")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await company.UserClient.Get($"/keys/{key.Code}/edit")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await company.Staff.Page($"/keys/{key.Code}")).Document.QuerySelector("form[action$='handler=Restore']").ShouldBeNull();
        refused.Url.AbsolutePath.ShouldBe("/keys/KA001");
        retired.Text.ShouldContain("Retired KA001.");
        var restored = await (await company.Admin.Page($"/keys/{key.Code}")).Submit("form[action$='handler=Restore']");
        restored.Text.ShouldContain("Brought back KA001.");
    }

    [Theory]
    [InlineData("/keys?page=-1")]
    [InlineData("/keys?page=99999999999999999999&state=9&sort=zz&property=x")]
    [InlineData("/keys?holder=424242&unit=1&property=9")]
    [InlineData("/keys?q=%00%27%22%3Cb%3E%25_&choose=nothing")]
    [InlineData("/keys?choose=holder&overdue=true&low=true&sort=-property")]
    public async Task A_list_asked_for_nonsense_is_still_a_list(string path)
    {
        var company = await app.NewCompany();
        await company.AddKey();

        (await company.Admin.Page(path)).Status.ShouldBe(HttpStatusCode.OK);
    }
}
