using System.Net;
using Kbm.Tests.Support;

namespace Kbm.Tests.Features.Items;

public sealed class BulkTests(TestApp app)
{
    [Fact]
    public async Task Ticked_keys_are_printed_or_handed_over_without_a_script()
    {
        var company = await app.NewCompany();
        foreach (var label in (string[])["Roof", "Attic", "Laundry"]) await company.AddKey(label);
        var list = await company.Staff.Page("/keys?sort=label");

        var labels = await list.Submit("#bulk", ("code", "KA001"), ("code", "KA003"), ("do", "labels"));
        var desk = await list.Submit("#bulk", ("code", "KA001"), ("code", "KA003"), ("do", "desk"));

        labels.Url.PathAndQuery.ShouldBe("/labels?code=KA001&code=KA003");
        labels.Text.ShouldContain("2 labels");
        desk.Url.AbsolutePath.ShouldBe("/desk");
        desk.Texts(".basket .line .code").ShouldBe(["KA001", "KA003"]);
    }

    [Fact]
    public async Task What_is_out_is_said_at_the_desk_and_not_taken_for_a_return()
    {
        var company = await app.NewCompany();
        await company.AddKey("Roof");
        await company.CheckOut("Ana Ruiz", await company.AddKey("Attic"));

        var desk = await (await company.Staff.Page("/keys")).Submit("#bulk", ("code", "KA001"), ("code", "KA002"), ("do", "desk"));

        desk.Texts(".basket .line .code").ShouldBe(["KA001"]);
        desk.Text.ShouldContain("KA002 is out: ");
        desk.Text.ShouldNotContain("Back from");
    }

    [Fact]
    public async Task All_that_match_goes_by_the_list_s_filters_and_not_by_its_page()
    {
        var company = await app.NewCompany();
        for (var n = 1; n <= 60; n++) await company.AddKey($"Door {n:00}");
        await company.AddKey("Gate");
        var list = await company.Staff.Page("/keys?q=door&sort=-label");

        var labels = await list.Submit("#bulk", ("code", "KA001"), ("all", "true"), ("do", "labels"));
        var desk = await list.Submit("#bulk", ("all", "true"), ("do", "desk"));

        list.Text.ShouldContain("All 60 that match");
        labels.Text.ShouldContain("60 labels");
        labels.Texts(".named .code")[0].ShouldBe("KA060");
        desk.Texts(".basket .line .code").Count.ShouldBe(60);
    }

    [Fact]
    public async Task What_cannot_be_done_is_said_with_the_way_back_to_the_list()
    {
        var company = await app.NewCompany();
        for (var n = 1; n <= 201; n++) await company.AddKey("Door");
        var list = await company.Staff.Page("/keys?q=door");

        var nothing = await list.Submit("#bulk", ("do", "labels"));
        var unknown = await list.Submit("#bulk", ("code", "KA001"), ("do", "<b>"));
        var gone = await list.Submit("#bulk", ("code", "KA777"), ("do", "desk"));
        var tooMany = await list.Submit("#bulk", ("all", "true"), ("do", "desk"));

        foreach (var (page, sentence) in ((Page, string)[])[(nothing, "Tick the "), (unknown, "Choose what to do"), (gone, "Nothing of that"), (tooMany, "At most 200 ")])
        {
            page.Status.ShouldBe(HttpStatusCode.BadRequest);
            page.Texts("[role=alert]").ShouldHaveSingleItem().ShouldContain(sentence);
        }
        tooMany.Texts("[role=alert]")[0].ShouldContain("these are 201.");
        tooMany.Document.QuerySelector("main .actions a")!.GetAttribute("href").ShouldBe("/keys?q=door");
    }

    [Fact]
    public async Task A_user_has_nothing_to_tick()
    {
        var company = await app.NewCompany();
        await company.AddKey();

        (await company.UserClient.Page("/keys")).Document.QuerySelectorAll("#bulk, td.pick").ShouldBeEmpty();
        (await company.UserClient.Get("/bulk?do=desk&code=KA001")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }
}
