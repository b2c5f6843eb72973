using Kbm.Data;
using Kbm.Features.Tenancy;

namespace Kbm.Features.Runs;

/// <summary>The companies that have runs to go on with.</summary>
public sealed class RunQueue : TenantQueue;

/// <summary>Works on the runs of all companies, a batch of each in turn.</summary>
internal sealed class RunWorker(RunQueue queue, Store<CatalogDb> catalog, IServiceScopeFactory scopes, TimeProvider clock, ILogger<RunWorker> log)
    : TenantWorker(queue, catalog, scopes, clock, log)
{
    protected override Task<bool> Next(IServiceProvider services) => services.GetRequiredService<WorkOnRuns>().Next();
}
