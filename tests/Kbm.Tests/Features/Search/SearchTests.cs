using System.Net;
using Kbm.Features.Items;
using Kbm.Tests.Support;
using Shouldly;
using Xunit;

namespace Kbm.Tests.Features.Search;

public sealed class SearchTests(TestApp app)
{
    [Fact]
    public async Task A_field_for_a_key_offers_keys_in_use_by_their_name_and_nothing_else()
    {
        var company = await app.NewCompany();
        await company.AddKey("Boiler room");
        var retired = await company.AddKey("Boiler, old");
        await company.Do((RetireItem act) => act.Retire(company.Dee.Actor, retired.Code));
        await company.AddLockbox("Boiler box");

        (await company.UserClient.Page("/search/suggest?of=keys&q=boil")).Texts("li .code").ShouldBe(["KA001"]);
    }

    public static TheoryData<string> Hostile =>
    [
        "\"", "'", "%", "_", "*", "^", "\"\"", "a\" OR \"b", "NEAR(a b)", "a NEAR/2 b", "AND OR NOT", "-", "(", ")", "{a}:b", "Text:a", "\\", "\\%", "';--",
        "<script>alert(1)</script>", "🔑", "👩‍👩‍👧", "\ud83d", "a\ud83db", "\uffff", "\0", "\r\n\t", "\u202e", "鍵", "مفتاح", "i̇", "ﬁ", new string('a', 10_000), string.Join(' ', Enumerable.Repeat("ab", 4_000)),
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Nothing_that_is_typed_breaks_the_search(string text)
    {
        var company = await app.NewCompany();
        await company.AddKey("Front door");
        var query = string.Concat(text.Take(3000).Select(c => char.IsSurrogate(c) ? char.IsHighSurrogate(c) ? "%ED%A0%BD" : "%ED%B4%91" : Uri.EscapeDataString(c.ToString())));

        foreach (var path in new[] { "/search?q=", "/search/suggest?q=", "/receipts?q=", "/search?kind=item&q=", "/search?kind=nothing&page=-1&q=" })
            (await company.UserClient.Page(path + query)).Status.ShouldBe(HttpStatusCode.OK, path);
    }

    [Theory]
    [InlineData("1910 S Albany", "Entrance")]
    [InlineData("1910 s. albany AVE", "Entrance")]
    [InlineData("albany entr", "Entrance")]
    [InlineData("cafe", "Café")]
    [InlineData("CAFÉ", "Café")]
    [InlineData("KA001", "Entrance")]
    [InlineData("ka", "Entrance")]
    [InlineData("k", "Entrance")]
    [InlineData("2a", "Unit 2A")]
    public async Task Things_are_found_however_they_are_written(string typed, string title)
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty("Resurrection Homes", "1910 S. Albany Ave.");
        await company.AddKey("Entrance", property: property);
        await company.AddKey("Café");
        await company.AddUnit(property);

        var options = await company.UserClient.Page($"/search/suggest?q={Uri.EscapeDataString(typed)}");

        options.Texts("li > :nth-child(3)").ShouldContain(text => text.StartsWith(title, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_likeliest_comes_first()
    {
        var company = await app.NewCompany();
        await company.AddKey("Old park gate");
        await company.AddKey("Spark plug cabinet");
        await company.AddContact("Park, Lena");

        var options = await company.UserClient.Page("/search/suggest?q=park");

        options.Texts("li > :nth-child(3)").Select(t => t.Split(' ')[0]).ShouldBe(["Park,", "Old", "Spark"]);
    }

    [Theory]
    [InlineData("/search?q=KA001", "/keys/KA001")]
    [InlineData("/search?q=ka+001", "/keys/KA001")]
    [InlineData("/search?q=r-000001", "/receipts/R-000001")]
    [InlineData("/search?q=R1", "/receipts/R-000001")]
    public async Task An_exact_code_or_number_leads_straight_there(string path, string place)
    {
        var company = await app.NewCompany();
        await company.CheckOut("Ana Ruiz", await company.AddKey());

        var answer = await company.UserClient.Get(path);

        answer.Response.Headers.Location!.OriginalString.ShouldBe(place);
    }

    [Fact]
    public async Task A_person_is_found_among_hundreds_of_things_of_that_word()
    {
        var company = await app.NewCompany();
        var park = await company.AddProperty("Park Douglas", "5 Park Street");
        for (var n = 0; n < 410; n++) await company.AddKey("Door", property: park);
        await company.AddContact("Lena Park");

        var page = await company.UserClient.Page("/search?q=park");

        page.Texts(".mini-list .row-link").ShouldContain("Lena Park");
        page.Text.ShouldContain("All items");
        (await company.UserClient.Page("/search?q=park&kind=item&page=9")).Texts(".mini-list .row-link").Count.ShouldBe(10);
    }

    [Fact]
    public async Task Who_has_it_stands_beside_what_is_found()
    {
        var company = await app.NewCompany();
        await company.CheckOut("Ana Ruiz", await company.AddKey("Roof"));

        (await company.UserClient.Page("/search?q=roof")).Texts(".mini-list .state").ShouldHaveSingleItem().ShouldStartWith("Ana Ruiz");
    }
}
