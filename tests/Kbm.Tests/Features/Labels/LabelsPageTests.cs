using System.Net;
using Kbm.Tests.Support;

namespace Kbm.Tests.Features.Labels;

public sealed class LabelsPageTests(TestApp app)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chosen_keys_are_printed_with_the_address_that_a_phone_opens()
    {
        var company = await app.NewCompany();
        foreach (var label in (string[])["Roof", "Attic", "Laundry"]) await company.AddKey(label);

        var page = await company.Staff.Page("/labels?code=KA003&code=ka001&code=KA003&code=KA777&stock=roll");
        var pages = await Decoder.Read(await Pdf(company, "/labels/print.pdf?code=KA003&code=ka001&code=KA003&code=KA777&stock=roll"), 203, Cancellation);

        page.Text.ShouldContain("2 labels");
        page.Texts(".named li").ShouldBe(["KA001 Roof", "KA003 Laundry"]);
        pages.Select(p => p.Order().ToList()).ShouldBe([Symbols(company, "KA001"), Symbols(company, "KA003")]);
    }

    [Fact]
    public async Task All_that_a_list_s_filters_find_are_printed_in_its_order()
    {
        var company = await app.NewCompany();
        for (var n = 1; n <= 70; n++) await company.AddKey($"Door {n:00}");
        await company.AddKey("Gate");

        var page = await company.Staff.Page("/labels?all=true&type=key&q=door&sort=-label&stock=5160");
        var text = await Decoder.Text(await Pdf(company, "/labels/print.pdf?all=true&type=key&q=door&sort=-label&stock=5160&start=2"), Cancellation);

        page.Text.ShouldContain("70 labels");
        page.Texts(".named li")[0].ShouldBe("KA070 Door 70");
        page.Texts(".named li")[^1].ShouldBe("and 64 more");
        text.Count(c => c == '\f').ShouldBe(3);
        text.ShouldNotContain("Gate");
        text.IndexOf("KA070", StringComparison.Ordinal).ShouldBeLessThan(text.IndexOf("KA001", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_copy_gets_a_label_when_that_is_asked_for()
    {
        var company = await app.NewCompany();
        await company.AddKey("Roof", copies: 3);

        (await company.Staff.Page("/labels?code=KA001&each=copy&stock=roll")).Text.ShouldContain("3 labels for 1 item");
        (await Decoder.Read(await Pdf(company, "/labels/print.pdf?code=KA001&each=copy&stock=roll"), 203, Cancellation)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task The_company_s_name_is_on_the_label_only_when_it_is_asked_for()
    {
        var company = await app.NewCompany("Harbor Care");
        await company.AddKey("Roof");

        (await Decoder.Text(await Pdf(company, "/labels/print.pdf?code=KA001"), Cancellation)).ShouldNotContain("Harbor Care");
        (await Decoder.Text(await Pdf(company, "/labels/print.pdf?code=KA001&company=true"), Cancellation)).ShouldContain("Harbor Care");
    }

    [Theory]
    [InlineData("code=KA777", "Nothing of that is there any more.")]
    [InlineData("code=KA001&start=31", "The first label's place is a number from 1 to 30.")]
    [InlineData("code=KA001&start=-1", "The first label's place is a number from 1 to 30.")]
    [InlineData("code=KA001&start=x%3Cb%3E", "The first label's place is a number from 1 to 30.")]
    [InlineData("all=true&type=key&each=copy", "At most 2,000 labels are printed at once; these are 2,001.")]
    public async Task What_cannot_be_printed_is_refused_in_a_sentence(string query, string sentence)
    {
        var company = await app.NewCompany();
        await company.AddKey("Roof");
        for (var n = 0; n < 4; n++) await company.AddKey("Gate", copies: 500);

        var page = await company.Staff.Page("/labels?" + query);
        var print = await company.Staff.Page("/labels/print.pdf?" + query);

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.Texts("[role=alert]").ShouldHaveSingleItem().ShouldContain(sentence);
        print.Url.AbsolutePath.ShouldBe("/labels");
        print.Texts("[role=alert]").ShouldHaveSingleItem().ShouldContain(sentence);
        (await company.Staff.Get("/labels/preview.png?" + query)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/labels")]
    [InlineData("/labels?stock=%00&code=&type=9&all=false")]
    [InlineData("/labels?all=true&type=x&holder=99999999999999999999&state=nothing")]
    [InlineData("/labels/print.pdf")]
    [InlineData("/labels/calibration.pdf?stock=<b>")]
    public async Task Nonsense_is_answered_with_a_page(string path)
    {
        var company = await app.NewCompany();
        await company.AddKey("Roof");

        (await company.Staff.Page(path)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Two_thousand_labels_are_one_file()
    {
        var company = await app.NewCompany();
        for (var n = 0; n < 4; n++) await company.AddKey("Gate", copies: 500);

        (await Decoder.Facts(await Pdf(company, "/labels/print.pdf?all=true&type=key&each=copy&stock=5160"), Cancellation)).ShouldContain("Pages:           67");
    }

    [Fact]
    public async Task Staff_print_and_users_do_not()
    {
        var company = await app.NewCompany();
        var key = await company.AddKey("Roof");

        foreach (var path in (string[])["/labels", "/labels/print.pdf?code=KA001", "/labels/preview.png?code=KA001", "/labels/calibration.pdf"])
        {
            (await company.UserClient.Get(path)).Status.ShouldBe(HttpStatusCode.Forbidden, path);
            (await company.Staff.Get(path)).Status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.Redirect);
        }
        (await company.Staff.Page($"/keys/{key.Code}")).Document.QuerySelector("a[href='/labels?code=KA001']").ShouldNotBeNull();
        (await company.UserClient.Page($"/keys/{key.Code}")).Document.QuerySelector("a[href^='/labels']").ShouldBeNull();
    }

    [Fact]
    public async Task A_new_key_s_label_is_one_click_away()
    {
        var company = await app.NewCompany();

        var page = await (await company.Staff.Page("/keys/new")).Submit("form.form", ("Input.Label", "Roof"));

        page.Document.QuerySelector(".banner a")!.GetAttribute("href").ShouldBe("/labels?code=KA001");
    }

    [Fact]
    public async Task A_tag_scanned_into_the_desk_s_box_is_its_code_and_another_company_s_is_not()
    {
        var company = await app.NewCompany();
        var key = await company.AddKey("Roof");
        var desk = await company.UserClient.Page("/desk");

        foreach (var scanned in (string[])[$"http://{company.Host}:4711/items/{key.Code}", $"HTTPS://{company.Host}/items/ka001/", $"https://{company.Host}/keys/KA001"])
            (await desk.Submit("#desk", ("q", scanned))).Texts(".basket .line .code").ShouldBe([key.Code], scanned);
        foreach (var scanned in (string[])["https://other.localhost/items/KA001", $"https://{company.Host}/contacts/KA001", $"https://{company.Host}/items/", "https://", "http://KA001"])
        {
            var page = await desk.Submit("#desk", ("q", scanned));
            page.Texts(".basket .line").ShouldBeEmpty(scanned);
            page.Texts(".banner").ShouldHaveSingleItem();
        }
    }

    private static List<string> Symbols(Company company, string code) =>
        [$"CODE-128:{code}", $"QR-Code:{new Uri(company.Anonymous.BaseAddress!, "/items/" + code)}"];

    private static async Task<byte[]> Pdf(Company company, string path)
    {
        var response = await company.Staff.GetAsync(path, Cancellation);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        return await response.Content.ReadAsByteArrayAsync(Cancellation);
    }
}
