using Kbm.Features.Items;
using Kbm.Features.Keys;
using Kbm.Tests.Support;

namespace Kbm.Tests.Features.Keys;

public sealed class WhatOpensTests(TestApp app)
{
    [Fact]
    public async Task A_property_lists_door_by_door_the_keys_and_the_masters_up_to_the_grand_master()
    {
        var company = await app.NewCompany();
        var (east, office) = (await company.AddProperty("East House"), await company.AddProperty("Head office"));
        var (b, a) = (await company.AddUnit(east, "1B"), await company.AddUnit(east, "1A"));
        await company.AddUnit(east, "1C");
        var grand = await company.AddKey("Grand", property: office);
        var building = await company.AddKey("East master", property: east);
        var (front, back) = (await company.AddKey("1A front", property: east, unit: a), await company.AddKey("1A back", property: east, unit: a));
        await company.AddKey("1B front", property: east, unit: b);
        var retired = await company.AddKey("1B old", property: east, unit: b);
        await company.PutUnder(grand, building);
        await company.PutUnder(building, front, back);
        Company.Expect(await company.Do((RetireItem act) => act.Retire(company.Dee.Actor, retired.Code)));

        var page = await company.UserClient.Page($"/properties/{east.Id}?tab=doors");

        page.Texts(".doors tbody tr").ShouldBe(
        [
            "Whole property KA002 East master KA001 of Head office",
            "Unit 1A KA003 1A front KA002 KA001 of Head office",
            "Unit 1A KA004 1A back KA002 KA001 of Head office",
            "Unit 1B KA005 1B front None",
        ]);
        page.Text.ShouldContain("1 unit has no key.");
    }

    [Fact]
    public async Task It_is_paged()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty();
        await company.AddChain(60, property);

        var second = await company.UserClient.Page($"/properties/{property.Id}?tab=doors&page=2");

        second.Texts(".doors tbody tr").Count.ShouldBe(10);
        second.Texts(".doors tbody tr")[9].ShouldStartWith("Whole property KA060 Level 59 KA059 KA058");
        (await company.UserClient.Page($"/properties/{(await company.AddProperty("Empty House")).Id}?tab=doors")).Text.ShouldContain("No keys yet");
    }
}
