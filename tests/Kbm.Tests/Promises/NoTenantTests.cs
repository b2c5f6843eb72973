using Kbm.Data;
using Kbm.Features.Checkouts;
using Kbm.Features.Tenancy;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kbm.Tests.Promises;

/// <summary>No tenant, no data; and nothing is carried over from one tenant to the next.</summary>
public sealed class NoTenantTests(TestApp app)
{
    public static TheoryData<Type> TenantServices => [typeof(TenantDb), typeof(Store<TenantDb>), typeof(WorkTheDesk)];

    [Theory]
    [MemberData(nameof(TenantServices))]
    public async Task Without_a_current_tenant_there_is_nothing_to_ask(Type service)
    {
        await using var scope = app.Services.CreateAsyncScope();

        Should.Throw<NoCurrentTenantException>(() => scope.ServiceProvider.GetRequiredService(service));
    }

    [Fact]
    public async Task A_scope_keeps_the_tenant_that_it_was_given()
    {
        var (mine, other) = (await app.NewCompany(), await app.NewCompany());
        await using var scope = await mine.Scope();

        await Should.ThrowAsync<InvalidOperationException>(scope.ServiceProvider.GetRequiredService<CurrentTenant>().Set(other.Tenant));

        scope.ServiceProvider.GetRequiredService<CurrentTenant>().Tenant.ShouldBe(mine.Tenant);
    }

    [Fact]
    public async Task Two_tenants_in_turns_and_at_once_see_only_their_own()
    {
        Company[] companies = [await app.NewCompany("Lakeside Homes"), await app.NewCompany("Harbor Property Care", "harbor")];
        await companies[0].AddKey("Of Lakeside");
        await companies[1].AddKey("Of Harbor");

        await Task.WhenAll(Enumerable.Range(0, 200).Select(n => Task.Run(async () =>
        {
            await using var scope = await companies[n % 2].Scope();
            var db = scope.ServiceProvider.GetRequiredService<TenantDb>();
            db.ChangeTracker.Entries().ShouldBeEmpty();
            (await db.Items.AsTracking().Select(i => i.Label).ToListAsync()).ShouldBe([n % 2 == 0 ? "Of Lakeside" : "Of Harbor"]);
            (await db.Settings.AsTracking().SingleAsync()).Name.ShouldBe(companies[n % 2].Tenant.Name);
        })));
    }

    [Fact]
    public async Task A_connection_that_served_a_tenant_has_nothing_of_it_left()
    {
        await using var places = await TestPlaces.Create(connections: 1);
        var tenant = await places.NewTenant("Lakeside Homes");
        var store = places.Databases.OpenTenant(tenant);

        await store.Read(db => db.Settings.SingleAsync());
        await Should.ThrowAsync<Exception>(store.Write(db => db.Database.ExecuteSqlRawAsync("SELECT nothing FROM nowhere")));
        await Should.ThrowAsync<Exception>(store.Read(db => db.Database.ExecuteSqlRawAsync("SELECT nothing FROM nowhere")));

        // Only the deployment's own role may make another tenant, and only outside the tenant's schema is it found.
        var next = places.Databases.OpenTenant(await places.NewTenant("Harbor Property Care"));
        (await next.Read(db => db.Settings.SingleAsync())).Name.ShouldBe("Harbor Property Care");
        (await places.Databases.Catalog.Read(db => db.Tenants.CountAsync())).ShouldBe(0);
        await store.Close();
        await next.Close();
    }

    [Fact]
    public async Task A_connection_that_breaks_under_a_reader_does_not_stay_in_the_way()
    {
        if (!TestDatabase.IsPostgres) return;
        await using var places = await TestPlaces.Create(connections: 1);
        var store = places.Databases.OpenTenant(await places.NewTenant("Lakeside Homes"));

        // The role may end its own sessions, as a restart of the server would.
        await Should.ThrowAsync<Exception>(store.Read(db => db.Database.SqlQueryRaw<bool>(
            "SELECT pg_terminate_backend(pg_backend_pid()) AS \"Value\"").SingleAsync()));

        (await store.Read(db => db.Settings.SingleAsync())).Name.ShouldBe("Lakeside Homes");
    }
}
