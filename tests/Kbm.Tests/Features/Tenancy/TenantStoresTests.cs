using Kbm.Data;
using Kbm.Features.Tenancy;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Tenancy;

public sealed class TenantStoresTests
{
    [Fact]
    public async Task Beyond_the_capacity_the_least_recently_used_idle_one_is_closed()
    {
        await using var places = await TestPlaces.Create();
        await using var stores = new TenantStores(places.Databases, capacity: 2);
        Guid[] tenants = [await places.NewTenant("A"), await places.NewTenant("B"), await places.NewTenant("C")];

        using var held = await stores.Open(tenants[0]);
        (await stores.Open(tenants[1])).Dispose();
        (await stores.Open(tenants[2])).Dispose();
        await stores.Close(tenants[1]);

        stores.Count.ShouldBe(2);
        using var again = await stores.Open(tenants[0]);
        again.Store.ShouldBeSameAs(held.Store);
    }

    [Fact]
    public async Task One_that_is_in_use_closes_only_when_it_is_given_back()
    {
        await using var places = await TestPlaces.Create();
        await using var stores = new TenantStores(places.Databases, capacity: 2);
        var tenant = await places.NewTenant("A");
        var lease = await stores.Open(tenant);

        var closing = stores.Close(tenant);
        var reopening = stores.Open(tenant).AsTask();
        await lease.Store.Write(async db => { await db.Contacts.AddAsync(TestPlaces.Somebody("Ana")); });

        closing.IsCompleted.ShouldBeFalse();
        reopening.IsCompleted.ShouldBeFalse();
        lease.Dispose();
        lease.Dispose();
        await closing;
        using var fresh = await reopening;
        fresh.Store.ShouldNotBeSameAs(lease.Store);
        (await fresh.Store.Read(TestPlaces.Names)).ShouldBe(["Ana"]);
    }

    [Fact]
    public async Task One_that_fails_to_close_can_be_opened_again()
    {
        await using var places = await TestPlaces.Create();
        var tenant = await places.NewTenant("A");
        await using var stores = new TenantStores(new BadlyClosing(places.Databases), capacity: 2);
        (await stores.Open(tenant)).Dispose();

        await Should.ThrowAsync<IOException>(stores.Close(tenant));

        using var again = await stores.Open(tenant);
        (await again.Store.Read(db => db.Settings.SingleAsync())).Name.ShouldBe("A");
        await again.Store.Close();
    }

    [Fact]
    public async Task Many_tenants_through_a_small_capacity_lose_no_write_and_stay_apart()
    {
        await using var places = await TestPlaces.Create();
        await using var stores = new TenantStores(places.Databases, capacity: 2);
        var tenants = new List<Guid>();
        for (var n = 0; n < 5; n++) tenants.Add(await places.NewTenant($"Company {n}"));

        await Task.WhenAll(Enumerable.Range(0, 200).Select(n => Task.Run(async () =>
        {
            using var lease = await stores.Open(tenants[n % tenants.Count]);
            (await lease.Store.Read(db => db.Settings.SingleAsync())).Name.ShouldBe($"Company {n % tenants.Count}");
            await lease.Store.Write(async db => { await db.Contacts.AddAsync(TestPlaces.Somebody($"{n:000} of {n % tenants.Count}")); });
        })));

        for (var n = 0; n < tenants.Count; n++)
        {
            using var lease = await stores.Open(tenants[n]);
            var names = await lease.Store.Read(TestPlaces.Names);
            names.Count.ShouldBe(40);
            names.ShouldAllBe(name => name.EndsWith($"of {n}"));
        }
    }

    /// <summary>The first store of a tenant closes and then fails, as on a full disk.</summary>
    private sealed class BadlyClosing(Databases real) : Databases
    {
        private int _opened;

        public override Store<CatalogDb> Catalog => real.Catalog;

        public override TenantDb TenantModel() => real.TenantModel();

        public override Task PrepareCatalog() => real.PrepareCatalog();

        public override Task<string> PrepareTenant(Guid tenant) => real.PrepareTenant(tenant);

        public override Store<TenantDb> OpenTenant(Guid tenant) =>
            _opened++ == 0 ? new Failing(real.OpenTenant(tenant)) : real.OpenTenant(tenant);

        public override Task DropTenant(Guid tenant) => real.DropTenant(tenant);

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class Failing(Store<TenantDb> real) : Store<TenantDb>
    {
        public override long? Version => real.Version;

        public override ValueTask<long> FactsVersion() => real.FactsVersion();

        public override TenantDb OpenReader() => real.OpenReader();

        public override Task<T> Write<T>(Func<TenantDb, Task<T>> act, CancellationToken cancel = default) => real.Write(act, cancel);

        public override async ValueTask Close()
        {
            await real.Close();
            throw new IOException("The disk is full.");
        }
    }
}
