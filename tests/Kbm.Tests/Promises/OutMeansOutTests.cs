using System.Net;
using Kbm.Features.Accounts;
using Kbm.Tests.Support;

namespace Kbm.Tests.Promises;

/// <summary>
/// A user deactivated, demoted or signed out everywhere is refused on the very next request, on every node. PostgreSQL has two
/// nodes here; a SQLite folder is served by one.
/// </summary>
public sealed class OutMeansOutTests : IAsyncLifetime
{
    private TestDatabase _place = null!;
    private TestApp _one = null!;
    private TestApp _other = null!;
    private Company _company = null!;

    public async ValueTask InitializeAsync()
    {
        _place = await TestDatabase.Create();
        _one = await TestApp.Start(new TestAppOptions(Database: _place));
        _other = TestDatabase.IsPostgres ? await TestApp.Start(new TestAppOptions(Database: _place)) : _one;
        _company = await _one.NewCompany();
    }

    public async ValueTask DisposeAsync()
    {
        if (_other != _one) await _other.DisposeAsync();
        await _one.DisposeAsync();
        await _place.DisposeAsync();
    }

    [Fact]
    public async Task A_user_deactivated_on_one_node_is_out_on_the_other()
    {
        var (browser, program) = await AtTheOther(_company.Sam);

        Company.Expect(await _company.Do((SaveUser act) => act.SetActive(_company.Dee.Actor, _company.Sam.Id, false)));

        (await browser.Get("/profile")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await program.Get("/api/v1/items")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_admin_demoted_on_one_node_has_no_more_rights_on_the_other()
    {
        var olu = await _company.AddPerson("Olu Adeyemi", Role.Admin);
        var (browser, program) = await AtTheOther(olu);
        (await browser.Get("/users")).Status.ShouldBe(HttpStatusCode.OK);

        Company.Expect(await _company.Do((SaveUser act) => act.Edit(
            _company.Dee.Actor, olu.Id, new() { Name = olu.Name, Email = olu.Email, Role = nameof(Role.User) })));

        (await browser.Get("/users")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await program.Post("/api/v1/items", new { type = "Key", label = "Roof" })).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Signing_out_everywhere_on_one_node_ends_the_sign_in_on_the_other()
    {
        var (browser, _) = await AtTheOther(_company.Sam);

        Company.Expect(await _company.Do((ChangePin act) => act.SignOutEverywhere(_company.Sam.Actor)));

        (await browser.Get("/profile")).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_token_revoked_on_one_node_opens_nothing_on_the_other()
    {
        var (_, program) = await AtTheOther(_company.Sam);
        var token = (await _one.Catalog.Read(db => Task.FromResult(db.ApiTokens.Single(t => t.UserId == _company.Sam.Id)))).Id;

        Company.Expect(await _company.Do((MakeToken act) => act.Revoke(_company.Dee.Actor, _company.Tenant.Id, _company.Sam.Id, token)));

        (await program.Get("/api/v1/items")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    /// <summary>Signs somebody in at the other node, in a browser and as a program, and sees that both are let in.</summary>
    private async Task<(HttpClient Browser, HttpClient Program)> AtTheOther(Person person)
    {
        var browser = TestApp.Client(_company.Host, _other.Port);
        await (await browser.Page("/sign-in")).Submit("form", ("Email", person.Email), ("Pin", person.Pin));
        var program = TestApp.Client(_company.Host, _other.Port);
        program.DefaultRequestHeaders.Authorization = new("Bearer", await _company.NewToken(person));
        (await browser.Get("/profile")).Status.ShouldBe(HttpStatusCode.OK);
        (await program.Get("/api/v1/items")).Status.ShouldBe(HttpStatusCode.OK);
        return (browser, program);
    }
}
