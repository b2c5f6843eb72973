using Kbm.Data;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Tenancy;

/// <summary>
/// Works for all companies in turn, a piece of each, so that none waits for another's long one. Beginning with what was unfinished when the
/// server stopped.
/// </summary>
internal abstract class TenantWorker(TenantQueue queue, Store<CatalogDb> catalog, IServiceScopeFactory scopes, TimeProvider clock, ILogger log) : BackgroundService
{
    private static readonly TimeSpan s_untilNextTry = TimeSpan.FromSeconds(30);

    /// <summary>Does the next piece of the company whose services these are; false when nothing is left to do.</summary>
    protected abstract Task<bool> Next(IServiceProvider services);

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
            return await Next(scope.ServiceProvider);
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The work for company {Slug} was interrupted.", tenant.Slug);
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
