namespace Kbm.Data;

/// <summary>Where the catalog and the tenants' databases are, and how one is made, brought up to date, opened and removed.</summary>
public abstract class Databases : IAsyncDisposable
{
    public abstract Store<CatalogDb> Catalog { get; }

    /// <summary>The newest version of a tenant's database that this build knows.</summary>
    public string LatestTenantVersion
    {
        get
        {
            using var db = TenantModel();
            return Migrator.Latest(db);
        }
    }

    /// <summary>A tenant's context with no database behind it, which only tells what one is like.</summary>
    public abstract TenantDb TenantModel();

    /// <summary>Makes the catalog if it is not there and brings it to the current version.</summary>
    public abstract Task PrepareCatalog();

    /// <summary>Makes the tenant's place if it is not there and brings it to the current version, which it returns. Nobody has it open.</summary>
    public abstract Task<string> PrepareTenant(Guid tenant);

    public abstract Store<TenantDb> OpenTenant(Guid tenant);

    public abstract Task DropTenant(Guid tenant);

    public abstract ValueTask DisposeAsync();
}
