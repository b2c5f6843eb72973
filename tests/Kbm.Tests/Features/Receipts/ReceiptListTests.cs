using System.Net;
using Kbm.Features.Receipts;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Receipts;

public sealed class ReceiptListTests(TestApp app)
{
    [Theory]
    [InlineData("state=open", "R-000003 R-000002")]
    [InlineData("state=overdue", "R-000002")]
    [InlineData("state=back", "R-000001")]
    [InlineData("state=sideways", "R-000004 R-000003 R-000002 R-000001")]
    [InlineData("person=ana", "R-000004 R-000001")]
    [InlineData("person=99999", "")]
    [InlineData("property=elm", "R-000003")]
    [InlineData("property=elm&kind=in", "")]
    [InlineData("item=ka001", "R-000004 R-000001")]
    [InlineData("item=KA999", "")]
    [InlineData("item=ka002&state=open&kind=out&q=marco", "R-000002")]
    public async Task Receipts_are_narrowed_by_person_item_property_and_what_is_back_on_the_page_in_the_API_and_in_what_is_exported(string query, string numbers)
    {
        var company = await app.NewCompany();
        var elm = await company.AddProperty("Elm Court");
        var roof = await company.CheckOut("Ana Ruiz", await company.AddKey("Roof"));
        await company.CheckOut("Marco Silva", await company.AddKey("Cellar"));
        await company.CheckOut("Jo Park", await company.AddKey("Gate", property: elm));
        await company.CheckIn(roof.Out!.Checkouts[0]);
        await company.Write(async db => { await db.Checkouts.Where(c => c.Holder.Name == "Marco Silva").ExecuteUpdateAsync(c => c.SetProperty(x => x.DueAt, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc))); return true; });
        query = query.Replace("=elm", $"={elm.Id}").Replace("=ana", $"={roof.Out.HolderId}");

        var page = await company.UserClient.Page($"/receipts?{query}");
        var file = await company.Staff.Get($"/exports/receipts?{query}&format=csv");

        string.Join(' ', page.Texts("#list .row-link")).ShouldBe(numbers);
        string.Join(' ', file.Text.Split("\r\n")[1..].Where(l => l.Length > 0).Select(l => l.Split(',')[0])).ShouldBe(numbers);
        if (query.Contains("sideways")) return;
        var list = await company.Api.Get($"/api/v1/receipts?{query}");
        string.Join(' ', list.Json.GetProperty("receipts").EnumerateArray().Select(r => r.GetProperty("number").GetString())).ShouldBe(numbers);
    }

    [Fact]
    public async Task The_API_refuses_words_that_it_does_not_know()
    {
        var company = await app.NewCompany();

        (await company.Api.Get("/api/v1/receipts?state=sideways")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await company.Api.Get("/api/v1/receipts?kind=up")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await company.Api.Get("/api/v1/receipts?from=soon")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Several_receipts_are_printed_as_one_file()
    {
        var company = await app.NewCompany();
        foreach (var (name, key) in ((string, string)[])[("Ana Ruiz", "Roof"), ("Marco Silva", "Cellar"), ("Jo Park", "Gate")]) await company.CheckOut(name, await company.AddKey(key));

        var some = await (await company.UserClient.GetAsync("/receipts/print?number=R-000001&number=R-000003&number=x")).Content.ReadAsByteArrayAsync();
        var all = await (await company.UserClient.GetAsync("/receipts/print?all=true&number=R-000001&q=marco&size=letter")).Content.ReadAsByteArrayAsync();
        var program = await (await company.Api.GetAsync("/api/v1/receipts/print?all=true")).Content.ReadAsByteArrayAsync();

        (await Decoder.Text(some, TestContext.Current.CancellationToken)).ShouldSatisfyAllConditions(t => t.ShouldContain("Roof"), t => t.ShouldContain("Gate"), t => t.ShouldNotContain("Cellar"));
        (await Decoder.Text(all, TestContext.Current.CancellationToken)).ShouldSatisfyAllConditions(t => t.ShouldContain("Cellar"), t => t.ShouldNotContain("Roof"));
        (await Decoder.Text(program, TestContext.Current.CancellationToken)).ShouldSatisfyAllConditions(t => t.ShouldContain("Cellar"), t => t.ShouldContain("Roof"), t => t.ShouldContain("Gate"));
    }

    [Fact]
    public async Task No_receipts_or_too_many_are_not_printed_and_the_list_says_so()
    {
        var company = await app.NewCompany();
        await company.CheckOut("Ana Ruiz", await company.AddKey());
        await company.Write(async db =>
        {
            for (var n = 0; n < ReceiptBatch.Most; n++) db.Receipts.Add(new() { Sequence = 1000 + n, Kind = ReceiptKind.In, At = DateTime.UnixEpoch, UserId = 1, UserName = "x", HolderName = "x" });
            await db.SaveChangesAsync();
            return true;
        });

        (await company.Staff.Page("/receipts/print?kind=out")).Text.ShouldContain("Tick the receipts to print");
        var many = await company.Staff.Page("/receipts/print?all=true");
        many.Text.ShouldContain("Up to 500 receipts are printed at once");
        many.Url.AbsolutePath.ShouldBe("/receipts");
        (await company.Api.Get("/api/v1/receipts/print?all=true"))["code"].ShouldBe("too_many");
        (await company.Staff.GetAsync("/receipts/print?all=true&kind=out")).Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
    }
}
