using Kbm.Data;

namespace Kbm.Features.Tenancy;

/// <summary>
/// The company that this request, command or test scope works for. It is set once, from the host name; everything that reads
/// or writes a company's data comes through it, so no other company's database can be reached.
/// </summary>
public sealed class CurrentTenant(TenantStores stores) : IDisposable
{
    private TenantInfo? _tenant;
    private TenantLease? _lease;

    public bool IsSet => _tenant is not null;

    /// <exception cref="NoCurrentTenantException">Nothing has been set.</exception>
    public TenantInfo Tenant => _tenant ?? throw new NoCurrentTenantException();

    /// <exception cref="NoCurrentTenantException">Nothing has been set.</exception>
    public Store<TenantDb> Store => _lease?.Store ?? throw new NoCurrentTenantException();

    public async Task Set(TenantInfo tenant)
    {
        if (_tenant is not null) throw new InvalidOperationException("The current tenant is set once.");
        _lease = await stores.Open(tenant.Id);
        _tenant = tenant;
    }

    public void Dispose() => _lease?.Dispose();
}

/// <summary>What a request needs to know of its tenant.</summary>
public sealed record TenantInfo(Guid Id, string Slug, string Name)
{
    public static TenantInfo Of(Tenant tenant) => new(tenant.Id, tenant.Slug, tenant.Name);
}

/// <summary>Something asked for a company's data where no company has been named.</summary>
public sealed class NoCurrentTenantException() : InvalidOperationException("There is no current tenant, so there is no tenant data.");
