using System.Text.Json;
using Kbm.Tests.Support;

namespace Kbm.Tests.Features.Api;

/// <summary>The document by which programs learn the API says what the endpoints do.</summary>
public sealed class OpenApiTests(TestApp app)
{
    [Fact]
    public async Task It_names_every_endpoint_and_which_of_them_need_a_token()
    {
        var document = await Document();
        var wrong = new List<string>();
        foreach (var route in AppRoute.Of(app).Where(r => r.IsApi))
        {
            if (!document.GetProperty("paths").TryGetProperty("/" + route.Pattern.Replace(":long}", "}", StringComparison.Ordinal), out var path)
                || !path.TryGetProperty(route.Method.Method.ToLowerInvariant(), out var operation)) wrong.Add($"{route} is not there");
            else if (operation.TryGetProperty("security", out var security) == route.IsOpen) wrong.Add($"{route} is wrong about its token");
            else if (!route.IsOpen && !security[0].TryGetProperty("Bearer", out _)) wrong.Add($"{route} names another scheme");
            else if (!operation.TryGetProperty("summary", out _) || !operation.TryGetProperty("operationId", out _)) wrong.Add($"{route} has no name or summary");
        }
        wrong.ShouldBeEmpty();
        var scheme = document.GetProperty("components").GetProperty("securitySchemes").GetProperty("Bearer");
        (scheme.GetProperty("type").GetString(), scheme.GetProperty("scheme").GetString()).ShouldBe(("http", "bearer"));
    }

    [Theory]
    [InlineData("ItemType", "Key", "Lockbox", "SignPiece", "AssembledSign", "SmartLock")]
    [InlineData("ItemState", "available", "partlyOut", "out", "assigned", "inLockbox", "inSign", "installed", "retired")]
    [InlineData("CheckoutKind", "Loan", "Assignment")]
    [InlineData("ReceiptKind", "Out", "In")]
    public async Task It_lists_the_words_that_a_field_can_have(string schema, params string[] words)
    {
        var schemas = (await Document()).GetProperty("components").GetProperty("schemas");

        schemas.GetProperty(schema).GetProperty("enum").EnumerateArray().Select(w => w.GetString()).ShouldBe(words);
    }

    [Fact]
    public async Task Words_are_read_whatever_their_case()
    {
        var company = await app.NewCompany();
        var added = await company.Api.Post("/api/v1/items", new { type = "key", label = "Roof" });
        var given = await company.Api.Post("/api/v1/checkouts", new { holder = new { name = "Ana" }, kind = "assignment", lines = new[] { new { code = added["code"] } } });

        added["type"].ShouldBe("Key");
        given.Response.IsSuccessStatusCode.ShouldBeTrue(given.Text);
        (await company.Api.Get("/api/v1/items?state=ASSIGNED&type=KEY")).Json.GetProperty("total").GetInt32().ShouldBe(1);
        (await company.Api.Get("/api/v1/checkouts")).Json.GetProperty("checkouts")[0].GetProperty("kind").GetString().ShouldBe("Assignment");
    }

    private async Task<JsonElement> Document() => (await (await app.NewCompany()).Anonymous.Get("/openapi/v1.json")).Json;
}
