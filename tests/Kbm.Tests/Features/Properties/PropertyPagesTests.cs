using System.Net;
using Kbm.Features.Contacts;
using Kbm.Features.Properties;
using Kbm.Features.Search;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Properties;

public sealed class PropertyPagesTests(TestApp app)
{
    private const string Form = "main form.form";

    [Fact]
    public async Task A_property_is_added_with_its_address_and_an_owner_who_becomes_a_contact()
    {
        var company = await app.NewCompany();

        var page = await (await company.Staff.Page("/properties/new")).Submit(Form,
            ("Input.Name", "Winthrop Apts."), ("Input.Type", "Multifamily"), ("Input.Addresses[0].Street", "6214 N. Winthrop Ave."),
            ("Input.Addresses[0].City", "Chicago"), ("Input.Owner", "Hunter Properties"), ("Input.Phone", "773-477-7070"));

        page.Texts("h1").ShouldBe(["Winthrop Apts."]);
        page.Text.ShouldContain("Saved Winthrop Apts. ");
        page.Text.ShouldContain("6214 N. Winthrop Ave., Chicago · Multifamily · 0 units");
        page.Document.QuerySelector("main a[href^='/contacts/']")!.TextContent.ShouldBe("Hunter Properties");
        (await company.Staff.Page("/properties?q=winthrop+ave")).Texts("tbody a").ShouldBe(["Winthrop Apts."]);
    }

    [Fact]
    public async Task An_owner_is_known_by_name_and_among_several_of_it_the_owner_is_meant()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty();
        await company.AddContact("Hunter Properties", ContactKind.Vendor);
        await company.AddContact("Hunter Properties", ContactKind.Agent);
        Task<Page> Save() => SaveOwner(company, property, " HUNTER  properties ");

