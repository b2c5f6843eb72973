using System.Threading.Channels;
using Kbm.Data;
using Kbm.Features.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Runs;

/// <summary>The companies that have runs to go on with.</summary>
public sealed class RunQueue
{
    private readonly Channel<TenantInfo> _tenants = Channel.CreateUnbounded<TenantInfo>();
    private readonly Lock _gate = new();
    private readonly HashSet<Guid> _waiting = [];

    /// <summary>Asks for a company's next batch; asking twice is asking once.</summary>
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

/// <summary>
/// Works on the runs of all companies in turn, a batch of each, so that none waits for another's long one. Beginning with what was
/// unfinished when the server stopped.
/// </summary>
internal sealed class RunWorker(RunQueue queue, Store<CatalogDb> catalog, IServiceScopeFactory scopes, TimeProvider clock, ILogger<RunWorker> log) : BackgroundService
{
    private static readonly TimeSpan s_untilNextTry = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        foreach (var tenant in await catalog.Read(db => db.Tenants.ToListAsync(stoppingToken)))
            if (tenant.IsServed) queue.Add(TenantInfo.Of(tenant));
        while (!stoppingToken.IsCancellationRequested)
        {
            var tenant = await queue.Take(stoppingToken);
            if (await Next(tenant, stoppingToken)) queue.Add(tenant);
        }
    }

    /// <summary>What fails is left where it was and tried again after a while. A company that is not served waits until it is again.</summary>
    private async Task<bool> Next(TenantInfo tenant, CancellationToken stoppingToken)
    {
        try
        {
            if (await catalog.Read(db => db.Tenants.FirstOrDefaultAsync(t => t.Id == tenant.Id, stoppingToken)) is not { IsServed: true }) return false;
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<CurrentTenant>().Set(tenant);
            return await scope.ServiceProvider.GetRequiredService<WorkOnRuns>().Next();
        }
        catch (Exception failure)
        {
            log.LogError(failure, "A run of company {Slug} was interrupted.", tenant.Slug);
            _ = TryLater(tenant, stoppingToken);
            return false;
        }
    }

    private async Task TryLater(TenantInfo tenant, CancellationToken stoppingToken)
    {
        await Task.Delay(s_untilNextTry, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        queue.Add(tenant);
    }
}
