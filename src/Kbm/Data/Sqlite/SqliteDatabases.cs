using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Data;

/// <summary>A data folder: <c>catalog.db</c> and one file per tenant under <c>tenants/</c>. One process at a time serves it.</summary>
internal sealed class SqliteDatabases : Databases
{
    private readonly string _folder;
    private readonly FolderLock _lock;
    private readonly Lazy<SqliteStore<CatalogDb>> _catalog;

    /// <exception cref="CannotStartException">The folder cannot be written, or another process serves it.</exception>
    public SqliteDatabases(string folder)
    {
        _folder = folder;
        _lock = FolderLock.Take(folder);
        Directory.CreateDirectory(Path.Combine(folder, "tenants"));
        _catalog = new(() => new(Path.Combine(_folder, "catalog.db"), connection => new SqliteCatalogDb(Options<SqliteCatalogDb>(connection))));
    }

    public override Store<CatalogDb> Catalog => _catalog.Value;

    public override Task PrepareCatalog() => Catalog.Write(db => Migrator.Run(db));

    public override async Task<string> PrepareTenant(Guid tenant)
    {
        var store = OpenTenant(tenant);
        try
        {
            return await store.Write(db => Migrator.Run(db));
        }
        finally
        {
            await store.Close();
        }
    }

    public override Store<TenantDb> OpenTenant(Guid tenant) =>
        new SqliteStore<TenantDb>(FileOf(tenant), connection => new SqliteTenantDb(Options<SqliteTenantDb>(connection)));

    public override Task DropTenant(Guid tenant)
    {
        foreach (var suffix in (string[])["", "-wal", "-shm"]) File.Delete(FileOf(tenant) + suffix);
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_catalog.IsValueCreated) await _catalog.Value.Close();
        _lock.Dispose();
    }

    private string FileOf(Guid tenant) => Path.Combine(_folder, "tenants", $"{tenant:N}.db");

    // A list is one parameter: one statement whatever its length, prepared and cached once.
    private static DbContextOptions<TDb> Options<TDb>(SqliteConnection connection) where TDb : DbContext =>
        new DbContextOptionsBuilder<TDb>().UseSqlite(connection, sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter)).Options;
}
