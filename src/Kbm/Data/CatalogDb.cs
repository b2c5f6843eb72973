using Kbm.Features.Accounts;
using Kbm.Features.Secrets;
using Kbm.Features.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Data;

/// <summary>The central database: tenants, their users and credentials, API tokens, the key ring.</summary>
public abstract class CatalogDb(DbContextOptions options) : KbmDb(options)
{
    public DbSet<Tenant> Tenants => Set<Tenant>();
    public DbSet<User> Users => Set<User>();
    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();
    public DbSet<AccountDeed> AccountDeeds => Set<AccountDeed>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();
    public DbSet<TenantKey> TenantKeys => Set<TenantKey>();
    public DbSet<DeploymentFact> DeploymentFacts => Set<DeploymentFact>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfiguration(new TenantConfiguration());
        modelBuilder.ApplyConfiguration(new UserConfiguration());
        modelBuilder.ApplyConfiguration(new ApiTokenConfiguration());
        modelBuilder.ApplyConfiguration(new AccountDeedConfiguration());
        modelBuilder.ApplyConfiguration(new DataProtectionKeyConfiguration());
        modelBuilder.ApplyConfiguration(new TenantKeyConfiguration());
        modelBuilder.ApplyConfiguration(new DeploymentFactConfiguration());
    }
}

public sealed class SqliteCatalogDb(DbContextOptions<SqliteCatalogDb> options) : CatalogDb(options);

public sealed class PostgresCatalogDb(DbContextOptions<PostgresCatalogDb> options) : CatalogDb(options);
