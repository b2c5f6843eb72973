using Kbm.Features.Items;
using Kbm.Features.Lockboxes;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Lockboxes;

/// <summary>Keys in lockboxes.</summary>
public sealed class InsideTests(TestApp app)
{
    [Fact]
    public async Task A_key_inside_says_so_and_is_wherever_its_box_is()
    {
        var company = await app.NewCompany();
        var (elm, oak) = (await company.AddProperty("4 Elm Street"), await company.AddProperty("9 Oak Avenue"));
        var (box, key) = (await company.AddLockbox(property: elm), await company.AddKey(property: oak, hook: "12"));

        var put = await (await company.UserClient.Page("/lockboxes/LBA001")).Submit("#inside form.inline-form", ("Input.key", " ka 001 "));
        var atElm = await company.UserClient.Page("/keys/KA001");
        await (await company.Staff.Page("/lockboxes/LBA001/edit")).Submit("form.form", ("Input.PropertyId", $"{oak.Id}"));
        var moved = await company.UserClient.Page("/keys");
        await company.CheckOut("Ana Ruiz", box);
        var gone = await company.UserClient.Page("/keys/KA001");

        put.Text.ShouldContain("KA001 is in LBA001.");
        put.Texts("#inside li a.code").ShouldBe(["KA001"]);
        atElm.Texts(".item-head .state").ShouldBe(["in LBA001 at 4 Elm Street"]);
        atElm.Texts(".facts dd").ShouldContain("LBA001 North gate box, 4 Elm Street");
        moved.Texts("tbody .state").ShouldBe(["in LBA001 at 9 Oak Avenue"]);
        gone.Texts(".item-head .state").ShouldHaveSingleItem().ShouldStartWith("in LBA001 · Ana Ruiz");
        gone.Document.QuerySelector("form[action$='handler=TakeOut']").ShouldBeNull();
        (await company.Api.Get($"/api/v1/items/{key.Code}"))["state"].ShouldBe("inLockbox");
        (await company.Api.Get("/api/v1/items?state=inLockbox")).Json.GetProperty("total").GetInt32().ShouldBe(1);
        (await company.Api.Get("/api/v1/items/LBA001")).Json.GetProperty("inside").EnumerateArray().Select(i => i.GetString()).ShouldBe(["KA001"]);
    }

