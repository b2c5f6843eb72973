using System.Net;
using Kbm.Tests.Support;

namespace Kbm.Tests.Web;

public sealed class HealthTests(TestApp app)
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("nobody.localhost")]
    [InlineData("balancer.internal")]
    public async Task A_load_balancer_is_answered_under_any_name(string host)
    {
        using var client = app.Client(host);

        (await client.Get("/health/live")).Text.ShouldBe("live");
        (await client.Get("/health/ready")).Text.ShouldBe("ready");
    }

    [Fact]
    public async Task A_server_whose_catalog_does_not_answer_is_alive_and_not_ready()
    {
        if (TestDatabase.IsPostgres) return;
        await using var own = await TestApp.Start();
        await own.Catalog.Close();
        using var client = own.Client("localhost");

        (await client.Get("/health/live")).Status.ShouldBe(HttpStatusCode.OK);
        (await client.Get("/health/ready")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }
}
