using System.Net;
using Kbm.Features.Signs;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Signs;

public sealed class SignPagesTests(TestApp app)
{
    [Fact]
    public async Task A_rider_is_added_in_the_form_and_called_by_its_text()
    {
        var company = await app.NewCompany();

        var page = await (await company.Staff.Page("/signs/pieces/new")).Submit("form.form",
            ("Input.PieceType", "NameRider"), ("Input.RiderText", " Ana  Ruiz "), ("Input.Material", "Aluminium"), ("Input.Condition", "Fair"));

        page.Url.AbsolutePath.ShouldBe("/signs/pieces/SA001");
        page.Texts("h1").ShouldBe(["Ana Ruiz"]);
        page.Texts(".facts dd").ShouldBe(["Name rider", "Ana Ruiz", "Aluminium", "Fair"]);
        var edited = await (await company.Staff.Page("/signs/pieces/SA001/edit")).Submit("form.form", ("Input.Condition", "Poor"));
        edited.Texts(".facts dd").ShouldContain("Poor");
    }

    [Theory]
    [InlineData("PieceType", "", "Say what piece it is: Frame, Sign, NameRider, StatusRider, BonusRider, Post, Other.")]
    [InlineData("PieceType", "Balloon", "Choose one of: Frame, Sign")]
    [InlineData("PieceType", "2", "Choose one of: Frame, Sign")]
    [InlineData("Condition", "<b>'\"", "Choose one of: New, Good, Fair, Poor.")]
    [InlineData("Label", "\u0001\u0007", "Enter a label")]
    [InlineData("RiderText", "1234567890123456789012345678901234567890123456789012345678901", "Use at most 60 characters; this has 61.")]
    [InlineData("PropertyId", "424242", "There is no such property.")]
    public async Task A_bad_piece_is_refused_at_its_field(string field, string value, string sentence)
    {
        var company = await app.NewCompany();
        var typed = new Dictionary<string, string?> { ["PieceType"] = "Frame", ["Label"] = "Tall frame", [field] = value };

        var page = await (await company.Staff.Page("/signs/pieces/new")).Submit("form.form", [.. typed.Select(t => ("Input." + t.Key, t.Value))]);

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.Texts(".field.invalid .error").ShouldHaveSingleItem().ShouldContain(sentence);
        (await company.Read(db => db.Items.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task The_builder_offers_only_free_pieces_each_in_the_field_of_its_type_and_builds_a_sign()
    {
        var company = await app.NewCompany();
        await company.AddSign();
        var (frame, sign, away) = (await company.AddPiece(PieceType.Frame), await company.AddPiece(PieceType.Sign), await company.AddPiece(PieceType.NameRider, "Bo"));
        await company.CheckOut("Ana Ruiz", away);

        var builder = await company.Staff.Page("/signs/new");
        var built = await builder.Submit("form.form", ("Input.Frame", frame.Code), ("Input.Sign", sign.Code), ("Input.Label", "For sale, corner"));

        builder.Document.QuerySelectorAll("[name='Input.Frame'] option").Select(o => o.GetAttribute("value")).ShouldBe(["", frame.Code]);
        builder.Document.QuerySelectorAll("[name='Input.NameRider'] option").Select(o => o.GetAttribute("value")).ShouldBe([""]);
        built.Url.AbsolutePath.ShouldBe("/signs/ASA002");
        built.Texts("[aria-label=Pieces] .code").ShouldBe([frame.Code, sign.Code]);
        (await company.UserClient.Page("/signs")).Texts("tbody .code").ShouldBe(["ASA001", "ASA002"]);
    }

    [Fact]
    public async Task What_the_builder_refuses_stands_at_the_piece_s_field_with_the_choice_kept()
    {
        var company = await app.NewCompany();
        await company.AddSign();
        var frame = await company.AddPiece(PieceType.Frame);

        var page = await (await company.Staff.Page("/signs/new")).Submit("form.form", ("Input.Frame", frame.Code), ("Input.Sign", "SA002"), ("Input.Label", "Mine"));

        page.Status.ShouldBe(HttpStatusCode.Conflict);
        page.Texts(".field.invalid .error").ShouldHaveSingleItem().ShouldStartWith("SA002 is in ASA001 and cannot be in two signs");
        page.Document.QuerySelector("[name='Input.Frame'] option[selected]")!.GetAttribute("value").ShouldBe(frame.Code);
        page.Document.QuerySelector("[name='Input.Label']")!.GetAttribute("value").ShouldBe("Mine");
    }

    [Fact]
    public async Task A_piece_is_swapped_and_the_sign_taken_apart_from_its_page()
    {
        var company = await app.NewCompany();
        var sign = await company.AddSign("Ana Ruiz");
        var bo = await company.AddPiece(PieceType.NameRider, "Bo Lund");

        var swap = await company.Staff.Page($"/signs/{sign.Code}/swap?out=SA003");
        var swapped = await swap.Submit("form.form", ("Input.In", bo.Code));
        var apart = await swapped.Submit("form[action$='handler=TakeApart']");

        swap.Document.QuerySelectorAll("[name='Input.In'] option").Select(o => o.GetAttribute("value")).ShouldBe(["", bo.Code]);
        swapped.Text.ShouldContain($"Swapped SA003 for {bo.Code}.");
        apart.Text.ShouldContain($"Took {sign.Code} apart. 3 pieces can be built in again.");
        apart.Texts(".item-head .state").ShouldBe(["taken apart"]);
        apart.Document.QuerySelector("form[action$='handler=Restore']").ShouldBeNull();
    }

    [Fact]
    public async Task A_piece_in_a_sign_leads_to_it_and_offers_neither_hand_over_nor_retirement()
    {
        var company = await app.NewCompany();
        var sign = await company.AddSign();

        var page = await company.Admin.Page("/signs/pieces/SA001");

        var state = page.Document.QuerySelector(".item-head a.state")!;
        (state.TextContent.Trim(), state.GetAttribute("href")).ShouldBe(($"in {sign.Code}", $"/signs/{sign.Code}"));
        page.Document.QuerySelector("a[href^='/desk?add']").ShouldBeNull();
        page.Document.QuerySelector("form[action$='handler=Retire']").ShouldBeNull();
        (await company.UserClient.Page("/signs/pieces?state=inSign&piece=frame")).Texts("tbody a.row-link").ShouldBe(["SA001"]);
    }

    [Fact]
    public async Task A_user_sees_signs_but_neither_builds_swaps_nor_takes_apart()
    {
        var company = await app.NewCompany();
        var sign = await company.AddSign();

        var page = await company.UserClient.Page($"/signs/{sign.Code}");

        page.Document.QuerySelector("form[action$='handler=TakeApart']").ShouldBeNull();
        page.Document.QuerySelector("a[href*='/swap']").ShouldBeNull();
        foreach (var path in new[] { "/signs/new", "/signs/pieces/new", $"/signs/{sign.Code}/edit", $"/signs/{sign.Code}/swap", "/signs/pieces/SA001/edit" })
            (await company.UserClient.Get(path)).Status.ShouldBe(HttpStatusCode.Forbidden, path);
        var token = (await company.UserClient.Page("/desk")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var refused = await company.UserClient.Post($"/signs/{sign.Code}?handler=TakeApart", new FormUrlEncodedContent([new("__RequestVerificationToken", token)]));
        refused.Status.ShouldBe(HttpStatusCode.Forbidden);
        (await company.Read(db => db.Mountings.CountAsync(m => m.TakenOutAt == null))).ShouldBe(2);
    }

    [Fact]
    public async Task Signs_out_stand_under_the_property_they_are_put_up_at_with_since_when()
    {
        var company = await app.NewCompany();
        var (home, corner) = (await company.AddProperty("Winthrop Apts."), await company.AddProperty("Casa Tabasco"));
        var (first, second, third) = (await company.AddSign("Ana", home), await company.AddSign("Bo", home), await company.AddSign());
        await company.CheckOut("Ana Ruiz", first);
        Company.Expect(await company.AtTheDesk(new() { Holder = new(Name: "Bo Lund"), Out = [new(second.Code)], PropertyId = corner.Id }));
        await company.CheckOut("Marco Silva", third);

        var page = await company.UserClient.Page("/signs/out");

        page.Texts(".card h2").ShouldBe(["Casa Tabasco 1", "Winthrop Apts. 1", "No property named 1"]);
        page.Texts(".mini-list .code").ShouldBe([second.Code, first.Code, third.Code]);
        page.Texts(".mini-list small")[0].ShouldContain("0 days · Bo Lund");
    }

    [Theory]
    [InlineData("/signs?state=inSign&piece=zz&sort=-last")]
    [InlineData("/signs/pieces?piece=3&state=partlyOut&page=-4")]
    [InlineData("/signs/pieces?q=%00%27%22%3Cb%3E%25_&piece=nameRider")]
    [InlineData("/signs/out?page=999999999999999999999")]
    [InlineData("/signs/ASA001/swap?out=%3Cscript%3E")]
    [InlineData("/keys?state=inSign&piece=frame")]
    public async Task Nonsense_in_an_address_is_still_answered_with_a_page(string path)
    {
        var company = await app.NewCompany();
        await company.AddSign();

        (await company.Admin.Page(path)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"Sold\" & 'gone' 🪧")]
    public async Task Any_text_on_a_rider_comes_back_as_it_was(string text)
    {
        var company = await app.NewCompany();
        var rider = await company.AddPiece(PieceType.StatusRider, text);

        (await company.UserClient.Page($"/signs/pieces/{rider.Code}")).Texts("h1").ShouldBe([text]);
        (await company.Staff.Page("/signs/new")).Texts("[name='Input.StatusRider'] option")[1].ShouldBe($"{rider.Code} · {text} · new");
        (await company.Api.Get($"/api/v1/items/{rider.Code}"))["riderText"].ShouldBe(text);
    }
}
