using Kbm.Data;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Data;

public sealed class MigrationTests
{
    public static TheoryData<string> Models => [nameof(SqliteCatalogDb), nameof(SqliteTenantDb), nameof(PostgresCatalogDb), nameof(PostgresTenantDb)];

    [Theory]
    [MemberData(nameof(Models))]
    public async Task The_migrations_make_the_model_as_it_is(string model)
    {
        await using DbContext db = model switch
        {
            nameof(SqliteCatalogDb) => new SqliteCatalogDb(new DbContextOptionsBuilder<SqliteCatalogDb>().UseSqlite().Options),
            nameof(SqliteTenantDb) => new SqliteTenantDb(new DbContextOptionsBuilder<SqliteTenantDb>().UseSqlite().Options),
            nameof(PostgresCatalogDb) => new PostgresCatalogDb(new DbContextOptionsBuilder<PostgresCatalogDb>().UseNpgsql().Options),
            _ => new PostgresTenantDb(new DbContextOptionsBuilder<PostgresTenantDb>().UseNpgsql().Options),
        };

        db.Database.HasPendingModelChanges().ShouldBeFalse();
    }

    [Fact]
    public async Task Bringing_a_database_up_to_date_again_changes_nothing()
    {
        await using var places = await TestPlaces.Create();
        var tenant = await places.NewTenant("Lakeside Homes");

        var versions = await Task.WhenAll(Enumerable.Range(0, TestDatabase.IsPostgres ? 4 : 1).Select(_ => places.Databases.PrepareTenant(tenant)));

        var store = places.Databases.OpenTenant(tenant);
        (await store.Read(db => db.Settings.SingleAsync())).Name.ShouldBe("Lakeside Homes");
        versions.ShouldAllBe(version => version == places.Databases.LatestTenantVersion);
        await store.Close();
    }

    [Fact]
    public async Task The_indexes_that_the_model_does_not_know_are_there()
    {
        if (TestDatabase.IsPostgres) return;
        await using var places = await TestPlaces.Create();
        var store = places.Databases.OpenTenant(await places.NewTenant("Lakeside Homes"));

        var names = await store.Read(db => db.Database.SqlQueryRaw<string>("SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'index'").ToListAsync());

        names.ShouldContain("IX_Items_ByCode");
        names.ShouldContain("IX_Items_ByLabel");
        names.ShouldContain("IX_Items_OutByCode");
        names.ShouldContain("IX_Items_ByDue");
        names.ShouldContain("IX_Items_ByLastMove");
        names.ShouldContain("IX_Contacts_ByName");
        names.ShouldContain("IX_Properties_ByName");
        var planned = await store.Read(db => db.Database.SqlQueryRaw<string>("SELECT idx AS \"Value\" FROM sqlite_stat1").ToListAsync());
        names.Where(name => name.StartsWith("IX_Items_", StringComparison.Ordinal)).ShouldBeSubsetOf(planned, "an index of items that the planner knows nothing of looks better to it than all others");
        await store.Close();
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_nothing_of_itself()
    {
        await using var places = await TestPlaces.Create();
        var tenant = await places.NewTenant("Lakeside Homes");
        var store = places.Databases.OpenTenant(tenant);
        await store.Write(db => db.Database.ExecuteSqlRawAsync(
            """DELETE FROM "__EFMigrationsHistory"; DROP TABLE "SearchEntries"; DROP TABLE "Activity";"""));
        await store.Close();

        await Should.ThrowAsync<Exception>(places.Databases.PrepareTenant(tenant));

        store = places.Databases.OpenTenant(tenant);
        await Should.ThrowAsync<Exception>(store.Read(db => db.Activity.CountAsync()));
        (await store.Read(db => db.Settings.SingleAsync())).Name.ShouldBe("Lakeside Homes");
        await store.Close();
    }

    [Fact]
    public async Task A_database_of_a_newer_build_is_refused_with_its_version()
    {
        await using var places = await TestPlaces.Create();
        var tenant = await places.NewTenant("Lakeside Homes");
        var store = places.Databases.OpenTenant(tenant);
        await store.Write(db => db.Database.ExecuteSqlRawAsync("""INSERT INTO "__EFMigrationsHistory" VALUES ('99990101000000_Later', '99.0')"""));
        await store.Close();

        var refused = await Should.ThrowAsync<CannotStartException>(places.Databases.PrepareTenant(tenant));

        refused.Message.ShouldContain("99990101000000_Later");
    }
}
