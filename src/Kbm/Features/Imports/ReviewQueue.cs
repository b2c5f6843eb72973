using Kbm.Data;
using Kbm.Features.Tenancy;

namespace Kbm.Features.Imports;

/// <summary>The companies that have a large sheet to be judged.</summary>
public sealed class ReviewQueue : TenantQueue;

/// <summary>Judges the large sheets of all companies, one of each in turn.</summary>
internal sealed class ReviewWorker(ReviewQueue queue, Store<CatalogDb> catalog, IServiceScopeFactory scopes, TimeProvider clock, ILogger<ReviewWorker> log)
    : TenantWorker(queue, catalog, scopes, clock, log)
{
    protected override Task<bool> Next(IServiceProvider services) => services.GetRequiredService<ReviewImport>().Next();
}
