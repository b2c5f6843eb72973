using System.Net;
using System.Net.Http.Headers;
using Kbm.Features.Activity;
using Kbm.Features.Items;
using Kbm.Features.Photos;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;
using SkiaSharp;

namespace Kbm.Tests.Features.Photos;

public sealed class PhotosTests(TestApp app)
{
    [Fact]
    public async Task Staff_add_photos_by_the_form_and_see_them_on_the_page_of_the_key()
    {
        var company = await app.NewCompany();
        var key = await company.AddKey("Roof");

        var answer = await Send(company.Staff, "/items/KA001/photos?handler=Add", Jpeg(SKColors.Red), Jpeg(SKColors.Green));

        (answer.Status, answer.Response.Headers.Location!.OriginalString).ShouldBe((HttpStatusCode.Redirect, "/keys/KA001#photos"));
        var page = await company.Staff.Page("/keys/KA001");
        var thumbnails = page.Document.QuerySelectorAll("#photos img");
        thumbnails.Length.ShouldBe(2);
        thumbnails[0].GetAttribute("alt").ShouldBe("Photo 1 of KA001 Roof");
        (await company.Staff.GetAsync(thumbnails[0].GetAttribute("src"))).Content.Headers.ContentType!.MediaType.ShouldBe("image/jpeg");
        (await company.Read(db => db.Activity.Where(a => a.Verb == ActivityVerb.PhotoAdded && a.ItemId == key.Id).Select(a => a.Sentence).ToListAsync()))
            .ShouldBe(["Added a photo of KA001 Roof.", "Added a photo of KA001 Roof."]);
    }

    [Fact]
    public async Task Properties_and_units_have_photos_too()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty("Casa Tabasco");
        var unit = await company.AddUnit(property, "2A");

