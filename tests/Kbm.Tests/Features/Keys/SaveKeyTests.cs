using Kbm.Data;
using Kbm.Features.Items;
using Kbm.Features.Keys;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Keys;

public sealed class SaveKeyTests(TestApp app)
{
    [Fact]
    public async Task Codes_go_on_with_the_next_letter_and_then_with_two()
    {
        var company = await app.NewCompany();
        await company.Write(db => db.Take(ItemKind.Key.Counter, 998));
        var first = new[] { await Add(company), await Add(company) };
        await company.Write(db => db.Take(ItemKind.Key.Counter, 25_974 - 1_001));
        var last = new[] { await Add(company), await Add(company) };

        first.ShouldBe(["KA999", "KB001"]);
        last.ShouldBe(["KZ999", "KAA001"]);
    }

    [Fact]
    public async Task A_refused_key_takes_no_code()
    {
        var company = await app.NewCompany();

        var refused = await company.Do((SaveKey act) => act.Add(company.Sam.Actor, new() { Label = "" }));

        refused.IsRefused.ShouldBeTrue();
        (await Add(company)).ShouldBe("KA001");
    }

    [Fact]
    public async Task A_loop_of_masters_is_refused_and_named()
    {
        var company = await app.NewCompany();
        var (top, middle, low) = (await Add(company, "Top"), await Add(company, "Middle"), await Add(company, "Low"));
        await Edit(company, middle, new() { Label = "Middle", MasterKey = top });
        await Edit(company, low, new() { Label = "Low", MasterKey = middle });

        var loop = (await Edit(company, top, new() { Label = "Top", MasterKey = low })).Refusals.ShouldHaveSingleItem();
        var itself = (await Edit(company, top, new() { Label = "Top", MasterKey = top.ToLowerInvariant() })).Refusals.ShouldHaveSingleItem();

        loop.Code.ShouldBe("master_loop");
        loop.Field.ShouldBe("masterKey");
        loop.Sentence.ShouldBe("KA003 cannot be the master of KA001, because it is below it: KA003 under KA002 under KA001.");
        itself.Sentence.ShouldBe("KA001 cannot be its own master.");
    }

    [Fact]
    public async Task Two_edits_at_once_cannot_close_a_loop_together()
    {
        var company = await app.NewCompany();
        for (var round = 0; round < 5; round++)
        {
            var (one, other) = (await Add(company), await Add(company));

            var both = await Task.WhenAll(
                Edit(company, one, new() { Label = "One", MasterKey = other }), Edit(company, other, new() { Label = "Other", MasterKey = one }));

            both.Count(b => b.IsRefused).ShouldBe(1);
        }
    }

    [Fact]
    public async Task Copies_cannot_be_fewer_than_are_out()
    {
        var company = await app.NewCompany();
        var key = await company.AddKey(copies: 3);
        Company.Expect(await company.AtTheDesk(new() { Holder = new(Name: "Ana Ruiz"), Out = [new(key.Code, 2)] }));

        var refusal = (await Edit(company, key.Code, new() { Label = key.Label, Copies = 1 })).Refusals.ShouldHaveSingleItem();

        refusal.Field.ShouldBe("copies");
        refusal.Sentence.ShouldStartWith("2 copies are out with Ana Ruiz (Other) since ");
        refusal.Sentence.ShouldEndWith("; copies cannot be fewer than 2.");
        (await Edit(company, key.Code, new() { Label = key.Label, Copies = 2 })).IsRefused.ShouldBeFalse();
    }

    [Fact]
    public async Task A_unit_must_be_of_the_property()
    {
        var company = await app.NewCompany();
        var (one, other) = (await company.AddProperty("Winthrop Apts."), await company.AddProperty("Hancock House"));
        var unit = await company.AddUnit(one, "4B");

        var wrong = await company.Do((SaveKey act) => act.Add(company.Sam.Actor, new() { Label = "Door", PropertyId = other.Id, UnitId = unit.Id }));
        var unknown = await company.Do((SaveKey act) => act.Add(company.Sam.Actor, new() { Label = "Door", PropertyId = other.Id, Unit = "4b" }));
        var right = await company.Do((SaveKey act) => act.Add(company.Sam.Actor, new() { Label = "Door", PropertyId = one.Id, Unit = "4b" }));

        wrong.Refusals.ShouldHaveSingleItem().Sentence.ShouldBe("Unit 4B is in Winthrop Apts., not in Hancock House.");
        unknown.Refusals.ShouldHaveSingleItem().Sentence.ShouldBe("Hancock House has no unit 4b.");
        right.Value!.UnitId.ShouldBe(unit.Id);
    }

    [Fact]
    public async Task An_edit_says_what_changed_and_search_follows()
    {
        var company = await app.NewCompany();
        var key = await company.AddKey("Roof", hook: "4");

        await Edit(company, key.Code, new() { Label = "Attic", Hook = "7" });

        var entry = await company.Read(db => db.Activity.OrderBy(a => a.Id).LastAsync(a => a.ItemId == key.Id));
        entry.Sentence.ShouldBe("Changed KA001: label from Roof to Attic and hook from 4 to 7.");
        entry.UserName.ShouldBe(company.Sam.Name);
        (await company.Read(db => db.SearchFor(["attic"]).Select(e => e.Code).ToListAsync())).ShouldBe([key.Code]);
        (await company.Read(db => db.SearchFor(["roof"]).CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_key_that_is_out_is_not_retired_and_its_holder_is_named()
    {
        var company = await app.NewCompany();
        var key = await company.AddKey();
        var given = await company.CheckOut("Ana Ruiz", key);

        var refused = await company.Do((RetireItem act) => act.Retire(company.Dee.Actor, key.Code));
        await company.CheckIn([.. given.Out!.Checkouts]);
        var retired = await company.Do((RetireItem act) => act.Retire(company.Dee.Actor, key.Code));

        refused.Refusals.ShouldHaveSingleItem().Sentence.ShouldStartWith("KA001 cannot be retired: it is out with Ana Ruiz (Other) since ");
        retired.Value!.RetiredAt.ShouldNotBeNull();
    }

    private static async Task<string> Add(Company company, string label = "Front door") =>
        Company.Expect(await company.Do((SaveKey act) => act.Add(company.Sam.Actor, new() { Label = label }))).Code;

    private static Task<Outcome<Key>> Edit(Company company, string code, KeyInput input) =>
        company.Do((SaveKey act) => act.Edit(company.Sam.Actor, code, input));
}
