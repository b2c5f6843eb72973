using System.Net;
using Kbm.Features.Checkouts;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Checkouts;

/// <summary>The desk as plain HTML: every step that the script does works as a form as well.</summary>
public sealed class DeskPageTests(TestApp app)
{
    [Fact]
    public async Task A_key_goes_out_and_comes_back()
    {
        var company = await app.NewCompany();
        var key = await company.AddKey("4B · Front door");
        await company.AddContact("Ana Ruiz");

        var desk = await company.UserClient.Page("/desk");
        desk = await desk.Submit("#desk", ("q", key.Code));
        desk = await desk.Submit("#desk", ("q", "ana ruiz"), ("why", "Boiler, 4B"));
        desk.Texts(".holder")[0].ShouldContain("Ana Ruiz");
        desk = await desk.Submit("#desk", ("q", ""));
        desk.Text.ShouldContain("Handed 1 item to Ana Ruiz");
        desk.Text.ShouldContain("R-000001");

        desk = await desk.Submit("#desk", ("q", key.Code));
        desk.Text.ShouldContain("Back from Ana Ruiz");
        desk = await desk.Submit("#desk", ("q", ""));
        desk.Text.ShouldContain("Took back 1 item from Ana Ruiz");
        (await company.Read(db => db.Checkouts.SingleAsync())).Outstanding.ShouldBe(0);
        (await company.Read(db => db.CheckIns.SingleAsync())).Quantity.ShouldBe(1);
    }

    [Fact]
    public async Task A_name_that_nobody_has_becomes_a_contact()
    {
        var company = await app.NewCompany();
        var key = await company.AddKey();
        var desk = await (await company.Staff.Page($"/desk?add={key.Code}")).Submit("#desk", ("q", "Joe Plumb"));
        desk.Text.ShouldContain("Nothing is called “Joe Plumb”");
        desk = await desk.Submit("#desk", ("do", "pick:new:Joe Plumb"));
        desk = await desk.Submit("#desk", ("q", ""));
        desk.Text.ShouldContain("Handed 1 item to Joe Plumb");
        (await company.Read(db => db.Contacts.CountAsync(c => c.Name == "Joe Plumb"))).ShouldBe(1);
    }

    [Fact]
    public async Task A_person_who_holds_things_is_offered_to_bring_them_back()
    {
        var company = await app.NewCompany();
        await company.CheckOut("Ana Ruiz", await company.AddKey("Roof"), await company.AddKey("Boiler room"));
        var desk = await (await company.Staff.Page("/desk")).Submit("#desk", ("q", "Ana Ruiz"));
        desk.Text.ShouldContain("Holds 2 items");
        desk = await desk.Submit("#desk", ("do", "backall"));
        desk.Texts(".line.return").Count.ShouldBe(2);
        desk = await desk.Submit("#desk", ("q", ""));
        desk.Text.ShouldContain("Took back 2 items from Ana Ruiz");
    }

    [Fact]
    public async Task A_scanned_key_comes_back_whole_when_one_person_has_it_in_several_loans()
    {
        var company = await app.NewCompany();
        var key = await company.AddKey("Roof", copies: 2);
        await company.CheckOut("Ana Ruiz", key);
        await company.CheckOut("Ana Ruiz", key);
        (await company.Staff.Page("/keys")).Texts(".state-cell").ShouldHaveSingleItem().ShouldStartWith("Ana Ruiz ·");
        var desk = await (await company.Staff.Page("/desk")).Submit("#desk", ("q", key.Code));
        desk.Texts(".line.return").Count.ShouldBe(2);
    }

    [Fact]
    public async Task Part_of_a_loan_comes_back_and_the_rest_stays_out()
    {
        var company = await app.NewCompany();
        var key = await company.AddKey("Entrance", copies: 3);
        var desk = await (await company.Staff.Page($"/desk?line={key.Code}*3&name=Ana")).Submit("#desk", ("q", ""));
        desk.Text.ShouldContain("Handed 1 item to Ana");
        var checkout = await company.Read(db => db.Checkouts.SingleAsync());
        desk = await company.Staff.Page($"/desk?line=b{checkout.Id}*2");
        desk = await desk.Submit("#desk", ("q", ""));
        desk.Text.ShouldContain("Took back 1 item from Ana");
        (await company.Read(db => db.Checkouts.SingleAsync())).Outstanding.ShouldBe(1);
    }

