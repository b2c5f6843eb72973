using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Signs;

public sealed class SignsAtTheDeskTests(TestApp app)
{
    [Fact]
    public async Task A_piece_in_a_sign_is_not_put_into_the_basket_and_the_desk_says_what_to_hand_over_instead()
    {
        var company = await app.NewCompany();
        var sign = await company.AddSign();

        var page = await company.UserClient.Page("/desk?add=SA001");

        page.Text.ShouldContain($"SA001 is in {sign.Code} and cannot be lent by itself; hand over {sign.Code}, or swap SA001 out of it.");
        page.Document.QuerySelector(".basket").ShouldBeNull();
    }

    [Fact]
    public async Task A_sign_goes_out_to_the_property_that_is_chosen_and_its_receipt_says_so()
    {
        var company = await app.NewCompany();
        var (sign, corner) = (await company.AddSign("Ana Ruiz", await company.AddProperty()), await company.AddProperty("Casa Tabasco"));
        var ana = await company.AddContact();

        var desk = await company.UserClient.Page($"/desk?add={sign.Code}&to={ana.Id}");
        var done = await desk.Submit("form#desk", ("at", $"{corner.Id}"));

        desk.Texts("#desk-at option").ShouldBe(["Where it belongs", "Casa Tabasco", "Winthrop Apts."]);
        done.Text.ShouldContain("Handed 1 item to Ana Ruiz");
        (await company.Read(db => db.Checkouts.Select(c => new { c.PropertyId, c.Place }).SingleAsync())).ShouldBe(new { PropertyId = (long?)corner.Id, Place = (string?)"Casa Tabasco" });
        (await company.UserClient.Page($"/signs/{sign.Code}")).Texts(".facts dd")[0].ShouldBe("Casa Tabasco");
        (await company.UserClient.Page("/receipts/R-000001")).Text.ShouldContain("Casa Tabasco");
    }

    [Fact]
    public async Task A_basket_of_keys_asks_for_no_property()
    {
        var company = await app.NewCompany();
        var key = await company.AddKey();

        (await company.UserClient.Page($"/desk?add={key.Code}")).Document.QuerySelector("#desk-at").ShouldBeNull();
    }

    [Fact]
    public async Task A_sign_that_belongs_to_no_property_is_not_offered_to_be_put_up_where_it_belongs()
    {
        var company = await app.NewCompany();
        var (placed, loose) = (await company.AddSign("Ana Ruiz", await company.AddProperty()), await company.AddSign("Bo Lund"));

        (await company.UserClient.Page($"/desk?add={loose.Code}")).Texts("#desk-at option")[0].ShouldBe("At no property: choose one");
        (await company.UserClient.Page($"/desk?line={placed.Code}*1&line={loose.Code}*1")).Texts("#desk-at option")[0].ShouldBe($"Where each belongs; {loose.Code} at no property");
    }

    [Fact]
    public async Task What_is_to_come_down_first_stands_first_among_the_signs_that_are_out()
    {
        var company = await app.NewCompany();
        var (albany, zapata) = (await company.AddProperty("Albany"), await company.AddProperty("Zapata"));
        var (calm, soon, late) = (await company.AddSign("Ana Ruiz", albany), await company.AddSign("Bo Lund", zapata), await company.AddSign("Cy Marsh", zapata));
        foreach (var (sign, days) in new[] { (calm, 30), (soon, 24), (late, 20) }) await company.CheckOut("Marco Silva", Day(days), sign);

        var page = await company.UserClient.Page("/signs/out");

        page.Texts("h2 a").ShouldBe(["Zapata", "Albany"]);
        page.Texts(".mini-list a.code").ShouldBe([late.Code, soon.Code, calm.Code]);
    }

    private static string Day(int days) => TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
