using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Items;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Secrets;

/// <summary>A code in clear, on its way to whoever asked for it.</summary>
public sealed record Revealed(string Code, SecretField Field, string Value, DateTime SetAt);

/// <summary>Shows a code to somebody who may see it, and records that they have seen it.</summary>
public sealed class RevealSecret(Store<TenantDb> store, CurrentVault vaults, TimeProvider clock)
{
    /// <param name="by">Who asks.</param>
    /// <param name="mayAny">Whether they may see any code, or only those of what they hold.</param>
    /// <param name="code">The item's code.</param>
    /// <param name="field">Which of its codes; null for that of its type.</param>
    /// <param name="earlier">One that the item has or had, by its id, for those who may see any.</param>
    public async Task<Outcome<Revealed>> Run(Actor by, bool mayAny, string code, SecretField? field, Guid? earlier = null)
    {
        var vault = await vaults.Open();
        var wanted = ItemCode.Read(code);
        return await store.Write<Outcome<Revealed>>(async db =>
        {
            if (await db.Items.FirstOrDefaultAsync(i => i.Code == wanted) is not { } item) return Refusal.NotFound("There is no such item.");
            if (!mayAny && (earlier is not null || !await db.Holds(by.UserId, item.Id))) return NotTheirs(item.Code);
            var which = field ?? ItemKind.Of(item.Type).MainSecret;
            var secret = await (earlier is { } id
                ? db.Secrets.FirstOrDefaultAsync(s => s.ItemId == item.Id && s.Id == id)
                : db.Secrets.Current().FirstOrDefaultAsync(s => s.ItemId == item.Id && s.Field == which));
            if (secret is null) return Refusal.NotFound($"{item.Code} has no {SecretName.Of(which)}.", "field");
            if (vault.Open(secret) is not { } value)
                return Refusal.Conflict("code_unreadable", $"This {SecretName.Of(secret.Field)} of {item.Code} is not what KBM wrote there and cannot be read. Set it anew.");
            Note(db, by, item, secret);
            return new Revealed(item.Code, secret.Field, value, secret.SetAt);
        });
    }

    private void Note(TenantDb db, Actor by, Item item, Secret secret)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        db.SecretViews.Add(new() { Secret = secret, At = now, UserId = by.UserId, UserName = by.Name });
        db.Record(by, now, ActivityVerb.CodeShown, Sentences.CodeShown(item.Code, secret.Field, isEarlier: secret.ReplacedAt is not null), KeepItems.About(item));
    }

    private static Refusal NotTheirs(string code) =>
        new("not_holder", $"You may see the codes of what you hold yourself, and {code} is not with you. Ask somebody at the desk.", Status: 403);
}

internal static class WhoHolds
{
    /// <summary>Whether a user holds copies of an item now, as the contact that stands for them.</summary>
    public static Task<bool> Holds(this TenantDb db, long userId, long itemId) =>
        db.Checkouts.AnyAsync(c => c.ItemId == itemId && c.Outstanding > 0 && c.Holder.UserId == userId);
}
