using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Items;
using Kbm.Features.Receipts;
using Kbm.Features.Settings;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Secrets;

/// <summary>
/// The codes of lockboxes that a printed receipt carries, where the company wants that. They stand there for whoever takes the boxes, so
/// only while these are out, and only when somebody prints it who may see any code; that they have seen it is recorded.
/// </summary>
public sealed class CodesOnReceipt(Store<TenantDb> store, CurrentVault vaults, TimeProvider clock)
{
    /// <param name="by">Who prints it.</param>
    /// <param name="receipt">With its lines and their items loaded.</param>
    /// <param name="settings">The company's settings.</param>
    /// <returns>By the ids of items, their codes in clear.</returns>
    public async Task<IReadOnlyDictionary<long, string>> For(Actor by, Receipt receipt, CompanySettings settings)
    {
        var boxes = receipt.Checkouts.Where(c => c.Outstanding > 0 && c.Item.Type == ItemType.Lockbox).ToDictionary(c => c.ItemId, c => c.Item);
        if (!settings.CodesOnReceipts || boxes.Count == 0) return new Dictionary<long, string>();
        var (vault, ids, now) = (await vaults.Open(), boxes.Keys.ToList(), clock.GetUtcNow().UtcDateTime);
        return await store.Write(async db =>
        {
            var codes = new Dictionary<long, string>();
            foreach (var secret in await db.Secrets.Current().Where(s => ids.Contains(s.ItemId) && s.Field == SecretField.LockCode).ToListAsync())
            {
                if (vault.Open(secret) is not { } code) continue;
                codes[secret.ItemId] = code;
                db.SecretViews.Add(new() { Secret = secret, At = now, UserId = by.UserId, UserName = by.Name });
                db.Record(by, now, ActivityVerb.CodeShown, Sentences.CodePrinted(boxes[secret.ItemId].Code, receipt.Number), KeepItems.About(boxes[secret.ItemId]));
            }
            return codes;
        });
    }
}
