using System.Net;
using Kbm.Features.Items;
using Kbm.Features.Keys;
using Kbm.Tests.Support;

namespace Kbm.Tests.Features.Keys;

public sealed class KeyTreeTests(TestApp app)
{
    [Fact]
    public async Task Fifty_masters_deep_every_key_is_in_the_picture_and_in_the_list()
    {
        var company = await app.NewCompany();
        var chain = await company.AddChain(50);

        foreach (var key in new[] { chain[0], chain[25], chain[49] })
        {
            var page = await company.UserClient.Page($"/keys/{key.Code}/tree");

            page.Status.ShouldBe(HttpStatusCode.OK);
            page.Texts("svg.tree-picture tspan.code").ShouldBe(chain.Select(k => k.Code));
            page.Texts(".tree .code").ShouldBe(chain.Select(k => k.Code));
            page.Texts(".tree [aria-current]").ShouldBe([$"{key.Code} {key.Label}"]);
            (await company.UserClient.Page($"/keys/{key.Code}")).Texts(".tree .code").ShouldBe(chain.Select(k => k.Code));
        }
    }

    [Fact]
    public async Task The_list_nests_as_the_keys_do_in_the_order_of_their_codes()
    {
        var company = await app.NewCompany();
        var keys = new List<Key>();
        foreach (var label in new[] { "Grand", "East", "West", "E1", "W1", "E2" }) keys.Add(await company.AddKey(label));
        await company.PutUnder(keys[0], keys[1], keys[2]);
        await company.PutUnder(keys[1], keys[3], keys[5]);
        await company.PutUnder(keys[2], keys[4]);

        var page = await company.UserClient.Page("/keys/KA001/tree");

        page.Texts(".tree .code").ShouldBe(["KA001", "KA002", "KA004", "KA006", "KA003", "KA005"]);
        page.Texts(".tree > li > ul > li > ul > li > .code, .tree > li > ul > li > ul > li > span > .code").ShouldBe(["KA004", "KA006", "KA005"]);
        (await company.UserClient.Page("/keys/KA005/tree")).Text.ShouldContain("whole tree at KA001 Grand");
    }

    [Fact]
    public async Task What_is_not_shown_is_counted_where_it_would_stand()
    {
        var company = await app.NewCompany();
        var chain = await company.AddChain(2);
        for (var n = 0; n < 12; n++) await company.PutUnder(chain[0], await company.AddKey($"Door {n}"));

        var master = await company.Read(db => KeyTree.Around(db, chain[0].Id, most: 5));
        var door = await company.Read(db => KeyTree.Around(db, chain[1].Id, most: 5));

        Lines(master).ShouldBe(["KA001", "KA002", "KA003", "KA004", "KA005", "KA006", "+8"]);
        Lines(door).ShouldBe(["KA001", "KA002", "+12"]);
        (await company.UserClient.Page("/keys/KA002")).Texts("aside .tree a.small").ShouldBe(["12 keys more"]);
    }

    [Fact]
    public async Task A_master_counts_doors_once_and_copies_below_it_without_its_own_and_without_what_is_retired()
    {
        var company = await app.NewCompany();
        var (east, west) = (await company.AddProperty("East House"), await company.AddProperty("West House"));
        var (a, b) = (await company.AddUnit(east, "1A"), await company.AddUnit(east, "1B"));
        var grand = await company.AddKey("Grand", copies: 4);
        var building = await company.AddKey("East master", copies: 2, property: east);
        var gone = await company.AddKey("Old master", copies: 7, property: west);
        await company.PutUnder(grand, building, gone);
        await company.PutUnder(building,
            await company.AddKey("1A front", copies: 3, unit: a, property: east), await company.AddKey("1A back", copies: 3, unit: a, property: east),
            await company.AddKey("East roof", property: east), await company.AddKey("Cabinet", copies: 2));
        await company.PutUnder(gone, await company.AddKey("1B front", copies: 5, unit: b, property: east));
        Company.Expect(await company.Do((RetireItem act) => act.Retire(company.Dee.Actor, gone.Code)));

        (await company.Read(db => KeyTree.Reach(db, grand.Id))).ShouldBe(new KeyReach(Doors: 3, Keys: 6, Copies: 16));
        (await company.Read(db => KeyTree.Reach(db, building.Id))).ShouldBe(new KeyReach(Doors: 2, Keys: 4, Copies: 9));
        var page = await company.UserClient.Page($"/keys/{grand.Code}");
        page.Texts(".facts dd").ShouldContain("Opens 3 doors, 16 copies below it");
        (await company.UserClient.Page("/keys/KA004")).Texts(".facts dt").ShouldNotContain("As a master");
    }

    [Fact]
    public async Task A_picture_too_large_for_a_sheet_is_printed_as_its_list()
    {
        var company = await app.NewCompany();
        await company.AddChain(8);

        (await company.UserClient.Page("/keys/KA001/tree")).Document.QuerySelector(".card.no-print .tree-picture").ShouldNotBeNull();
        Company.Expect(await company.Move("KA005", null));
        (await company.UserClient.Page("/keys/KA001/tree")).Document.QuerySelector(".card.no-print .tree-picture").ShouldBeNull();
    }

    [Fact]
    public async Task A_label_is_no_markup_in_the_picture_nor_in_the_list()
    {
        var company = await app.NewCompany();
        var (master, door) = (await company.AddKey("<b>&\"' </svg>"), await company.AddKey("<script>1</script>"));
        await company.PutUnder(master, door);

        var page = await company.UserClient.Page($"/keys/{door.Code}/tree");

        page.Document.QuerySelectorAll("svg b, .tree b, .cols script").ShouldBeEmpty();
        page.Texts(".tree > li")[0].ShouldStartWith("KA001 <b>&\"' </svg>");
        page.Texts("svg title").ShouldContain("KA002 <script>1</script>");
    }

    [Theory]
    [InlineData("/keys/ka001/tree", "/keys/KA001/tree")]
    [InlineData("/keys/ka%20001/tree", "/keys/KA001/tree")]
    public async Task A_code_typed_otherwise_leads_to_the_tree(string typed, string canonical)
    {
        var company = await app.NewCompany();
        await company.AddKey();

        (await company.UserClient.Get(typed)).Response.Headers.Location!.OriginalString.ShouldBe(canonical);
        (await company.UserClient.Get("/keys/KA999/tree")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static IEnumerable<string> Lines(IReadOnlyList<TreeRow> rows) => rows.Select(r => r.LeftOut > 0 ? $"+{r.LeftOut}" : r.Key.Code);
}
