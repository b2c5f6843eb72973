using Kbm.Data;
using Kbm.Features.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Tenancy;

/// <summary>Brings the catalog and every tenant that is behind to the current version before the first request.</summary>
public sealed class PrepareDatabases(
    Databases databases, CreateTenant createTenant, TenantStores stores, DeliverDeeds deeds, ILogger<PrepareDatabases> log)
{
    public async Task Run()
    {
        await databases.PrepareCatalog();
        var latest = databases.LatestTenantVersion;
        var behind = await databases.Catalog.Read(db => db.Tenants.Where(t => t.SchemaVersion != latest || t.Fault != null).ToListAsync());
        foreach (var tenant in behind)
        {
            if (await createTenant.Prepare(tenant) is { } fault)
                log.LogError("Company {Slug} is out of service: {Fault}", tenant.Slug, fault);
            else
                log.LogInformation("Company {Slug} was brought from version {From} to {To}.", tenant.Slug, tenant.SchemaVersion, latest);
        }
        await DeliverWhatIsLeft(latest);
    }

    private async Task DeliverWhatIsLeft(string latest)
    {
        var waiting = await databases.Catalog.Read(db => db.Tenants
            .Where(t => t.SchemaVersion == latest && t.Fault == null && db.AccountDeeds.Any(d => d.TenantId == t.Id)).Select(t => t.Id).ToListAsync());
        foreach (var tenant in waiting)
        {
            using var lease = await stores.Open(tenant);
            await deeds.Run(tenant, lease.Store);
        }
    }
}
