using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Kbm.Data;

/// <summary>One PostgreSQL database: the catalog's schema and a schema for each tenant. Nodes share it and keep nothing.</summary>
internal sealed class PostgresDatabases : Databases
{
    private readonly NpgsqlDataSource _source;
    private readonly PostgresPlace _catalog;

    /// <exception cref="CannotStartException">The connection string is missing or cannot be read.</exception>
    public PostgresDatabases(string? connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
            throw new CannotStartException("Kbm:Database:Provider is Postgres, so Kbm:Database:ConnectionString must be set.");
        var settings = Parse(connectionString);
        _source = NpgsqlDataSource.Create(settings);
        _catalog = PostgresPlace.Catalog(settings.Database ?? settings.Username ?? "kbm");
        Catalog = new PostgresStore<CatalogDb>(_catalog, via => new PostgresCatalogDb(Options<PostgresCatalogDb>(via)));
    }

    public override Store<CatalogDb> Catalog { get; }

    public override TenantDb TenantModel() => new PostgresTenantDb(Options<PostgresTenantDb>(null));

    /// <exception cref="CannotStartException">The server cannot be reached, the login may not do what it has to, or the catalog is of a newer build.</exception>
    public override async Task PrepareCatalog()
    {
        try
        {
            await Execute($"""
                SELECT pg_advisory_xact_lock(7266212);
                CREATE SCHEMA IF NOT EXISTS {PostgresPlace.Extensions};
                GRANT USAGE ON SCHEMA {PostgresPlace.Extensions} TO PUBLIC;
                CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA {PostgresPlace.Extensions};
                """);
            await Make(_catalog);
            await Catalog.Write(db => Migrate(db, "catalog"));
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new CannotStartException($"The PostgreSQL login may not create schemas and roles, which KBM needs: {failure.MessageText}.");
        }
        catch (NpgsqlException failure) when (failure is not PostgresException || failure.SqlState is "28P01" or "28000" or "3D000")
        {
            throw new CannotStartException($"The PostgreSQL database cannot be reached: {failure.Message}");
        }
    }

    public override async Task<string> PrepareTenant(Guid tenant)
    {
        await Make(PostgresPlace.Tenant(tenant));
        return await OpenTenant(tenant).Write(db => Migrate(db, tenant.ToString("N")));
    }

    public override Store<TenantDb> OpenTenant(Guid tenant) => new PostgresStore<TenantDb>(
        PostgresPlace.Tenant(tenant), via => new PostgresTenantDb(Options<PostgresTenantDb>(via)));

    public override async Task DropTenant(Guid tenant)
    {
        var place = PostgresPlace.Tenant(tenant);
        await Execute($"""DROP SCHEMA IF EXISTS "{place.Schema}" CASCADE; DROP ROLE IF EXISTS "{place.Role}";""");
    }

    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    private Task Make(PostgresPlace place) => Execute($"""
        SELECT pg_advisory_xact_lock(7266212);
        DO $$ BEGIN
          IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{place.Role}') THEN
            CREATE ROLE "{place.Role}" NOLOGIN;
            EXECUTE format('GRANT %I TO %I', '{place.Role}', session_user);
          END IF;
        END $$;
        CREATE SCHEMA IF NOT EXISTS "{place.Schema}" AUTHORIZATION "{place.Role}";
        """);

    // Two nodes that start together take turns; the second finds the work done.
    private static async Task<string> Migrate(DbContext db, string what)
    {
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtext({what}))");
        return await Migrator.Run(db);
    }

    private async Task Execute(string sql)
    {
        await using var connection = await _source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    private static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            // Nothing is set for longer than a transaction, so there is nothing to reset between two of them.
            return new(connectionString) { NoResetOnClose = true, Enlist = false };
        }
        catch (ArgumentException failure)
        {
            throw new CannotStartException($"Kbm:Database:ConnectionString cannot be read: {failure.Message}");
        }
    }

    private DbContextOptions<TDb> Options<TDb>(IInterceptor? interceptor) where TDb : DbContext
    {
        var options = new DbContextOptionsBuilder<TDb>().UseNpgsql(_source);
        return (interceptor is null ? options : options.AddInterceptors(interceptor)).Options;
    }
}