        var refused = await Save();
        var owner = await company.AddContact("Hunter Properties", ContactKind.Owner);
        await Save();

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Texts(".error").ShouldBe(["2 contacts are called HUNTER properties: Hunter Properties (Vendor) and Hunter Properties (Agent). Make the one that is meant an owner, or change their name."]);
        (await company.Read(db => db.Properties.SingleAsync())).OwnerId.ShouldBe(owner.Id);
        (await company.Read(db => db.Contacts.CountAsync(c => c.UserId == null))).ShouldBe(3);
    }

    [Fact]
    public async Task A_second_address_is_added_by_saving_and_taken_away_by_emptying_it()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty();
        var path = $"/properties/{property.Id}/edit";

        var saved = await (await company.Staff.Page(path)).Submit(Form, ("Input.Addresses[1].Street", "6 Elm Street"), ("more", "1"));
        saved.Url.AbsolutePath.ShouldBe(path);
        saved.Document.QuerySelector("[name='Input.Addresses[1].Street']")!.GetAttribute("value").ShouldBe("6 Elm Street");
        saved.Document.QuerySelector("[name='Input.Addresses[2].Street']").ShouldNotBeNull();
        await saved.Submit(Form, ("Input.Addresses[1].Street", ""));

        var streets = await company.Read(db => db.Properties.SelectMany(p => p.Addresses).Select(a => a.Street).ToListAsync());
        streets.ShouldBe(["4 Elm Street"]);
    }

    [Fact]
    public async Task Renaming_a_property_renews_what_its_units_and_keys_are_found_by()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty("Old Mill");
        var unit = await company.AddUnit(property);
        await company.AddKey("Front door", property: property, unit: unit);

        await (await company.Staff.Page($"/properties/{property.Id}/edit")).Submit(Form, ("Input.Name", "Lakeview"));

        (await Found(company, "lakeview")).ShouldBe([SearchKind.Item, SearchKind.Property, SearchKind.Unit], ignoreOrder: true);
        (await Found(company, "old mill")).ShouldBeEmpty();
        (await company.Read(db => db.Activity.OrderBy(a => a.Id).Select(a => a.Sentence).LastAsync()))
            .ShouldBe("Changed property Lakeview: name from Old Mill to Lakeview.");
    }

    [Fact]
    public async Task A_property_whose_keys_are_out_cannot_be_retired_and_who_has_them_is_named()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty("Old Mill");
        var key = await company.AddKey("Roof", property: property);
        var out1 = await company.CheckOut("Ana Ruiz", key);
        var edit = await company.Admin.Page($"/properties/{property.Id}/edit");

        var refused = await Post(company.Admin, edit, $"/properties/{property.Id}/edit?handler=Retire");
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Text.ShouldContain($"Old Mill cannot be retired while things of it are out: {key.Code} (Ana Ruiz). Take them back first.");

        await company.CheckIn([.. out1.Out!.Checkouts]);
        var done = await Post(company.Admin, edit, $"/properties/{property.Id}/edit?handler=Retire");
        done.Text.ShouldContain("Retired Old Mill.");
        (await company.Admin.Page("/properties")).Text.ShouldNotContain("Old Mill");
        (await company.Admin.Page("/properties?retired=yes")).Text.ShouldContain("Old Mill");
        (await done.Submit("main .banner form")).Text.ShouldContain("Old Mill is back in use.");
    }

    [Theory]
    [InlineData("Input.Name", "", "Enter a name.")]
    [InlineData("Input.Name", " \t \u0007 ", "Enter a name.")]
    [InlineData("Input.Name", "long:121", "Use at most 120 characters; this has 121.")]
    [InlineData("Input.Type", "long:61", "Use at most 60 characters; this has 61.")]
    [InlineData("Input.Phone", "long:41", "Use at most 40 characters; this has 41.")]
    [InlineData("Input.Notes", "long:2001", "Use at most 2000 characters; this has 2001.")]
    [InlineData("Input.Addresses[0].PostalCode", "long:13", "Use at most 12 characters; this has 13.")]
    [InlineData("Input.Addresses[0].Street", "", "Enter the street of this address.")]
    [InlineData("Input.Addresses[0].Id", "abc", "Some of this cannot be saved yet")]
    public async Task Bad_input_is_refused_at_its_field_and_everything_typed_is_kept(string field, string value, string sentence)
    {
        var company = await app.NewCompany();
        if (value.StartsWith("long:", StringComparison.Ordinal)) value = new string('x', int.Parse(value[5..], System.Globalization.CultureInfo.InvariantCulture));
        (string, string?)[] typed = [("Input.Name", "Old Mill"), ("Input.Addresses[0].Street", "4 Elm Street"), ("Input.Addresses[0].City", "Chicago")];

        var page = await (await company.Staff.Page("/properties/new")).Submit(Form, [.. typed.Where(t => t.Item1 != field), (field, value)]);

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.Text.ShouldContain(sentence);
        page.Document.QuerySelector("[name='Input.Addresses[0].City']")!.GetAttribute("value").ShouldBe("Chicago");
        (await company.Read(db => db.Properties.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData("<script>alert(1)</script> & \"Co\"")]
    [InlineData("O'Neill; DROP TABLE \"Items\"--")]
    [InlineData("Casa 🏠 Ñandú")]
    public async Task Markup_quotes_and_emoji_are_only_text(string name)
    {
        var company = await app.NewCompany();

        var page = await (await company.Staff.Page("/properties/new")).Submit(Form, ("Input.Name", name), ("Input.Addresses[0].Street", name), ("Input.Owner", name));

        page.Texts("h1").ShouldBe([name]);
        page.Document.QuerySelectorAll("main script").ShouldBeEmpty();
        (await company.Staff.Page("/properties?q=" + Uri.EscapeDataString(name))).Status.ShouldBe(HttpStatusCode.OK);
        (await company.Staff.Page($"{page.Url.AbsolutePath}?tab=activity")).Text.ShouldContain(name);
    }

    [Theory]
    [InlineData("/properties/999")]
    [InlineData("/properties/abc")]
    [InlineData("/properties/99999999999999999999")]
    [InlineData("/properties/999/edit")]
    [InlineData("/properties/999/units/new")]
    [InlineData("/units/999")]
    [InlineData("/units/999/edit")]
    public async Task What_there_is_not_is_not_found(string path)
    {
        var company = await app.NewCompany();

        (await company.Admin.Page(path)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/properties", "/properties?sort=-name")]
    [InlineData("/properties?sort=-name", "/properties?sort=name")]
    [InlineData("/properties?sort=units", "/properties?sort=-units")]
    [InlineData("/properties?sort=-units", "/properties?sort=units")]
    [InlineData("/contacts?sort=-name", "/contacts?sort=name")]
    public async Task A_second_click_on_a_column_s_head_turns_the_order_round(string path, string next)
    {
        var company = await app.NewCompany();
        await company.AddUnit(await company.AddProperty("Old Mill"));
        await company.AddProperty("Winthrop Apts.");
        await company.AddContact("Zoe Adams");

        var page = await company.UserClient.Page(path);

        page.Document.QuerySelector("th[aria-sort] a")!.GetAttribute("href").ShouldBe(next);
        var turned = await company.UserClient.Page(next);
        turned.Texts("tbody tr a").ShouldBe(page.Texts("tbody tr a").Reverse());
    }

    [Fact]
    public async Task A_list_asked_for_nonsense_shows_its_usual_self()
    {
        var company = await app.NewCompany();
        await company.AddProperty("Old Mill");

        foreach (var sort in new[] { "type", "units", "keys", "out", "overdue", "'--" })
            (await company.Admin.Page($"/properties?page=-7&sort={sort}&retired=what")).Texts("tbody a").ShouldBe(["Old Mill"]);
        (await company.Admin.Page("/properties?page=99999999999")).Texts("tbody a").ShouldBe(["Old Mill"]);
    }

    [Fact]
    public async Task Users_only_look_and_only_admins_retire()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty();
        var unit = await company.AddUnit(property);

        (await company.UserClient.Page($"/properties/{property.Id}")).Document.QuerySelectorAll("main .page-head .btn").ShouldBeEmpty();
        foreach (var path in new[] { "/properties/new", $"/properties/{property.Id}/edit", $"/properties/{property.Id}/units/new", $"/units/{unit.Id}/edit" })
            (await company.UserClient.Page(path)).Status.ShouldBe(HttpStatusCode.Forbidden, path);
        var edit = await company.Staff.Page($"/properties/{property.Id}/edit");
        edit.Text.ShouldNotContain("Retire");
        (await Post(company.Staff, edit, $"/properties/{property.Id}/edit?handler=Retire")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Post(company.Staff, edit, $"/units/{unit.Id}/edit?handler=Retire")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    /// <summary>Presses a button of the page's form that sends it somewhere else.</summary>
    private static async Task<Page> SaveOwner(Company company, Property property, string owner) =>
        await (await company.Staff.Page($"/properties/{property.Id}/edit")).Submit(Form, ("Input.Owner", owner));

    internal static Task<Page> Post(HttpClient client, Page page, string path)
    {
        var token = page.Document.QuerySelector($"{Form} input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return Page.Send(client, new(HttpMethod.Post, new Uri(client.BaseAddress!, path))
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]),
        });
    }

    private static Task<List<SearchKind>> Found(Company company, string typed) =>
        company.Read(db => db.SearchFor(SearchText.Terms(typed)).Select(e => e.Kind).ToListAsync());
}
