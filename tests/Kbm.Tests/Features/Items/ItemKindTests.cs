using System.Net;
using Kbm.Features.Items;
using Kbm.Tests.Support;

namespace Kbm.Tests.Features.Items;

public sealed class ItemKindTests(TestApp app)
{
    [Fact]
    public void Every_type_has_a_kind_whose_codes_are_those_of_no_other()
    {
        ItemKind.All.Select(k => k.Type).ShouldBe(Enum.GetValues<ItemType>(), ignoreOrder: true);
        foreach (var kind in ItemKind.All)
            foreach (var number in new[] { 1, 999, 1_000, 25_974, 25_975, 700_000 })
                ItemKind.OfCode(ItemCode.Of(kind.Prefix, number)).ShouldBe(kind);
        ItemKind.All.ShouldAllBe(k => !ItemKind.All.Any(other => other != k && other.Prefix.StartsWith(k.Prefix, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("K")]
    [InlineData("K001")]
    [InlineData("KA01")]
    [InlineData("KABCD001")]
    [InlineData("KA0011")]
    [InlineData("ka001")]
    [InlineData("R-000001")]
    public void What_is_no_code_has_no_kind(string text) => ItemKind.OfCode(text).ShouldBeNull();

    [Theory]
    [InlineData("/items/KA001")]
    [InlineData("/items/ka%20001")]
    public async Task The_address_of_any_item_leads_to_its_page(string path)
    {
        var company = await app.NewCompany();
        await company.AddKey();

        var answer = await company.UserClient.Get(path);

        answer.Status.ShouldBe(HttpStatusCode.Redirect);
        answer.Response.Headers.Location!.OriginalString.ShouldBe("/keys/KA001");
        (await company.UserClient.Get("/items/KA002")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_number_of_a_series_that_does_not_exist_is_an_error_that_names_it()
    {
        var company = await app.NewCompany();

        (await Should.ThrowAsync<ArgumentException>(company.Write(db => db.Take("Keyring")))).Message.ShouldContain("Keyring");
    }
}
