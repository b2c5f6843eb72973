using Kbm.Data;
using Kbm.Features.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Imports;

/// <summary>
/// Forgets sheets that nobody took in: there may be codes among their rows, sealed but kept for nothing. Those that were not read to their end,
/// as when the server stopped, go after a day.
/// </summary>
internal sealed class ForgetImports(Store<CatalogDb> catalog, TenantStores stores, TimeProvider clock, ILogger<ForgetImports> log) : BackgroundService
{
    public const int Days = 30;
    private static readonly TimeSpan s_reading = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_untilNextLook = TimeSpan.FromHours(12);

    /// <returns>How many were forgotten.</returns>
    public static Task<int> Run(Store<TenantDb> store, DateTime now)
    {
        var (unread, untouched) = (now - s_reading, now.AddDays(-Days));
        return store.Write(db => db.Imports
            .Where(i => i.RunId == null && (i.ReadAt == null ? i.SentAt < unread : i.ReadAt < untouched && (i.ReviewedAt == null || i.ReviewedAt < untouched)))
            .ExecuteDeleteAsync());
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var tenant in await catalog.Read(db => db.Tenants.ToListAsync(stoppingToken)))
                if (tenant.IsServed && !stoppingToken.IsCancellationRequested) await Look(tenant);
            await Task.Delay(s_untilNextLook, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Look(Tenant tenant)
    {
        try
        {
            using var lease = await stores.Open(tenant.Id);
            await Run(lease.Store, clock.GetUtcNow().UtcDateTime);
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Old imports of company {Slug} could not be forgotten; they are looked at again later.", tenant.Slug);
        }
    }
}
