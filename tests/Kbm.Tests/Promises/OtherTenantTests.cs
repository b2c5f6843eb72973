using System.Net;
using Kbm.Features.Tenancy;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kbm.Tests.Promises;

/// <summary>No request touches another tenant.</summary>
public sealed class OtherTenantTests(TwoCompanies both) : IClassFixture<TwoCompanies>
{
    [Fact]
    public async Task Nothing_of_another_company_is_read_by_its_ids_and_codes()
    {
        var wrong = new List<string>();
        foreach (var route in both.Routes.Where(r => r.Method == HttpMethod.Get))
        {
            var client = route.IsApi ? both.Snooping.Api : both.Snooping.Admin;
            foreach (var path in both.Targets(route).Where(_ => !route.IsOpen))
                Note(wrong, route, path, await client.Get(path), status => status == HttpStatusCode.NotFound);
            var all = route.Path(_ => "KA009");
            Note(wrong, route, all, await client.Get($"{all}{(route.Handler is null ? '?' : '&')}{TwoCompanies.Query}"), status => (int)status < 500);
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_of_another_company_is_changed_by_its_ids_and_codes()
    {
        var before = await both.Everything();
        var token = (await both.Snooping.Admin.Page("/desk")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var wrong = new List<string>();
        foreach (var route in both.Routes.Where(r => r.Method != HttpMethod.Get && r.Pattern != "sign-out"))
        {
            var client = route.IsApi ? both.Snooping.Api : both.Snooping.Admin;
            foreach (var path in both.Targets(route))
                Note(wrong, route, path, await client.Ask(route.Method, path, TwoCompanies.Body(route, token)), status => status == HttpStatusCode.NotFound);
        }
        await NothingIsChangedByNamingIt(wrong);
        wrong.ShouldBeEmpty();
        (await both.Everything()).ShouldBe(before);
    }

    // What adds things gets a company of its own: its new ids would be those of the others.
    private async Task NothingIsChangedByNamingIt(List<string> wrong)
    {
        var adding = await both.App.NewCompany();
        var token = (await adding.Admin.Page("/desk")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        foreach (var route in both.Routes.Where(r => r.Method != HttpMethod.Get && r.Pattern != "sign-out" && !both.Targets(r).Any()))
        {
            var client = route.IsApi ? adding.Api : adding.Admin;
            Note(wrong, route, "", await client.Ask(route.Method, route.Path(_ => ""), TwoCompanies.Body(route, token)), status => (int)status < 500);
        }
    }

    [Fact]
    public async Task A_cookie_or_token_of_another_company_is_as_good_as_none()
    {
        var wrong = new List<string>();
        foreach (var route in both.Routes.Where(r => !r.IsOpen))
        {
            var client = route.IsApi ? both.Full.Api : both.Full.Admin;
            var answer = await client.Ask(route.Method, route.Path(_ => "KA009"), null, ("Host", $"{both.Snooping.Host}:{both.App.Port}"));
            Note(wrong, route, "", answer, status => route.IsApi ? status == HttpStatusCode.Unauthorized : LeadsToSignIn(answer));
        }
        wrong.ShouldBeEmpty();
        both.Routes.Count(r => !r.IsOpen).ShouldBeGreaterThan(4);
    }

    [Fact]
    public async Task Without_a_sign_in_there_is_only_the_way_to_it()
    {
        var wrong = new List<string>();
        foreach (var route in both.Routes.Where(r => !r.IsOpen))
        {
            var answer = await both.Snooping.Anonymous.Ask(route.Method, route.Path(_ => "KA009"));
            Note(wrong, route, "", answer, status => route.IsApi ? status == HttpStatusCode.Unauthorized : LeadsToSignIn(answer));
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_company_that_is_unknown_or_suspended_is_404_whatever_is_asked()
    {
        var suspended = await both.App.NewCompany("Suspended Homes", "suspended");
        await both.App.Catalog.Write(async db => (await db.Tenants.SingleAsync(t => t.Id == suspended.Tenant.Id)).Suspend(new(2026, 11, 24, 0, 0, 0, DateTimeKind.Utc)));
        using var unknown = both.App.Client("nobody.localhost");
        var wrong = new List<string>();
        foreach (var route in both.Routes.Where(r => r.Endpoint.Metadata.GetMetadata<OnAnyHost>() is null))
        {
            foreach (var client in new[] { suspended.Admin, suspended.Api, suspended.Anonymous, unknown })
                Note(wrong, route, client.BaseAddress!.Host, await client.Ask(route.Method, route.Path(_ => "KA009")), status => status == HttpStatusCode.NotFound);
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task On_the_bare_domain_there_is_the_landing_page_and_nothing_of_any_company()
    {
        using var root = both.App.Client("localhost");
        (await root.Page("/")).Status.ShouldBe(HttpStatusCode.OK);
        var wrong = new List<string>();
        foreach (var route in both.Routes.Where(r => r.Endpoint.Metadata.GetMetadata<OnAnyHost>() is null && r.Endpoint.Metadata.GetMetadata<OnRootHost>() is null))
            Note(wrong, route, "", await root.Ask(route.Method, route.Path(_ => "KA009")), status => status == HttpStatusCode.NotFound);
        wrong.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("www")]
    [InlineData("admin")]
    [InlineData("localhost")]
    [InlineData("API")]
    [InlineData("a")]
    [InlineData("-lakeside")]
    [InlineData("lake.side")]
    [InlineData("läkeside")]
    [InlineData("lakeside'; DROP TABLE")]
    public void An_address_that_is_reserved_or_no_name_is_refused(string slug) =>
        Tenant.Create(slug, "Lakeside Homes", new(2026, 11, 24, 0, 0, 0, DateTimeKind.Utc)).Refusals.ShouldHaveSingleItem().Field.ShouldBe("slug");

    [Fact]
    public async Task A_tenant_s_role_cannot_read_another_schema()
    {
        if (!TestDatabase.IsPostgres) return;
        foreach (var table in new[] { $"t_{both.Full.Tenant.Id:N}\".\"Items", "kbm_catalog\".\"Users" })
        {
            var (select, delete) = ($"SELECT count(*) AS \"Value\" FROM \"{table}\"", $"DELETE FROM \"{table}\"");
            var reading = await Should.ThrowAsync<PostgresException>(
                both.Snooping.Read(db => db.Database.SqlQueryRaw<long>(select).SingleAsync()));
            var writing = await Should.ThrowAsync<PostgresException>(both.Snooping.Write(db => db.Database.ExecuteSqlRawAsync(delete)));

            reading.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
            writing.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        }
    }

    private static bool LeadsToSignIn(ApiAnswer answer) => answer.Status == HttpStatusCode.Unauthorized
        || (answer.Status == HttpStatusCode.Redirect && answer.Response.Headers.Location!.OriginalString.StartsWith("/sign-in", StringComparison.Ordinal));

    private void Note(List<string> wrong, AppRoute route, string path, ApiAnswer answer, Func<HttpStatusCode, bool> isRight)
    {
        if (!isRight(answer.Status)) wrong.Add($"{route} at {path} answered {(int)answer.Status}");
        var whole = answer.Response.Headers + answer.Text;
        wrong.AddRange(both.Secrets.Where(s => whole.Contains(s, StringComparison.OrdinalIgnoreCase)).Select(s => $"{route} at {path} shows {s}"));
    }
}