    [Fact]
    public async Task A_key_that_is_out_is_shown_with_its_holder_and_left_off()
    {
        var company = await app.NewCompany();
        var (out1, free) = (await company.AddKey("Roof"), await company.AddKey("Laundry"));
        await company.CheckOut("Marco Silva", out1);
        var desk = await company.Staff.Page($"/desk?line={free.Code}*1&line={out1.Code}*1&name=Ana");
        desk.Texts(".line.blocked")[0].ShouldContain("With Marco Silva (Other) since");
        desk.Text.ShouldContain($"{out1.Code} stays as it is and is left off");
        desk = await desk.Submit("#desk", ("q", ""));
        desk.Text.ShouldContain("Handed 1 item to Ana");
        (await company.Read(db => db.Checkouts.CountAsync(c => c.Outstanding > 0))).ShouldBe(2);
    }

    [Fact]
    public async Task What_one_brings_back_can_go_to_the_next_in_the_same_act()
    {
        var company = await app.NewCompany();
        var key = await company.AddKey("Roof");
        await company.CheckOut("Marco Silva", key);
        var loan = await company.Read(db => db.Checkouts.SingleAsync());
        var desk = await company.Staff.Page($"/desk?line=b{loan.Id}*1&line={key.Code}*1&name=Ana");
        desk.Texts("#desk-confirm")[0].ShouldContain("Take back 1, hand over 1");
        desk = await desk.Submit("#desk", ("q", ""));
        desk.Text.ShouldContain("R-000002");
        desk.Text.ShouldContain("R-000003");
        (await company.Read(db => db.Checkouts.Include(c => c.Holder).SingleAsync(c => c.Outstanding > 0))).Holder.Name.ShouldBe("Ana");
    }

    [Fact]
    public async Task Taken_between_looking_and_confirming_names_who_has_it_and_keeps_the_basket()
    {
        var company = await app.NewCompany();
        var (one, two) = (await company.AddKey("Roof"), await company.AddKey("Laundry"));
        var desk = await company.Staff.Page($"/desk?line={one.Code}*1&line={two.Code}*1&name=Ana&why=Leak");
        await company.CheckOut("Marco Silva", one);
        desk = await desk.Submit("#desk", ("q", ""));
        desk.Status.ShouldBe(HttpStatusCode.Conflict);
        desk.Text.ShouldContain($"{one.Code} is with Marco Silva (Other) since");
        desk.Texts(".line").Count.ShouldBe(2);
        desk.Document.QuerySelector("#desk-why")!.GetAttribute("value").ShouldBe("Leak");
        (await company.Read(db => db.Checkouts.CountAsync())).ShouldBe(1);
        (await desk.Submit("#desk", ("q", ""))).Text.ShouldContain("Handed 1 item to Ana");
    }

    [Fact]
    public async Task A_double_click_on_confirm_makes_one_receipt_and_the_back_button_makes_none()
    {
        var company = await app.NewCompany();
        var key = await company.AddKey("Entrance", copies: 1);
        var desk = await company.Staff.Page($"/desk?line={key.Code}*1&name=Ana");
        var both = await Task.WhenAll(desk.Submit("#desk", ("q", "")), desk.Submit("#desk", ("q", "")));
        both.ShouldAllBe(p => p.Text.Contains("Receipt R-000001"));
        (await desk.Submit("#desk", ("q", ""))).Text.ShouldContain("Receipt R-000001");
        var changed = await desk.Submit("#desk", ("q", ""), ("name", "Somebody else"));
        changed.Status.ShouldBe(HttpStatusCode.Conflict);
        changed.Text.ShouldContain("already confirmed as R-000001");
        (await company.Read(db => db.Receipts.CountAsync())).ShouldBe(1);
        (await changed.Submit("#desk", ("q", ""))).Text.ShouldContain("With Ana (Other) since");
    }

    [Fact]
    public async Task A_sign_in_in_the_middle_finds_the_basket_again()
    {
        var company = await app.NewCompany();
        var key = await company.AddKey("Roof");
        var signIn = await company.Anonymous.Page($"/desk?line={key.Code}*1&name=Ana");
        signIn.Url.AbsolutePath.ShouldBe("/sign-in");
        var desk = await signIn.Submit("form", ("Email", company.Sam.Email), ("Pin", company.Sam.Pin));
        desk.Texts(".line")[0].ShouldContain(key.Code);
        desk.Texts(".holder")[0].ShouldContain("Ana");
    }