        foreach (var path in new[] { $"/properties/{property.Id}", $"/units/{unit.Id}" })
        {
            (await Send(company.Staff, $"{path}/photos?handler=Add", Jpeg())).Status.ShouldBe(HttpStatusCode.Redirect);
            (await company.UserClient.Page(path)).Document.QuerySelectorAll("#photos img").Length.ShouldBe(1);
            (await company.UserClient.Page(path)).Document.QuerySelector("#photos form").ShouldBeNull();
        }
    }

    [Fact]
    public async Task Whatever_else_stands_in_the_database_is_sent_as_no_page()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty("Casa Tabasco");
        await Send(company.Staff, $"/properties/{property.Id}/photos?handler=Add", Jpeg());
        var address = (await company.Staff.Page($"/properties/{property.Id}")).Document.QuerySelector("#photos img")!.GetAttribute("src")!;
        await company.Write(db => db.PhotoContents.ExecuteUpdateAsync(set => set.SetProperty(c => c.Type, "text/html")));

        (await company.Staff.Get(address)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_user_may_look_but_not_add()
    {
        var company = await app.NewCompany();
        await company.AddKey();

        (await Send(company.UserClient, "/items/KA001/photos?handler=Add", Jpeg(), tokenFrom: "/desk")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Post(await company.ApiAs(company.Uma), "/api/v1/items/KA001/photos", Jpeg())).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task What_cannot_be_shown_is_refused_with_its_name_and_the_others_are_added()
    {
        var company = await app.NewCompany();
        await company.AddKey();

        var answer = await Send(company.Staff, "/items/KA001/photos?handler=Add", TestPictures.Heic, Jpeg());
        var none = await Send(company.Staff, "/items/KA001/photos?handler=Add");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Text.ShouldContain("photo0.txt: This is a HEIC picture");
        none.Text.ShouldContain("Choose a photo first.");
        (await company.Read(db => db.Photos.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_picture_is_kept_once_and_for_as_long_as_a_photo_shows_it()
    {
        var company = await app.NewCompany();
        await company.AddKey("Roof");
        await company.AddKey("Attic");
        var first = await Post(company.Api, "/api/v1/items/ka001/photos?caption=By%20the%20door", Jpeg());
        var again = await Post(company.Api, "/api/v1/items/KA001/photos", Jpeg());
        var other = await Post(company.Api, "/api/v1/items/KA002/photos", Jpeg());

        first.Status.ShouldBe(HttpStatusCode.Created, first.Text);
        again["id"].ShouldBe(first["id"]);
        (other["hash"], other["id"] == first["id"]).ShouldBe((first["hash"], false));
        (await Counts()).ShouldBe((2, 1));

        (await company.Api.Ask(HttpMethod.Delete, $"/api/v1/photos/{first["id"]}")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await Counts()).ShouldBe((1, 1));
        (await company.Api.Ask(HttpMethod.Delete, $"/api/v1/photos/{other["id"]}")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await Counts()).ShouldBe((0, 0));
        (await company.Admin.Get($"/photos/{first["hash"]}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await company.Api.Ask(HttpMethod.Delete, $"/api/v1/photos/{other["id"]}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await company.Read(db => db.Activity.Where(a => a.Verb == ActivityVerb.PhotoRemoved).OrderBy(a => a.Id).Select(a => a.Sentence).ToListAsync()))
            .ShouldBe(["Removed a photo of KA001 Roof: By the door.", "Removed a photo of KA002 Attic."]);

        Task<(int, int)> Counts() => company.Read(async db => (await db.Photos.CountAsync(), await db.PhotoContents.CountAsync()));
    }

    [Fact]
    public async Task A_picture_is_kept_by_the_browser_of_whoever_may_see_it_and_by_nobody_else()
    {
        var (company, other) = (await app.NewCompany(), await app.NewCompany());
        await company.AddKey();
        var added = await Post(company.Api, "/api/v1/items/KA001/photos", Jpeg());
        var path = $"/photos/{added["hash"]}";

        var answer = (await company.UserClient.Get(path)).Response;

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.GetValues("Cache-Control").ShouldBe(["max-age=31536000, private, immutable"]);
        answer.Headers.ETag!.IsWeak.ShouldBeFalse();
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("inline");
        (await company.UserClient.Get(path, ("If-None-Match", answer.Headers.ETag.Tag))).Status.ShouldBe(HttpStatusCode.NotModified);
        (await company.UserClient.Get(path + "?size=thumb", ("If-None-Match", answer.Headers.ETag.Tag))).Status.ShouldBe(HttpStatusCode.OK);
        (await company.Api.Get($"/api/v1/photos/{added["id"]}/picture")).Status.ShouldBe(HttpStatusCode.OK);
        (await other.Admin.Get(path)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.Api.Get($"/api/v1/photos/{added["id"]}/picture")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await company.Anonymous.Get(path)).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_caption_is_saved_another_photo_is_put_first_and_one_is_removed()
    {
        var company = await app.NewCompany();
        await company.AddKey("Roof");
        foreach (var colour in new[] { SKColors.Red, SKColors.Green }) await Post(company.Api, "/api/v1/items/KA001/photos", Jpeg(colour));
        var page = await company.Staff.Page("/items/KA001/photos");

        page = await page.Submit("li:nth-child(2) form[action*=Describe]", ("caption", "From the yard"));
        page = await page.Submit("form[action*=First]");
        page.Document.QuerySelector(".photo-cards img")!.GetAttribute("alt").ShouldBe("From the yard");
        page = await page.Submit("li:nth-child(2) form[action*=Remove]");

        page.Document.QuerySelectorAll(".photo-cards img").Length.ShouldBe(1);
        (await company.Api.Get("/api/v1/items/KA001/photos")).Json.GetProperty("photos")[0].GetProperty("caption").GetString().ShouldBe("From the yard");
        var refused = await page.Submit("form[action*=Describe]", ("caption", new string('x', Photo.CaptionLength + 1)));
        (refused.Status, refused.Text.Contains("at most 200", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.BadRequest, true));
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_answered_in_a_sentence_and_other_forms_keep_their_small_limit()
    {
        var company = await app.NewCompany();
        await company.AddKey();
        var limits = new PhotoOptions();

        var form = await Send(company.Staff, "/items/KA001/photos?handler=Add", [.. Jpeg(), .. new byte[limits.MaxBytes]]);
        var whole = await Send(company.Staff, "/items/KA001/photos?handler=Add", new byte[limits.MaxBytes * limits.MaxAtOnce + 100_000]);
        var program = await Post(company.Api, "/api/v1/items/KA001/photos", new byte[limits.MaxBytes + 1]);
        var small = await company.Staff.Post("/keys/new", new ByteArrayContent(new byte[2_000_000]));

        (form.Status, form.Text.Contains("up to 15 MB", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.RequestEntityTooLarge, true));
        (whole.Status, whole.Text.Contains("too large together", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.RequestEntityTooLarge, true));
        (program.Status, program["title"]).ShouldBe((HttpStatusCode.RequestEntityTooLarge, "A photo may have up to 15 MB."));
        small.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_retired_key_keeps_its_photos()
    {
        var company = await app.NewCompany();
        await company.AddKey();
        await Post(company.Api, "/api/v1/items/KA001/photos", Jpeg());

        await company.Do((RetireItem act) => act.Retire(company.Dee.Actor, "KA001"));

        (await company.Staff.Page("/keys/KA001")).Document.QuerySelectorAll("#photos img").Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_program_hears_what_is_wrong_with_what_it_sends()
    {
        var company = await app.NewCompany();
        await company.AddKey();

        var heic = await Post(company.Api, "/api/v1/items/KA001/photos", TestPictures.Heic);
        var missing = await Post(company.Api, "/api/v1/items/KA009/photos", Jpeg());

        (heic.Status, heic["code"]).ShouldBe((HttpStatusCode.BadRequest, "invalid"));
        heic.Json.GetProperty("errors").TryGetProperty("photo", out _).ShouldBeTrue();
        (missing.Status, missing["code"]).ShouldBe((HttpStatusCode.NotFound, "not_found"));
        (await company.Api.Get("/api/v1/properties/9/photos")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static byte[] Jpeg(SKColor? left = null) => TestPictures.Plain(SKEncodedImageFormat.Jpeg, left: left);

    private static Task<ApiAnswer> Post(HttpClient api, string path, byte[] file)
    {
        var body = new ByteArrayContent(file);
        body.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        return api.Post(path, body);
    }

    private static Task<ApiAnswer> Send(HttpClient client, string path, params byte[][] files) => Send(client, path, files, "/desk");

    private static Task<ApiAnswer> Send(HttpClient client, string path, byte[] file, string tokenFrom) => Send(client, path, [file], tokenFrom);

    // Neither the name nor the type that a file is sent with says what it is.
    private static async Task<ApiAnswer> Send(HttpClient client, string path, byte[][] files, string tokenFrom)
    {
        var token = (await client.Page(tokenFrom)).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" } };
        foreach (var (file, n) in files.Select((f, i) => (f, i)))
        {
            var part = new ByteArrayContent(file);
            part.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
            form.Add(part, "photo", $"photo{n}.txt");
        }
        return await client.Post(path, form);
    }
}
