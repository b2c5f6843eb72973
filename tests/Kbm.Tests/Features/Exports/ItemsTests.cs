using System.Net;
using Kbm.Tests.Support;

namespace Kbm.Tests.Features.Exports;

public sealed class ItemsTests(TestApp app)
{
    [Fact]
    public async Task What_is_ticked_becomes_a_file_that_a_spreadsheet_reads_and_no_formula()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty("Elm, \"Court\"");
        foreach (var label in (string[])["=1+1", "+1", "-1", "@x"]) await company.AddKey(label, property: property, hook: "7");
        await company.CheckOut("Ana Ruiz", await company.AddKey("Roof"));
        var bytes = await (await company.Staff.GetAsync("/exports/items?all=true&type=key&format=csv")).Content.ReadAsByteArrayAsync();
        var lines = System.Text.Encoding.UTF8.GetString(bytes).Split("\r\n");

        bytes[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        lines[0].ShouldStartWith("\uFEFFCode,Type,Label,Property,");
        lines[1].ShouldStartWith("KA001,Key,'=1+1,\"Elm, \"\"Court\"\"\",,7,");
        lines[2..5].ShouldAllBe(l => l.Contains(",'", StringComparison.Ordinal));
        lines[5].ShouldContain("Ana Ruiz");
        lines.Length.ShouldBe(7);
    }

    [Fact]
    public async Task No_part_of_a_cell_that_a_program_may_divide_becomes_a_formula()
    {
        var company = await app.NewCompany();
        await company.AddKey("x;=1+cmd|'/C calc'!A0");

        var lines = (await company.Staff.Page("/exports/items?code=KA001&format=csv")).Html.Split("\r\n");

        lines[1].ShouldStartWith("KA001,Key,\"x;'=1+cmd|'/C calc'!A0\",");
    }

    [Fact]
    public async Task All_that_match_is_exported_from_the_list_and_nothing_else()
    {
        var company = await app.NewCompany();
        for (var n = 1; n <= 60; n++) await company.AddKey($"Door {n:00}");
        await company.AddKey("Gate");
        await company.AddLockbox(code: "zq4711");
        var list = await company.Staff.Page("/keys?q=door&sort=-label");

        var form = await list.Submit("#bulk", ("all", "true"), ("do", "export"));
        var file = await form.Submit("main form", ("format", "csv"));
        var boxes = await company.Staff.Page("/exports/lockboxes?format=csv");

        form.Text.ShouldContain("Search: door");
        file.Response.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        file.Response.Content.Headers.ContentDisposition!.FileName.ShouldBe("keys.csv");
        var lines = file.Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(61);
        lines[1].ShouldStartWith("KA060,");
        boxes.Html.ShouldContain("LBA001");
        boxes.Html.ShouldNotContain("4711");
        (await company.Staff.Get("/exports/nothing-of-the-kind")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
