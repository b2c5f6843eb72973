using System.Net;
using System.Text;
using Kbm.Tests.Support;

namespace Kbm.Tests.Features.Items;

public sealed class ItemsApiTests(TestApp app)
{
    [Fact]
    public async Task A_key_is_added_with_a_code_and_read_back_with_who_has_it()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty();
        var unit = await company.AddUnit(property, "2A");
        var master = await company.AddKey("Building master");

        var added = await company.Api.Post("/api/v1/items", new
        {
            type = "Key",
            label = "Front door",
            copies = 3,
            hook = "12",
            unitId = unit.Id,
            location = "Main cabinet",
            masterKey = master.Code,
        });
        await company.CheckOut("Ana Ruiz", await company.Read(db => Task.FromResult(db.Keys.Single(k => k.Code == "KA002"))));
        var item = (await company.Api.Get(added.Response.Headers.Location!.OriginalString)).Json;

        added.Status.ShouldBe(HttpStatusCode.Created);
        added.Response.Headers.Location.OriginalString.ShouldBe("/api/v1/items/KA002");
        item.GetProperty("type").GetString().ShouldBe("Key");
        item.GetProperty("state").GetString().ShouldBe("partlyOut");
        item.GetProperty("copies").GetInt32().ShouldBe(3);
        item.GetProperty("copiesIn").GetInt32().ShouldBe(2);
        item.GetProperty("property").GetProperty("name").GetString().ShouldBe(property.Name);
        item.GetProperty("unit").GetProperty("label").GetString().ShouldBe("2A");
        item.GetProperty("holders")[0].GetProperty("name").GetString().ShouldBe("Ana Ruiz");
    }

    [Fact]
    public async Task The_list_is_paged_and_filtered()
    {
        var company = await app.NewCompany();
        var property = await company.AddProperty();
        await company.AddKey("Roof", property: property);
        var entrance = await company.AddKey("Entrance");
        await company.AddKey("Boiler room");
        await company.CheckOut("Ana Ruiz", entrance);

        var second = (await company.Api.Get("/api/v1/items?type=key&page=2&pageSize=2")).Json;
        var gone = (await company.Api.Get("/api/v1/items?state=out")).Json;
        var found = (await company.Api.Get($"/api/v1/items?q=roof&property={property.Id}")).Json;

        second.GetProperty("items").GetArrayLength().ShouldBe(1);
        second.GetProperty("page").GetInt32().ShouldBe(2);
        second.GetProperty("pageSize").GetInt32().ShouldBe(2);
        second.GetProperty("total").GetInt32().ShouldBe(3);
        gone.GetProperty("items")[0].GetProperty("code").GetString().ShouldBe(entrance.Code);
        found.GetProperty("total").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("type=Lorry", "type")]
    [InlineData("type=0", "type")]
    [InlineData("state=lost%20in%20space", "state")]
    [InlineData("state=2", "state")]
    [InlineData("page=abc", "page")]
    [InlineData("property=9.5", "property")]
    public async Task What_a_list_cannot_read_is_refused_by_its_name(string query, string field)
    {
        var company = await app.NewCompany();

        var answer = await company.Api.Get("/api/v1/items?" + query);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer["code"].ShouldBe("invalid");
        answer.Json.GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"type":"Key"}""", "label")]
    [InlineData("""{"type":"Key","label":"  \u0007 "}""", "label")]
    [InlineData("""{"label":"Roof"}""", "type")]
    [InlineData("""{"type":"Bicycle","label":"Roof"}""", "type")]
    [InlineData("""{"type":"Key","label":7}""", "label")]
    [InlineData("""{"type":"Key","label":"Roof","copies":"two"}""", "copies")]
    [InlineData("""{"type":"Key","label":"Roof","copies":null}""", "copies")]
    [InlineData("""{"type":"Key","label":"Roof","copies":0}""", "copies")]
    [InlineData("""{"type":"Key","label":"Roof","copies":-1}""", "copies")]
    [InlineData("""{"type":"Key","label":"Roof","copies":2147483647}""", "copies")]
    [InlineData("""{"type":"Key","label":"Roof","copies":99999999999999}""", "copies")]
    [InlineData("""{"type":"Key","label":"Roof","propertyId":424242}""", "propertyId")]
    [InlineData("""{"type":"Key","label":"Roof","unitId":-1}""", "unitId")]
    [InlineData("""{"type":"Key","label":"Roof","masterKey":"KX999"}""", "masterKey")]
    [InlineData("""{"type":"Key","label":"Roof","masterKey":"<b>' OR 1=1 --</b>"}""", "masterKey")]
    [InlineData("""{"type":"Key","label":"Roof","hook":"123456789012345678901"}""", "hook")]
    [InlineData("""[]""", null)]
    [InlineData("""{"type":""", null)]
    public async Task A_bad_body_is_refused_at_its_field_and_adds_nothing(string body, string? field)
    {
        var company = await app.NewCompany();

        var answer = await company.Api.Post("/api/v1/items", new StringContent(body, Encoding.UTF8, "application/json"));

        answer.Status.ShouldBe(HttpStatusCode.BadRequest, answer.Text);
        if (field is not null) answer.Json.GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue(answer.Text);
        (await company.Read(db => Task.FromResult(db.Keys.Count()))).ShouldBe(0);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("Roof \"north\" & 'south'")]
    [InlineData("Dach 🗝️ Tür")]
    public async Task Any_text_comes_back_as_it_was(string label)
    {
        var company = await app.NewCompany();

        await company.Api.Post("/api/v1/items", new { type = "Key", label });

        (await company.Api.Get("/api/v1/items/ka001"))["label"].ShouldBe(label);
        (await company.Admin.Page("/keys/KA001")).Texts("h1").ShouldBe([label]);
    }

    [Fact]
    public async Task An_unknown_code_is_not_found()
    {
        var company = await app.NewCompany();

        var answer = await company.Api.Get("/api/v1/items/KA999");

        answer.Status.ShouldBe(HttpStatusCode.NotFound);
        answer["code"].ShouldBe("not_found");
    }

    [Fact]
    public async Task A_user_may_see_items_but_not_add_one()
    {
        var company = await app.NewCompany();
        var uma = await company.ApiAs(company.Uma);

        (await uma.Get("/api/v1/items")).Status.ShouldBe(HttpStatusCode.OK);
        (await uma.Post("/api/v1/items", new { type = "Key", label = "Roof" })).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await company.Anonymous.Get("/api/v1/items")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
