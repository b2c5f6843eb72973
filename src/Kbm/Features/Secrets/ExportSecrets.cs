using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Items;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Secrets;

/// <summary>Codes in clear for a sheet that somebody asked for on purpose who may see any of them. Each is recorded as seen before it is given out.</summary>
public sealed class ExportSecrets(Store<TenantDb> store, CurrentVault vaults, TimeProvider clock)
{
    /// <summary>Opens the codes that items have now, by the ids of the items.</summary>
    public delegate Task<ILookup<long, (SecretField Field, string Value)>> Opener(long[] items, IReadOnlyList<SecretField> fields);

    /// <param name="by">Who asks; they may see any code.</param>
    public Opener For(Actor by) => async (items, fields) =>
    {
        var vault = await vaults.Open();
        return await store.Write(async db =>
        {
            var (now, codes) = (clock.GetUtcNow().UtcDateTime, new List<(long Item, SecretField Field, string Value)>());
            var secrets = await db.Secrets.Current().Include(s => s.Item).Where(s => items.Contains(s.ItemId) && fields.Contains(s.Field))
                .OrderBy(s => s.ItemId).ThenBy(s => s.Field).ToListAsync();
            foreach (var secret in secrets)
            {
                if (vault.Open(secret) is not { } code) continue;
                codes.Add((secret.ItemId, secret.Field, code));
                db.SecretViews.Add(new() { Secret = secret, At = now, UserId = by.UserId, UserName = by.Name });
                db.Record(by, now, ActivityVerb.CodeShown, Sentences.CodeExported(secret.Item!.Code, secret.Field), KeepItems.About(secret.Item));
            }
            return codes.ToLookup(c => c.Item, c => (c.Field, c.Value));
        });
    };
}
