using Kbm.Tests.Support;

namespace Kbm.Tests.Features.Shared;

/// <summary>Names stand where people look for them: "de Vries" before "Zapata".</summary>
public sealed class SortingTests(TestApp app)
{
    private static readonly string[] s_names = ["Zapata", "de Vries", "Abbott", "deLuca", "Ziegler"];
    private static readonly string[] s_sorted = ["Abbott", "de Vries", "deLuca", "Zapata", "Ziegler"];

    [Fact]
    public async Task Contacts_stand_by_name_whatever_its_case()
    {
        var company = await app.NewCompany();
        foreach (var name in s_names) await company.AddContact(name);

        (await company.Staff.Page("/contacts?kind=Vendor")).Texts("tbody .row-link").ShouldBe(s_sorted);
        (await company.Staff.Page("/contacts?kind=Vendor&sort=holds")).Texts("tbody .row-link").ShouldBe(s_sorted);
    }

    [Fact]
    public async Task Properties_and_what_is_chosen_from_stand_by_name_whatever_its_case()
    {
        var company = await app.NewCompany();
        foreach (var name in s_names) await company.AddKey(property: await company.AddProperty(name));

        (await company.Staff.Page("/properties")).Texts("tbody .row-link").ShouldBe(s_sorted);
        (await company.Staff.Page("/properties?sort=units")).Texts("tbody .row-link").ShouldBe(s_sorted);
        (await company.Staff.Page("/keys?choose=property")).Texts("select[name=property] option").Skip(1).ShouldBe(s_sorted);
        (await company.Staff.Page("/keys?sort=property")).Texts("tbody .two-line small").ShouldBe(s_sorted);
    }

    [Fact]
    public async Task Keys_stand_by_label_whatever_its_case()
    {
        var company = await app.NewCompany();
        foreach (var name in s_names) await company.AddKey(name);

        (await company.Staff.Page("/keys?sort=label")).Texts("tbody .two-line strong").ShouldBe(s_sorted);
    }

    [Fact]
    public async Task Users_stand_by_name_whatever_its_case()
    {
        var company = await app.NewCompany();
        await company.AddPerson("de Vries", Kbm.Features.Accounts.Role.User, email: "v@lakeside.example");

        (await company.Admin.Page("/users")).Texts("tbody .row-link").ShouldBe(["de Vries", "Dee Okafor", "Sam Lindt", "Uma Reyes"]);
    }
}