    [Theory]
    [InlineData("due", "2020-01-01", "The due date has passed")]
    [InlineData("due", "tomorrow", "Enter a date such as")]
    [InlineData("due", "9999-99-99", "Enter a date such as")]
    [InlineData("due", "2999-01-01", "more than 10 years away")]
    [InlineData("name", "", "Say who takes it")]
    [InlineData("why", null, "Use at most 200 characters")]
    public async Task A_wrong_field_gets_its_sentence_and_nothing_is_done(string field, string? typed, string sentence)
    {
        var company = await app.NewCompany();
        var key = await company.AddKey();
        typed ??= new string('x', 201);
        var desk = await (await company.Staff.Page($"/desk?line={key.Code}*1&name=Ana")).Submit("#desk", ("q", ""), (field, typed));
        desk.Status.ShouldBe(HttpStatusCode.BadRequest);
        desk.Texts(".field.invalid .error")[0].ShouldContain(sentence);
        desk.Texts(".line").Count.ShouldBe(1);
        (await company.Read(db => db.Receipts.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("'; DROP TABLE \"Items\"; --")]
    [InlineData("\" OR 1=1 %_*( NEAR/2")]
    [InlineData("🔑🗝️ \u0007\u202e")]
    [InlineData("https://demo.localhost/keys/")]
    [InlineData("R-999999999999999999999")]
    [InlineData("a")]
    public async Task Whatever_is_typed_or_pressed_is_answered_with_a_page(string text)
    {
        var company = await app.NewCompany();
        await company.AddKey();
        var desk = await company.Staff.Page("/desk");
        foreach (var field in (string[])["q", "pick", "do", "line", "to", "name", "why", "due", "key", "assigned"])
        {
            var page = await desk.Submit("#desk", ("q", "x"), (field, text));
            page.Status.ShouldBe(HttpStatusCode.OK);
            page.Html.ShouldNotContain("<script>alert");
        }
        foreach (var command in (string[])["pick:item:", "pick:contact:", "pick:property:", "pick:unit:", "pick:new:", "back:", "plus:", "minus:", "drop:", "due:"])
            (await desk.Submit("#desk", ("do", command + text))).Status.ShouldBe(HttpStatusCode.OK);
        foreach (var query in (string[])["add", "back", "receipt", "to", "line", "done"])
            (await company.Staff.Page($"/desk?{query}={Uri.EscapeDataString(text)}")).Status.ShouldBe(HttpStatusCode.OK);
        (await company.Staff.Page($"/desk/suggest?q={Uri.EscapeDataString(text)}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Suggestions_find_codes_labels_addresses_and_people()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty("Resurrection Homes", "1910 S. Albany Ave.");
        var key = await company.AddKey("Entrance", property: property);
        await company.AddContact("Alba Nygaard");
        foreach (var typed in (string[])[key.Code, "entr", "1910 S Albany", "resurrection"])
            (await company.Staff.Page($"/desk/suggest?q={Uri.EscapeDataString(typed)}")).Texts("li").ShouldContain(li => li.Contains(key.Code));
        (await company.Staff.Page("/desk/suggest?q=alba")).Texts("li").ShouldContain(li => li.Contains("Alba Nygaard"));
    }

    [Fact]
    public async Task An_address_holds_no_more_than_what_can_be_confirmed_so_that_every_proxy_passes_it_on()
    {
        var company = await app.NewCompany();
        var key = await company.AddKey();
        var typed = new string('é', 5000);
        var desk = await company.Staff.Page($"/desk?line={key.Code}*1");

        var again = await desk.Submit("#desk", ("q", ""), ("do", "plus:0"), ("name", typed), ("why", typed), ("due", typed));

        again.Status.ShouldBe(HttpStatusCode.OK);
        again.Response.Headers.GetValues("X-Kbm-Url").Single().Length.ShouldBeLessThan(4000);
        again.Document.QuerySelector("[name=why]")!.GetAttribute("value").ShouldBe(typed);
    }

    [Fact]
    public async Task A_name_on_a_receipt_is_never_cut_in_the_middle_of_a_character()
    {
        var company = await app.NewCompany();
        var faces = string.Concat(Enumerable.Repeat("😀", 58));
        var (first, second) = (await company.CheckOut("Ana " + faces, await company.AddKey()), await company.CheckOut("Ben " + faces, await company.AddKey()));

        var back = await company.CheckIn(first.Out!.Checkouts[0], second.Out!.Checkouts[0]);

        back.In!.HolderName.ShouldBe("Ana " + faces[2..] + "…");
    }

    [Fact]
    public void A_line_that_makes_no_sense_is_none()
    {
        DeskLine.Parse("KA014*2")!.ToString().ShouldBe("KA014*2");
        DeskLine.Parse("b12*1!")!.IsLeftOff.ShouldBeTrue();
        DeskLine.Parse("KA014*-5")!.Quantity.ShouldBe(1);
        DeskLine.Parse("KA014*99999999999")!.Quantity.ShouldBe(1);
        DeskLine.Parse("*").ShouldBeNull();
        DeskLine.Parse(new string('x', 50)).ShouldBeNull();
    }
}
