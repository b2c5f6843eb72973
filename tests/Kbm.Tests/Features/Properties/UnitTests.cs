using System.Net;
using Kbm.Features.Properties;
using Kbm.Features.Search;
using Kbm.Features.Shared;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Properties;

public sealed class UnitTests(TestApp app)
{
    private const string Form = "main form.form";

    [Theory]
    [InlineData("4B", "4B")]
    [InlineData("1A, 1B;1C\n1D", "1A 1B 1C 1D")]
    [InlineData("101-104", "101 102 103 104")]
    [InlineData("098–101", "098 099 100 101")]
    [InlineData("A1-A3", "A1 A2 A3")]
    [InlineData("2A-2C", "2A 2B 2C")]
    [InlineData("2A-C", "2A 2B 2C")]
    [InlineData("2-101", "2-101")]
    [InlineData("Sub-A", "Sub-A")]
    [InlineData("1a, 1A", "1a")]
    public void Labels_are_read_one_by_one_and_as_ranges(string typed, string labels)
    {
        var checks = new Checks();

        string.Join(' ', UnitLabels.Read(checks, "labels", typed)).ShouldBe(labels);

        checks.Failed.ShouldBeFalse();
    }

    [Theory]
    [InlineData("", "Enter at least one label")]
    [InlineData(" , ;", "Enter at least one label")]
    [InlineData("112-101", "The range 112-101 runs backwards.")]
    [InlineData("1000-9999", "Add at most 500 units at once.")]
    [InlineData("an apartment with a label that is much too long to be one", "A label has at most 40 characters")]
    public async Task Labels_that_are_none_are_refused_and_kept(string typed, string sentence)
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty();

        var page = await (await company.Staff.Page($"/properties/{property.Id}/units/new")).Submit(Form, ("Input.Labels", typed));

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.Text.ShouldContain(sentence);
        page.Document.QuerySelector("textarea[name='Input.Labels']")!.TextContent.ShouldContain(typed.Trim());
    }

    [Fact]
    public async Task Many_units_are_added_at_once_and_stand_in_the_grid_floor_by_floor()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty();

        var page = await (await company.Staff.Page($"/properties/{property.Id}/units/new")).Submit(Form, ("Input.Labels", "10A, 2A-2C"));

        page.Texts(".unit strong").ShouldBe(["2A", "2B", "2C", "10A"]);
        page.Texts(".unit small").Distinct().ShouldBe(["no keys"]);
    }

    [Fact]
    public async Task A_label_is_one_unit_s_alone_until_it_is_retired()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty("Old Mill");
        var unit = await company.AddUnit(property, "2A");
        await company.AddUnit(property, "2B");

        var taken = await company.Do((SaveUnit act) => act.Add(company.Sam.Actor, property.Id, new() { Labels = "2a" }));
        taken.Refusals.ShouldHaveSingleItem().Sentence.ShouldBe("Old Mill has a unit 2a already.");
        var renamed = await company.Do((SaveUnit act) => act.Edit(company.Sam.Actor, unit.Id, new() { Label = "2B" }));
        renamed.Refusals.ShouldHaveSingleItem().Field.ShouldBe("label");

        Company.Expect(await company.Do((RetireUnit act) => act.Retire(company.Dee.Actor, unit.Id)));
        Company.Expect(await company.Do((SaveUnit act) => act.Add(company.Sam.Actor, property.Id, new() { Labels = "2A" })));
        (await company.Do((RetireUnit act) => act.Restore(company.Dee.Actor, unit.Id))).Refusals
            .ShouldHaveSingleItem().Sentence.ShouldBe("Old Mill has another unit 2A by now; rename one of them first.");
    }

    [Fact]
    public async Task Renaming_a_unit_renews_what_its_keys_are_found_by()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty();
        var unit = await company.AddUnit(property, "2A");
        await company.AddKey("Front door", property: property, unit: unit);

        await (await company.Staff.Page($"/units/{unit.Id}/edit")).Submit(Form, ("Input.Label", "Garden"));

        var found = await company.Read(db => db.SearchFor(SearchText.Terms("garden")).Select(e => e.Kind).ToListAsync());
        found.ShouldBe([SearchKind.Unit, SearchKind.Item], ignoreOrder: true);
    }

    [Fact]
    public async Task A_unit_shows_what_is_out_and_is_not_retired_with_it()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty();
        var unit = await company.AddUnit(property, "2A");
        var key = await company.AddKey("Front door", copies: 2, property: property, unit: unit);
        await company.CheckOut("Ana Ruiz", key);

        (await company.Staff.Page($"/properties/{property.Id}")).Texts(".unit.out").ShouldBe(["2A 1 out"]);
        (await company.Staff.Page($"/units/{unit.Id}?tab=held")).Text.ShouldContain("Ana Ruiz");
        (await company.Do((RetireUnit act) => act.Retire(company.Dee.Actor, unit.Id))).Refusals
            .ShouldHaveSingleItem().Sentence.ShouldContain($"{key.Code} (Ana Ruiz)");
    }
}
