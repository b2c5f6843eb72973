using System.Threading.Channels;

namespace Kbm.Features.Tenancy;

/// <summary>The companies that have work to go on with.</summary>
public abstract class TenantQueue
{
    private readonly Channel<TenantInfo> _tenants = Channel.CreateUnbounded<TenantInfo>();
    private readonly Lock _gate = new();
    private readonly HashSet<Guid> _waiting = [];

    /// <summary>Asks for the next of a company's work; asking twice is asking once.</summary>
    public void Add(TenantInfo tenant)
    {
        lock (_gate)
        {
            if (_waiting.Add(tenant.Id)) _tenants.Writer.TryWrite(tenant);
        }
    }

    public async Task<TenantInfo> Take(CancellationToken cancel)
    {
        var tenant = await _tenants.Reader.ReadAsync(cancel);
        lock (_gate) _waiting.Remove(tenant.Id);
        return tenant;
    }
}
