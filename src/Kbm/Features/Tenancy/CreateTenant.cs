using Kbm.Data;
using Kbm.Features.Settings;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Tenancy;

/// <summary>Makes a company: its entry in the catalog, its database, its settings. An interrupted one is finished at the next start.</summary>
public sealed class CreateTenant(Databases databases, TenantStores stores, TimeProvider clock)
{
    public async Task<Outcome<Tenant>> Run(string slug, string name)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var created = await databases.Catalog.Write(async db =>
        {
            var tenant = Tenant.Create(slug, name, now);
            if (tenant.IsRefused) return tenant;
            if (await db.Tenants.AnyAsync(t => t.Slug == tenant.Value.Slug))
                return Refusal.Conflict("address_taken", $"There is already a company at {tenant.Value.Slug}.", "slug");
            db.Tenants.Add(tenant.Value);
            return tenant;
        });
        if (created.IsRefused || await Prepare(created.Value) is not { } fault) return created;
        return new Refusal("database_failed", $"The database of {created.Value.Slug} cannot be made, and the next start tries again: {fault}", Status: 503);
    }

    /// <summary>Brings a company's database to the current version; one that fails is taken out of service with the reason.</summary>
    /// <returns>The reason, if it has failed.</returns>
    public async Task<string?> Prepare(Tenant tenant)
    {
        try
        {
            var version = await databases.PrepareTenant(tenant.Id);
            using (var lease = await stores.Open(tenant.Id))
                await lease.Store.Write(async db =>
                {
                    if (!await db.Settings.AnyAsync()) db.Settings.Add(new CompanySettings { Name = tenant.Name });
                });
            await Change(tenant.Id, t => t.BroughtTo(version));
            return null;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            await Change(tenant.Id, t => t.TakeOutOfService(failure.Message));
            return failure.Message;
        }
    }

    private Task Change(Guid id, Action<Tenant> change) =>
        databases.Catalog.Write(async db => change(await db.Tenants.SingleAsync(t => t.Id == id)));
}