    [Fact]
    public async Task The_desk_does_not_lend_a_key_that_is_inside_and_offers_the_box_or_to_take_it_out()
    {
        var company = await app.NewCompany();
        var (box, key) = (await company.AddLockbox(), await company.AddKey());
        await company.PutInside(box, key);

        var refused = await company.AtTheDesk(new() { Holder = new(Name: "Ana Ruiz"), Out = [new(key.Code)] });
        var desk = await (await company.UserClient.Page("/desk")).Submit("#desk", ("q", key.Code));
        var taken = await desk.Submit("#desk", ("do", "pick:takeout:KA001"));

        refused.Refusals.ShouldHaveSingleItem().Sentence.ShouldBe("KA001 is in LBA001 and cannot be lent by itself; take it out first, or hand over LBA001.");
        refused.Refusals[0].Code.ShouldBe("in_lockbox");
        desk.Texts(".choices button strong").ShouldBe(["North gate box", "KA001 Front door"]);
        taken.Texts(".basket a.code").ShouldBe(["KA001"]);
        (await company.Read(db => db.Items.CountAsync(i => i.InLockboxId != null))).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_inside_goes_out_with_the_box_on_its_receipt_and_in_the_record_of_each_key()
    {
        var company = await app.NewCompany();
        var (box, key) = (await company.AddLockbox(), await company.AddKey());
        await company.PutInside(box, key);

        var desk = await company.UserClient.Page("/desk?add=LBA001");
        var loan = await company.CheckOut("Ana Ruiz", box);
        await company.CheckIn([.. loan.Out!.Checkouts]);

        desk.Text.ShouldContain("With KA001 inside");
        (await company.Staff.Page("/receipts/R-000001")).Text.ShouldContain("with KA001 inside");
        var told = await company.Read(db => db.Activity.Where(a => a.ItemId == key.Id && a.ReceiptId != null).OrderBy(a => a.Id).Select(a => a.Sentence).ToListAsync());
        told.ShouldBe(["Handed KA001 Front door to Ana Ruiz inside LBA001 (R-000001).", "Took back KA001 Front door from Ana Ruiz inside LBA001 (R-000002)."]);
    }

    [Fact]
    public async Task What_cannot_go_in_or_come_out_is_refused_with_the_reason()
    {
        var company = await app.NewCompany();
        var (box, other, key, lent) = (await company.AddLockbox(), await company.AddLockbox("Back door box"), await company.AddKey(), await company.AddKey("Roof", copies: 2));
        await company.PutInside(box, key);
        await company.CheckOut("Ana Ruiz", lent);

        (await Put(company, other, key.Code)).ShouldBe("KA001 is in LBA001; take it out there first.");
        (await Put(company, box, lent.Code)).ShouldStartWith("KA002: 1 copy is out with Ana Ruiz");
        (await Put(company, box, other.Code)).ShouldBe("LBA002 is no key, and only keys go into a lockbox.");
        (await Put(company, box, "<b>'\"")).ShouldBe("There is no key <B>'\".");
        (await Put(company, box, "")).ShouldBe("Enter the code of a key, such as KA014.");
        (await company.Api.Ask(HttpMethod.Delete, "/api/v1/lockboxes/LBA002/keys/KA001"))["title"].ShouldBe("KA001 is not in LBA002.");
        (await Retire(company, box)).ShouldBe("LBA001 cannot be retired: KA001 is inside. Take it out first.");
        (await Retire(company, key)).ShouldBe("KA001 cannot be retired: it is in LBA001. Take it out first.");
        await company.CheckOut("Marco Silva", box);
        (await company.Api.Ask(HttpMethod.Delete, "/api/v1/lockboxes/LBA001/keys/KA001"))["title"]!.ShouldStartWith("LBA001 is with Marco Silva");
    }

    [Fact]
    public async Task Put_inside_and_handed_over_at_once_one_of_the_two_happens()
    {
        var company = await app.NewCompany();
        var box = await company.AddLockbox();
        for (var round = 0; round < Trial.Rounds(20); round++)
        {
            var key = await company.AddKey($"Door {round}");

            var desk = Task.Run(() => company.AtTheDesk(new() { Holder = new(Name: "Ana Ruiz"), Out = [new(key.Code)] }));
            var put = Task.Run(() => company.Do((PutIntoLockbox act) => act.Put(company.Dee.Actor, box.Code, key.Code)));
            await Task.WhenAll(desk, put);

            ((await desk).IsRefused ^ (await put).IsRefused).ShouldBeTrue();
            var isInside = await company.Read(db => db.Items.AnyAsync(i => i.Id == key.Id && i.InLockboxId == box.Id));
            var isOut = await company.Read(db => db.Checkouts.AnyAsync(c => c.ItemId == key.Id && c.Outstanding > 0));
            (isInside, isOut).ShouldBe((!(await put).IsRefused, !(await desk).IsRefused));
        }
    }

    [Fact]
    public async Task A_key_tells_in_its_history_who_had_it_inside_of_a_box()
    {
        var company = await app.NewCompany();
        var (box, key) = (await company.AddLockbox(), await company.AddKey("Roof"));
        await company.CheckIn([.. (await company.CheckOut("Marco Silva", key)).Out!.Checkouts]);
        await company.PutInside(box, key);
        await company.CheckIn([.. (await company.CheckOut("Ana Ruiz", box)).Out!.Checkouts]);

        var page = await company.UserClient.Page("/keys/KA001");

        var moves = page.Texts(".timeline li");
        moves.Count.ShouldBe(6);
        moves[0].ShouldContain("Took back KA001 Roof from Ana Ruiz inside LBA001");
        moves[1].ShouldContain("Handed KA001 Roof to Ana Ruiz inside LBA001");
        moves[2].ShouldContain("Put KA001 Roof into LBA001");
        moves[3].ShouldContain("Back from Marco Silva");
        (await company.UserClient.Page("/lockboxes/LBA001")).Texts(".timeline li").Count.ShouldBe(5);
    }

    [Fact]
    public async Task At_any_moment_the_shown_state_is_what_checkouts_box_and_retirement_say()
    {
        var company = await app.NewCompany();
        var (box, inside, free, retired) = (await company.AddLockbox(), await company.AddKey(), await company.AddKey("Roof", copies: 2), await company.AddKey("Old"));
        await company.PutInside(box, inside);
        await company.CheckOut("Ana Ruiz", free);
        await company.Do((RetireItem act) => act.Retire(company.Dee.Actor, retired.Code));

        foreach (var state in Enum.GetValues<ItemState>())
        {
            var asked = await company.Read(db => db.Items.InState(state).Select(i => i.Code).ToListAsync());
            var derived = (await company.Read(db => ItemRow.Load(db, db.Items))).Where(r => r.Stock.State == state).Select(r => r.Code);
            asked.ShouldBe(derived, ignoreOrder: true);
        }
        var stocks = await company.Read(async db => (await db.Items.Include(i => i.Checkouts).Include(i => i.InLockbox).ToListAsync())
            .ToDictionary(i => i.Code, i => Stock.Of(i, [.. i.Checkouts.Where(c => c.Outstanding > 0)], i.InLockbox?.Code).State));
        stocks.ShouldBe(new Dictionary<string, ItemState>
        {
            ["LBA001"] = ItemState.Available,
            ["KA001"] = ItemState.InLockbox,
            ["KA002"] = ItemState.PartlyOut,
            ["KA003"] = ItemState.Retired,
        }, ignoreOrder: true);
    }

    private static async Task<string?> Put(Company company, Lockbox box, string key)
    {
        var answer = await company.Api.Post($"/api/v1/lockboxes/{box.Code}/keys", new { key });
        ((int)answer.Status).ShouldBeInRange(400, 409);
        return answer["title"];
    }

    private static async Task<string> Retire(Company company, Item item) =>
        (await company.Do((RetireItem act) => act.Retire(company.Dee.Actor, item.Code))).Refusals.ShouldHaveSingleItem().Sentence;
}
