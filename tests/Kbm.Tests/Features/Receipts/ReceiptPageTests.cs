using System.Net;
using Kbm.Tests.Support;
using Shouldly;
using Xunit;

namespace Kbm.Tests.Features.Receipts;

public sealed class ReceiptPageTests(TestApp app)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("a4")]
    [InlineData("letter")]
    [InlineData("roll")]
    public async Task The_PDF_of_an_act_at_the_desk_reads_as_its_number_and_address(string size)
    {
        var company = await app.NewCompany();
        var given = await company.CheckOut("Ana Ruiz", await company.AddKey(), await company.AddKey("Roof"));
        var number = given.Out!.Number;

        var pdf = await company.Admin.GetByteArrayAsync($"/receipts/{number}.pdf?size={size}", Cancellation);

        pdf.Length.ShouldBeLessThan(120_000);
        (await Decoder.Read(pdf, 203, Cancellation)).ShouldHaveSingleItem().ShouldBe(
            [$"CODE-128:{number}", $"QR-Code:http://{company.Host}:{app.Port}/receipts/{number}"], ignoreOrder: true);
        (await Decoder.Text(pdf, Cancellation)).ShouldContain("Roof");
    }

    [Fact]
    public async Task Names_in_other_letters_are_on_the_paper_too()
    {
        var company = await app.NewCompany();
        var given = await company.CheckOut("Žofie Дарья Нгуен", await company.AddKey());

        var pdf = await company.Admin.GetByteArrayAsync($"/receipts/{given.Out!.Number}.pdf", Cancellation);

        (await Decoder.Text(pdf, Cancellation)).ShouldContain("Žofie Дарья Нгуен");
    }

    [Fact]
    public async Task The_page_shows_the_things_as_they_were_and_what_has_come_back()
    {
        var company = await app.NewCompany();
        var given = await company.CheckOut("Ana <Ruiz>", await company.AddKey("Front & back"), await company.AddKey("Roof"), await company.AddKey("Cellar"));
        await company.CheckIn(given.Out!.Checkouts[0], given.Out.Checkouts[1]);

        var page = await company.UserClient.Page($"/receipts/{given.Out.Number}");

        page.Text.ShouldContain("Front & back");
        page.Text.ShouldContain("Ana <Ruiz>");
        page.Texts(".page-head .state").ShouldHaveSingleItem().ShouldStartWith("2 of 3 back");
        page.Document.QuerySelector($"a[href='/desk?receipt={given.Out.Number}']").ShouldNotBeNull();
        page.Document.QuerySelector(".barcode svg")!.GetAttribute("aria-label").ShouldBe($"Barcode {given.Out.Number}");
        page.Document.QuerySelector("a[href^='mailto:']")!.GetAttribute("href")!.ShouldContain(Uri.EscapeDataString(given.Out.Number));
    }

    [Fact]
    public async Task A_return_names_whose_things_came_back()
    {
        var company = await app.NewCompany();
        var first = await company.CheckOut("Ana Ruiz", await company.AddKey("Roof"));
        var second = await company.CheckOut("Marco Silva", await company.AddKey("Cellar"));
        var back = await company.CheckIn(first.Out!.Checkouts[0], second.Out!.Checkouts[0]);

        var page = await company.Staff.Page($"/receipts/{back.In!.Number}");

        page.Text.ShouldContain("Taken back");
        page.Text.ShouldContain("was with Ana Ruiz");
        page.Text.ShouldContain("was with Marco Silva");
        page.Document.QuerySelector(".page-head .state").ShouldBeNull();
    }

    [Theory]
    [InlineData("R-000001", HttpStatusCode.OK)]
    [InlineData("1", HttpStatusCode.OK)]
    [InlineData("r1", HttpStatusCode.OK)]
    [InlineData("R-000002", HttpStatusCode.NotFound)]
    [InlineData("R-0", HttpStatusCode.NotFound)]
    [InlineData("99999999999999999999", HttpStatusCode.NotFound)]
    [InlineData("x%27--", HttpStatusCode.NotFound)]
    public async Task A_number_may_be_written_in_its_ways_and_no_other(string number, HttpStatusCode status)
    {
        var company = await app.NewCompany();
        await company.CheckOut("Ana Ruiz", await company.AddKey());

        var page = await company.Admin.Page($"/receipts/{number}");

        page.Status.ShouldBe(status);
        if (status == HttpStatusCode.OK) page.Url.AbsolutePath.ShouldBe("/receipts/R-000001");
        (await company.Admin.Get($"/receipts/{number}.pdf")).Status.ShouldBe(status);
        (await company.Api.Get($"/api/v1/receipts/{number}")).Status.ShouldBe(status);
    }

    [Theory]
    [InlineData("q=R-000002", "R-000002")]
    [InlineData("q=2", "R-000002")]
    [InlineData("q=ka001", "R-000003 R-000001")]
    [InlineData("q=ruiz", "R-000003 R-000001")]
    [InlineData("q=jose", "R-000002")]
    [InlineData("kind=in", "R-000003")]
    [InlineData("kind=out&q=ana", "R-000001")]
    [InlineData("from=1999-01-01&to=2000-01-01", "")]
    [InlineData("from=soon&to=2026-13-45&kind=sideways&page=-4", "R-000003 R-000002 R-000001")]
    [InlineData("page=9999999", "R-000003 R-000002 R-000001")]
    [InlineData("q=%25", "")]
    [InlineData("q=%27%22%5C_", "")]
    public async Task Receipts_are_looked_up_by_number_code_person_and_kind(string query, string numbers)
    {
        var company = await app.NewCompany();
        var roof = await company.CheckOut("Ana Ruiz", await company.AddKey("Roof"));
        await company.CheckOut("José Ñuñez", await company.AddKey("Cellar"));
        await company.CheckIn(roof.Out!.Checkouts[0]);

        var page = await company.UserClient.Page($"/receipts?{query}");

        page.Status.ShouldBe(HttpStatusCode.OK);
        string.Join(' ', page.Texts("#list .row-link")).ShouldBe(numbers);
    }

    [Fact]
    public async Task The_API_tells_a_receipt_as_it_was()
    {
        var company = await app.NewCompany();
        var given = await company.CheckOut("Ana Ruiz", await company.AddKey("Roof"));

        var answer = await company.Api.Get($"/api/v1/receipts/{given.Out!.Number}");

        answer["number"].ShouldBe(given.Out.Number);
        answer["kind"].ShouldBe("Out");
        answer.Json.GetProperty("holder").GetProperty("name").GetString().ShouldBe("Ana Ruiz");
        var line = answer.Json.GetProperty("lines")[0];
        line.GetProperty("label").GetString().ShouldBe("Roof");
        line.GetProperty("checkoutId").GetInt64().ShouldBe(given.Out.Checkouts[0].Id);
    }
}
