using System.Net.Http.Headers;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Platform.Demo;
using Kbm.Features.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kbm.Tests.Support;

/// <summary>Somebody who signs in.</summary>
public sealed record Person(long Id, string Name, string Email, string Pin, Role Role)
{
    public Actor Actor => new(Id, Name);
}

/// <summary>A company of one test's own, with people who are signed in through the real page. Clients do not follow redirects by themselves.</summary>
public sealed partial class Company
{
    private Company(TestApp app, TenantInfo tenant) => (App, Tenant) = (app, tenant);

    public TestApp App { get; }
    public TenantInfo Tenant { get; }
    public string Host => $"{Tenant.Slug}.localhost";
    public Person Dee { get; private set; } = null!;
    public Person Sam { get; private set; } = null!;
    public Person Uma { get; private set; } = null!;

    /// <summary>Dee's browser.</summary>
    public HttpClient Admin { get; private set; } = null!;

    /// <summary>Sam's browser.</summary>
    public HttpClient Staff { get; private set; } = null!;

    /// <summary>Uma's browser, in the role User.</summary>
    public HttpClient UserClient { get; private set; } = null!;

    /// <summary>A program with a token of Dee's.</summary>
    public HttpClient Api { get; private set; } = null!;

    public HttpClient Anonymous { get; private set; } = null!;

    internal static async Task<Company> Open(TestApp app, TenantInfo tenant)
    {
        var company = new Company(app, tenant);
        company.Anonymous = company.NewClient();
        company.Dee = await company.AddPerson("Dee Okafor", Role.Admin, "481620");
        company.Sam = await company.AddPerson("Sam Lindt", Role.Staff, "739204");
        company.Uma = await company.AddPerson("Uma Reyes", Role.User, "260951");
        company.Admin = await company.SignIn(company.Dee);
        company.Staff = await company.SignIn(company.Sam);
        company.UserClient = await company.SignIn(company.Uma);
        company.Api = await company.ApiAs(company.Dee);
        return company;
    }

    /// <summary>The smaller demo company, with a program of its admin's and nobody else.</summary>
    internal static async Task<Company> OpenDemo(TestApp app)
    {
        var harbor = DemoCompany.All.Single(c => c.Slug == "harbor");
        await app.Services.GetRequiredService<MakeDemo>().Run(harbor);
        var tenant = await app.Catalog.Read(db => db.Tenants.SingleAsync(t => t.Slug == harbor.Slug));
        var admin = await app.Catalog.Read(db => db.Users.SingleAsync(u => u.TenantId == tenant.Id && u.Role == Role.Admin));
        var company = new Company(app, TenantInfo.Of(tenant)) { Dee = new(admin.Id, admin.Name, admin.Email, "481620", Role.Admin) };
        company.Api = await company.ApiAs(company.Dee);
        return company;
    }

    public HttpClient NewClient() => App.Client(Host);

    public async Task<Person> AddPerson(string name, Role role, string pin = "592817", string? email = null)
    {
        email ??= $"{name.Split(' ')[0].ToLowerInvariant()}@{Tenant.Slug}.example";
        var added = await Do((SaveUser act) => act.Add(Actor.CommandLine, new() { Name = name, Email = email, Role = role.ToString(), Pin = pin }));
        return new(Expect(added).Id, name, email, pin, role);
    }

    /// <summary>Signs in through the page; a wrong answer throws.</summary>
    public async Task<HttpClient> SignIn(Person person)
    {
        var client = NewClient();
        var page = await (await client.Page("/sign-in")).Submit("form", ("Email", person.Email), ("Pin", person.Pin));
        if (page.Url.AbsolutePath == "/sign-in") throw new InvalidOperationException($"{person.Email} is not let in: {page.Text}");
        return client;
    }

    /// <summary>A program with a fresh token of this person.</summary>
    public async Task<HttpClient> ApiAs(Person person)
    {
        var client = NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await NewToken(person));
        return client;
    }

    public async Task<string> NewToken(Person person)
    {
        var user = await App.Catalog.Read(db => db.Users.SingleAsync(u => u.Id == person.Id));
        var signedIn = new SignedInUser(user.Id, user.TenantId, user.Name, user.Email, user.Role, user.SecurityStamp);
        return Expect(await Do((MakeToken act) => act.Run(signedIn, "Tests"))).Token;
    }

    /// <summary>A scope whose current tenant is this company.</summary>
    public async Task<AsyncServiceScope> Scope()
    {
        var scope = App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CurrentTenant>().Set(Tenant);
        return scope;
    }

    /// <summary>Runs an act, or anything else that the company's scope provides.</summary>
    internal async Task<T> Do<TAct, T>(Func<TAct, Task<T>> run) where TAct : notnull
    {
        await using var scope = await Scope();
        return await run(scope.ServiceProvider.GetRequiredService<TAct>());
    }

    public Task<T> Read<T>(Func<TenantDb, Task<T>> query) => Do((Store<TenantDb> store) => store.Read(query));

    public Task<T> Write<T>(Func<TenantDb, Task<T>> act) => Do((Store<TenantDb> store) => store.Write(act));

    internal static T Expect<T>(Outcome<T> outcome) => outcome.IsRefused
        ? throw new InvalidOperationException($"Refused: {string.Join(" ", outcome.Refusals.Select(r => r.Sentence))}")
        : outcome.Value!;
}
