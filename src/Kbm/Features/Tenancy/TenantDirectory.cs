using Kbm.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Kbm.Features.Tenancy;

/// <summary>What a host name stands for.</summary>
/// <param name="IsRoot">It is one of the deployment's bare domains.</param>
/// <param name="Tenant">The company in service under it, if there is one.</param>
public readonly record struct HostMeaning(bool IsRoot, TenantInfo? Tenant);

/// <summary>Finds the company that a host name means.</summary>
public sealed class TenantDirectory(Store<CatalogDb> catalog, IOptions<TenancyOptions> options)
{
    public async ValueTask<HostMeaning> Find(string host)
    {
        host = host.TrimEnd('.').ToLowerInvariant();
        foreach (var domain in options.Value.BaseDomains)
        {
            if (host == domain) return new(true, null);
            if (host.EndsWith("." + domain, StringComparison.Ordinal)) return new(false, await BySlug(host[..^(domain.Length + 1)]));
        }
        return new(host is "127.0.0.1" or "[::1]", null);
    }

    private ValueTask<TenantInfo?> BySlug(string slug) => catalog.Remember(("slug", slug), async db =>
        await db.Tenants.SingleOrDefaultAsync(t => t.Slug == slug) is { IsServed: true } tenant ? TenantInfo.Of(tenant) : null);
}
