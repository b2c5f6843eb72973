using Kbm.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Kbm.Migrations;

// Adding a migration compares models and opens no connection, so the connection strings name nothing real.

internal sealed class SqliteCatalogFactory : IDesignTimeDbContextFactory<SqliteCatalogDb>
{
    public SqliteCatalogDb CreateDbContext(string[] args) => new(Design.Sqlite<SqliteCatalogDb>());
}

internal sealed class SqliteTenantFactory : IDesignTimeDbContextFactory<SqliteTenantDb>
{
    public SqliteTenantDb CreateDbContext(string[] args) => new(Design.Sqlite<SqliteTenantDb>());
}

internal sealed class PostgresCatalogFactory : IDesignTimeDbContextFactory<PostgresCatalogDb>
{
    public PostgresCatalogDb CreateDbContext(string[] args) => new(Design.Postgres<PostgresCatalogDb>());
}

internal sealed class PostgresTenantFactory : IDesignTimeDbContextFactory<PostgresTenantDb>
{
    public PostgresTenantDb CreateDbContext(string[] args) => new(Design.Postgres<PostgresTenantDb>());
}

internal static class Design
{
    public static DbContextOptions<TDb> Sqlite<TDb>() where TDb : DbContext =>
        new DbContextOptionsBuilder<TDb>().UseSqlite("Data Source=design.db").Options;

    public static DbContextOptions<TDb> Postgres<TDb>() where TDb : DbContext =>
        new DbContextOptionsBuilder<TDb>().UseNpgsql("Host=localhost;Database=design").Options;
}
