using System.Security.Cryptography;
using Kbm.Data;
using Kbm.Features.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Secrets;

/// <summary>
/// Wraps every tenant's data key and the key ring anew under the master key of now, in one write of the catalog. No code is sealed
/// anew, so servers that have opened a data key go on with it.
/// </summary>
public sealed class RotateKeys(Store<CatalogDb> catalog, DeploymentSecrets secrets, KeyRing ring, TimeProvider clock)
{
    /// <returns>How many tenants got a new wrapping.</returns>
    /// <exception cref="CannotStartException">A key was wrapped by a master key that is not configured.</exception>
    public async Task<int> Run()
    {
        try
        {
            return await catalog.Write(async db =>
            {
                var keys = await db.TenantKeys.ToListAsync();
                foreach (var key in keys) key.Rewrap(secrets, clock.GetUtcNow().UtcDateTime);
                await ring.SealAnew(db);
                var mark = secrets.Mark;
                await db.DeploymentFacts.Where(f => f.Name == DeploymentSecrets.Fact).ExecuteUpdateAsync(set => set.SetProperty(f => f.Value, mark));
                return keys.Select(k => k.TenantId).Distinct().Count();
            });
        }
        catch (CryptographicException)
        {
            throw new CannotStartException("A key in the catalog is under a master key that is neither the present nor the previous one; configure the one it is under as Kbm:Accounts:PreviousMasterKey.");
        }
    }

    /// <summary>At the start with a previous master key: whatever is still under it comes under the present one.</summary>
    public async Task RunIfMasterChanged()
    {
        if (!secrets.HasPrevious) return;
        var (master, mark) = (secrets.MasterId, secrets.Mark);
        var isBehind = await catalog.Read(async db => await db.TenantKeys.AnyAsync(k => k.Master != master)
            || await db.DeploymentFacts.AnyAsync(f => f.Name == DeploymentSecrets.Fact && f.Value != mark));
        if (isBehind) await Run();
    }
}
