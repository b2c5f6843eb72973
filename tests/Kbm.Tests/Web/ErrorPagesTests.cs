using System.Net;
using System.Text;
using Kbm.Tests.Support;

namespace Kbm.Tests.Web;

/// <summary>What is wrong with a request is said in one shape, before anything is done.</summary>
public sealed class ErrorPagesTests(TestApp app)
{
    [Theory]
    [InlineData("application/json; charset=bogus")]
    [InlineData("application/json; charset=\"utf-7\"")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7")]
    [InlineData("text/plain")]
    public async Task A_body_in_a_form_or_encoding_that_nobody_reads_is_415(string type)
    {
        var company = await app.NewCompany();
        var body = new ByteArrayContent("{}"u8.ToArray());
        body.Headers.TryAddWithoutValidation("Content-Type", type);

        var answer = await company.Api.Post("/api/v1/items", body);

        answer.Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        answer["code"].ShouldBe("unsupported_media_type");
    }

    [Theory]
    [InlineData("/properties?type=a%00b")]
    [InlineData("/desk?line=a%00b*1")]
    [InlineData("/api/v1/checkouts?code=a%00b")]
    public async Task A_NUL_in_an_address_does_no_harm(string path)
    {
        var company = await app.NewCompany();

        var answer = await (path.StartsWith("/api", StringComparison.Ordinal) ? company.Api : company.Admin).Get(path);

        answer.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/contacts/new")]
    [InlineData("/api/v1/items")]
    public async Task A_body_that_is_too_large_is_413(string path)
    {
        var company = await app.NewCompany();
        var text = $"{{\"label\":\"{new string('a', 1024 * 1024)}\"}}";
        HttpContent body = path.StartsWith("/api", StringComparison.Ordinal) ? new StringContent(text, Encoding.UTF8, "application/json") : new FormUrlEncodedContent([new("Input.Name", text)]);

        var answer = await (path.StartsWith("/api", StringComparison.Ordinal) ? company.Api : company.Admin).Post(path, body);

        answer.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        answer.Text.ShouldContain("That is too large.");
    }
}
