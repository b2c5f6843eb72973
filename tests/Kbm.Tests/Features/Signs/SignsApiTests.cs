using System.Net;
using System.Text;
using Kbm.Features.Signs;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Signs;

public sealed class SignsApiTests(TestApp app)
{
    [Fact]
    public async Task Pieces_are_added_built_swapped_and_taken_apart()
    {
        var company = await app.NewCompany();
        foreach (var type in new[] { "Frame", "Sign", "NameRider", "NameRider" })
            (await company.Api.Post("/api/v1/items", new { type = "SignPiece", pieceType = type, label = type, riderText = type.EndsWith("Rider", StringComparison.Ordinal) ? "Ana" : null, condition = "Good" }))
                .Status.ShouldBe(HttpStatusCode.Created);

        var built = await company.Api.Post("/api/v1/signs/build", new { frame = "SA001", sign = "SA002", nameRider = "SA003", label = "For sale" });
        var piece = (await company.Api.Get("/api/v1/items/SA003")).Json;
        var swapped = await company.Api.Post("/api/v1/signs/asa001/swap", new { @out = "SA003", @in = "SA004" });
        var apart = await company.Api.Post("/api/v1/signs/ASA001/take-apart", new { });

        built.Status.ShouldBe(HttpStatusCode.Created, built.Text);
        built.Response.Headers.Location!.OriginalString.ShouldBe("/api/v1/items/ASA001");
        built.Json.GetProperty("pieces").EnumerateArray().Select(p => p.GetProperty("code").GetString()).ShouldBe(["SA001", "SA002", "SA003"]);
        (piece.GetProperty("state").GetString(), piece.GetProperty("inSign").GetString(), piece.GetProperty("pieceType").GetString()).ShouldBe(("inSign", "ASA001", "NameRider"));
        swapped.Status.ShouldBe(HttpStatusCode.OK, swapped.Text);
        swapped.Json.GetProperty("pieces")[2].GetProperty("code").GetString().ShouldBe("SA004");
        apart.Json.GetProperty("state").GetString().ShouldBe("retired");
        apart.Json.GetProperty("pieces").GetArrayLength().ShouldBe(0);
        (await company.Api.Get("/api/v1/items?type=SignPiece&state=available")).Json.GetProperty("total").GetInt32().ShouldBe(4);
    }

    [Fact]
    public async Task A_sign_is_built_through_items_as_well()
    {
        var company = await app.NewCompany();
        var (frame, sign) = (await company.AddPiece(PieceType.Frame), await company.AddPiece(PieceType.Sign));

        var built = await company.Api.Post("/api/v1/items", new { type = "AssembledSign", frame = frame.Code, sign = sign.Code });

        built["code"].ShouldBe("ASA001");
    }

    [Fact]
    public async Task A_piece_in_a_sign_is_not_lent_by_itself_and_the_refusal_names_the_sign()
    {
        var company = await app.NewCompany();
        var sign = await company.AddSign();

        var refused = await company.Api.Post("/api/v1/checkouts", new { holder = new { name = "Ana" }, lines = new[] { new { code = "SA001" } } });
        var given = await company.Api.Post("/api/v1/checkouts", new { holder = new { name = "Ana" }, lines = new[] { new { code = sign.Code } } });

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        (refused["code"], refused["sign"]).ShouldBe(("in_sign", sign.Code));
        refused["title"].ShouldBe($"SA001 is in {sign.Code} and cannot be lent by itself; hand over {sign.Code}, or swap SA001 out of it.");
        given.Status.ShouldBe(HttpStatusCode.Created, given.Text);
    }

    [Fact]
    public async Task A_check_out_says_at_which_property_the_sign_is_put_up()
    {
        var company = await app.NewCompany();
        var (sign, key, property) = (await company.AddSign(), await company.AddKey(), await company.AddProperty("Casa Tabasco"));

        var given = await company.Api.Post("/api/v1/checkouts", new { holder = new { name = "Ana" }, lines = new[] { new { code = sign.Code } }, propertyId = property.Id });
        var nowhere = await company.Api.Post("/api/v1/checkouts", new { holder = new { name = "Ana" }, lines = new[] { new { code = key.Code } }, propertyId = property.Id });
        var unknown = await company.Api.Post("/api/v1/checkouts", new { holder = new { name = "Ana" }, lines = new[] { new { code = key.Code } }, propertyId = 424242 });

        given.Status.ShouldBe(HttpStatusCode.Created, given.Text);
        (await company.Api.Get("/api/v1/checkouts")).Json.GetProperty("checkouts")[0].GetProperty("property").GetProperty("name").GetString().ShouldBe("Casa Tabasco");
        foreach (var refused in new[] { nowhere, unknown })
        {
            refused.Status.ShouldBe(HttpStatusCode.BadRequest);
            refused.Json.GetProperty("errors").TryGetProperty("propertyId", out _).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("build", "{}", "frame", 400)]
    [InlineData("build", """{"frame":7}""", "frame", 400)]
    [InlineData("build", """{"frame":"SA002","sign":"SA001"}""", "frame", 400)]
    [InlineData("build", """{"frame":"<b>' OR 1=1 --","sign":"SA002"}""", "frame", 400)]
    [InlineData("build", """{"frame":"SA001","sign":"SA002"}""", "frame", 409)]
    [InlineData("build", "[]", null, 400)]
    [InlineData("ASA001/swap", "{}", "out", 400)]
    [InlineData("ASA001/swap", """{"out":"SA001"}""", "in", 400)]
    [InlineData("ASA001/swap", """{"out":"SA001","in":"SA002"}""", "in", 400)]
    [InlineData("ASA001/swap", """{"out":"\u0000","in":"SA002"}""", "out", 400)]
    [InlineData("ASA999/swap", "{}", null, 404)]
    [InlineData("SA001/take-apart", "{}", null, 404)]
    [InlineData("%3Cb%3E/take-apart", "{}", null, 404)]
    public async Task A_bad_request_is_refused_at_its_field_and_changes_nothing(string address, string body, string? field, int status)
    {
        var company = await app.NewCompany();
        await company.AddSign();

        var answer = await company.Api.Post("/api/v1/signs/" + address, new StringContent(body, Encoding.UTF8, "application/json"));

        ((int)answer.Status).ShouldBe(status, answer.Text);
        if (field is not null) answer.Json.GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue(answer.Text);
        (await company.Read(db => db.Mountings.CountAsync(m => m.TakenOutAt == null))).ShouldBe(2);
    }

    [Fact]
    public async Task A_user_may_not_work_on_signs()
    {
        var company = await app.NewCompany();
        await company.AddSign();
        var uma = await company.ApiAs(company.Uma);

        foreach (var address in new[] { "build", "ASA001/swap", "ASA001/take-apart" })
            (await uma.Post("/api/v1/signs/" + address, new { })).Status.ShouldBe(HttpStatusCode.Forbidden, address);
    }
}
