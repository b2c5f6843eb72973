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
        _catalog = new(() => new(CatalogFile, CatalogOn));
    }

    public override Store<CatalogDb> Catalog => _catalog.Value;

    public override TenantDb TenantModel() => TenantOn(new SqliteConnection());

    public override Task PrepareCatalog() => SqliteMigration.Run(CatalogFile, CatalogOn);

    public override Task<string> PrepareTenant(Guid tenant) => SqliteMigration.Run(FileOf(tenant), TenantOn);

    public override Store<TenantDb> OpenTenant(Guid tenant) => new SqliteStore<TenantDb>(FileOf(tenant), TenantOn);

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

    private string CatalogFile => Path.Combine(_folder, "catalog.db");

    private static CatalogDb CatalogOn(SqliteConnection connection) => new SqliteCatalogDb(Options<SqliteCatalogDb>(connection));

    private static TenantDb TenantOn(SqliteConnection connection) => new SqliteTenantDb(Options<SqliteTenantDb>(connection));

    private string FileOf(Guid tenant) => Path.Combine(_folder, "tenants", $"{tenant:N}.db");

    // A list is one parameter: one statement whatever its length, prepared and cached once.
    private static DbContextOptions<TDb> Options<TDb>(SqliteConnection connection) where TDb : DbContext =>
        new DbContextOptionsBuilder<TDb>().UseSqlite(connection, sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter)).Options;
}
