using Kbm.Data;
using Kbm.Features.Items;
using Kbm.Features.Signs;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Signs;

public sealed class WorkOnSignsTests(TestApp app)
{
    [Fact]
    public async Task A_sign_is_built_of_free_pieces_and_each_of_them_says_where_it_is()
    {
        var company = await app.NewCompany();
        var (frame, sign, rider) = (await company.AddPiece(PieceType.Frame), await company.AddPiece(PieceType.Sign), await company.AddPiece(PieceType.NameRider, "Ana Ruiz"));

        var built = Company.Expect(await company.Build(new() { Frame = frame.Code, Sign = " sa 002", NameRider = rider.Code.ToLowerInvariant() }));

        (built.Code, built.Label).ShouldBe(("ASA001", "Sign · Ana Ruiz"));
        var rows = await Rows(company);
        rows.Where(r => r.Type == ItemType.SignPiece).ShouldAllBe(r => r.Stock.State == ItemState.InSign && r.Inside == "ASA001" && r.Stock.In == 0);
        rows.Single(r => r.Code == "ASA001").Pieces.Select(p => p.Code).ShouldBe([frame.Code, sign.Code, rider.Code]);
    }

    [Fact]
    public async Task Without_a_frame_or_a_sign_nothing_is_built_and_each_is_asked_for_at_its_field()
    {
        var company = await app.NewCompany();
        var rider = await company.AddPiece(PieceType.NameRider, "Ana Ruiz");

        var refused = await company.Build(new() { NameRider = rider.Code });

        refused.Refusals.Select(r => (r.Field, r.Sentence)).Take(2).ShouldBe([("frame", "A sign needs a frame."), ("sign", "A sign needs a sign.")]);
        (await company.Read(db => db.AssembledSigns.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_piece_of_another_type_in_a_sign_already_out_or_retired_is_refused_with_its_reason()
    {
        var company = await app.NewCompany();
        var taken = await company.AddSign();
        var (away, retired, frame) = (await company.AddPiece(PieceType.NameRider, "Bo"), await company.AddPiece(PieceType.Post), await company.AddPiece(PieceType.Frame));
        await company.CheckOut("Ana Ruiz", away);
        Company.Expect(await company.Do((RetireItem act) => act.Retire(company.Dee.Actor, retired.Code)));

        var refused = await company.Build(new() { Frame = "SA001", Sign = frame.Code, NameRider = away.Code, Post = retired.Code, Other = "SX999", Label = "Any" });

        refused.Refusals.Select(r => r.Field).ShouldBe(["frame", "sign", "nameRider", "post", "other"]);
        refused.Refusals.Select(r => r.Code).ShouldBe(["in_sign", "invalid", "out", "retired", "invalid"]);
        refused.Refusals[0].Sentence.ShouldBe($"SA001 is in {taken.Code} and cannot be in two signs; choose another, or take {taken.Code} apart.");
        refused.Refusals[1].Sentence.ShouldBe($"{frame.Code} is a frame, not a sign.");
        refused.Refusals[2].Sentence.ShouldContain($"{away.Code} is with Ana Ruiz (Other) since");
        refused.Refusals[2].Sentence.ShouldEndWith("take it back first.");
    }

    [Fact]
    public async Task A_swap_frees_the_old_piece_and_is_kept_in_the_history_of_both()
    {
        var company = await app.NewCompany();
        var sign = await company.AddSign("Ana Ruiz");
        var bo = await company.AddPiece(PieceType.NameRider, "Bo Lund");

        Company.Expect(await company.Swap(sign, "SA003", bo.Code));

        var rows = await Rows(company);
        rows.Single(r => r.Code == "SA003").Stock.State.ShouldBe(ItemState.Available);
        rows.Single(r => r.Code == bo.Code).Inside.ShouldBe(sign.Code);
        var page = await company.UserClient.Page($"/signs/{sign.Code}");
        page.Texts("aside .timeline > li > span").ShouldBe([$"{bo.Code} Bo Lund for SA003 Ana Ruiz Name rider · by Dee Okafor"]);
        (await company.UserClient.Page("/signs/pieces/SA003")).Texts("aside .mini-list small").ShouldHaveSingleItem().ShouldContain("taken out by Dee Okafor");
        (await company.Admin.Page($"/signs/pieces/{bo.Code}?tab=activity")).Text.ShouldContain($"Swapped SA003 Ana Ruiz for {bo.Code} Bo Lund in {sign.Code}");
    }

    [Fact]
    public async Task Only_a_free_piece_of_the_same_type_is_swapped_in_and_only_for_one_that_is_there()
    {
        var company = await app.NewCompany();
        var (sign, other) = (await company.AddSign("Ana Ruiz"), await company.AddSign("Bo Lund"));
        var frame = await company.AddPiece(PieceType.Frame);

        (await company.Swap(sign, "SA003", frame.Code)).Refusals.ShouldHaveSingleItem().Sentence.ShouldBe($"{frame.Code} is a frame, not a name rider.");
        (await company.Swap(sign, "SA003", "SA006")).Refusals.ShouldHaveSingleItem().Code.ShouldBe("in_sign");
        (await company.Swap(sign, "SA006", frame.Code)).Refusals.ShouldHaveSingleItem().Sentence.ShouldBe($"SA006 is not in {sign.Code}.");
        (await company.Swap(sign, "", "")).Refusals.Select(r => r.Field).ShouldBe(["out", "in"]);
        (await company.Swap(sign, "SA003", "SA003")).Refusals.ShouldHaveSingleItem().Code.ShouldBe("in_sign");
        (await company.Read(db => db.Mountings.CountAsync())).ShouldBe(6);
        other.Code.ShouldBe("ASA002");
    }

    [Fact]
    public async Task Taken_apart_a_sign_gives_every_piece_back_and_ends_for_good_with_its_history()
    {
        var company = await app.NewCompany();
        var sign = await company.AddSign("Ana Ruiz");

        Company.Expect(await company.TakeApart(sign));

        var rows = await Rows(company);
        rows.Where(r => r.Type == ItemType.SignPiece).ShouldAllBe(r => r.Stock.State == ItemState.Available);
        rows.Single(r => r.Type == ItemType.AssembledSign).Stock.State.ShouldBe(ItemState.Retired);
        (await company.UserClient.Page($"/signs/{sign.Code}")).Texts("[aria-label=Pieces] .code").ShouldBe(["SA001", "SA002", "SA003"]);
        (await company.TakeApart(sign)).Refusals.ShouldHaveSingleItem().Code.ShouldBe("taken_apart");
        (await company.Do((RetireItem act) => act.Restore(company.Dee.Actor, sign.Code))).Refusals.ShouldHaveSingleItem().Code.ShouldBe("taken_apart");
        Company.Expect(await company.Build(new() { Frame = "SA001", Sign = "SA002" })).Code.ShouldBe("ASA002");
    }

    [Fact]
    public async Task What_is_out_is_neither_swapped_nor_taken_apart_and_its_holder_is_named()
    {
        var company = await app.NewCompany();
        var sign = await company.AddSign("Ana Ruiz");
        var bo = await company.AddPiece(PieceType.NameRider, "Bo Lund");
        var given = await company.CheckOut("Marco Silva", sign);

        (await company.Swap(sign, "SA003", bo.Code)).Refusals.ShouldHaveSingleItem().Sentence.ShouldContain($"{sign.Code} is with Marco Silva (Other) since");
        (await company.TakeApart(sign)).Refusals.ShouldHaveSingleItem().Sentence.ShouldContain("and cannot be taken apart; take it back first.");

        await company.CheckIn([.. given.Out!.Checkouts]);
        Company.Expect(await company.Swap(sign, "SA003", bo.Code));
    }

    [Fact]
    public async Task Neither_a_sign_nor_a_piece_in_it_is_retired_and_a_piece_in_a_sign_keeps_its_type()
    {
        var company = await app.NewCompany();
        var sign = await company.AddSign();

        (await company.Do((RetireItem act) => act.Retire(company.Dee.Actor, sign.Code))).Refusals.ShouldHaveSingleItem().Code.ShouldBe("assembled");
        (await company.Do((RetireItem act) => act.Retire(company.Dee.Actor, "SA001"))).Refusals.ShouldHaveSingleItem().Sentence
            .ShouldBe($"SA001 is in {sign.Code} and cannot be retired; swap it out or take {sign.Code} apart first.");
        (await company.Do((SaveSignPiece act) => act.Edit(company.Dee.Actor, "SA001", new() { PieceType = "Post", Label = "Frame" })))
            .Refusals.ShouldHaveSingleItem().Field.ShouldBe("pieceType");
    }

    [Fact]
    public async Task The_database_itself_keeps_a_piece_from_being_in_two_signs()
    {
        var company = await app.NewCompany();
        await company.AddSign();
        var second = await company.AddSign();

        await Should.ThrowAsync<Exception>(company.Write(db => db.Database.ExecuteSqlAsync(
            $"""INSERT INTO "Mountings" ("SignId", "PieceId", "PutInAt", "PutInBy") SELECT {second.Id}, "PieceId", "PutInAt", 'x' FROM "Mountings" WHERE "SignId" <> {second.Id}""")));
    }

    [Fact]
    public async Task A_sign_is_found_by_what_its_riders_say_until_they_say_something_else()
    {
        var company = await app.NewCompany();
        var sign = await company.AddSign("Quinn Osei");
        var lena = await company.AddPiece(PieceType.NameRider, "Lena Park");

        (await Found(company, "quinn")).ShouldBe(["SA003", sign.Code], ignoreOrder: true);
        await company.Do((WorkOnSigns act) => act.Edit(company.Dee.Actor, sign.Code, new() { Label = "Red" }));
        Company.Expect(await company.Swap(sign, "SA003", lena.Code));

        (await Found(company, "quinn")).ShouldBe(["SA003"]);
        (await Found(company, "lena park")).ShouldBe([lena.Code, sign.Code], ignoreOrder: true);
        Company.Expect(await company.Do((SaveSignPiece act) => act.Edit(company.Dee.Actor, lena.Code, new() { PieceType = "NameRider", RiderText = "Tanya Tran", Label = "Rider" })));
        (await Found(company, "tanya")).ShouldBe([lena.Code, sign.Code], ignoreOrder: true);
    }

    private static Task<List<ItemRow>> Rows(Company company) => company.Read(db => ItemRow.Load(db, db.Items.OrderBy(i => i.Id)));

    private static async Task<IReadOnlyList<string>> Found(Company company, string q) =>
        [.. (await company.Api.Get($"/api/v1/items?q={Uri.EscapeDataString(q)}")).Json.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("code").GetString()!)];
}
