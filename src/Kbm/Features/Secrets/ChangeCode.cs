using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Features.Shared;

namespace Kbm.Features.Secrets;

/// <summary>An item's new code, and why it gets one.</summary>
public sealed record CodeInput
{
    /// <summary>Which of its codes; empty for the first that its type has.</summary>
    public string? Field { get; init; }
    public string? NewCode { get; init; }
    public string? Reason { get; init; }
}

/// <summary>Gives an item a new code. The one before it stays in its history.</summary>
public sealed class ChangeCode(Store<TenantDb> store, CurrentVault vaults, TimeProvider clock)
{
    /// <param name="by">Who changes it.</param>
    /// <param name="code">The item's code.</param>
    /// <param name="input">The new code and the reason.</param>
    /// <param name="kind">The type that the item must be of; null for any.</param>
    public async Task<Outcome<Item>> Run(Actor by, string code, CodeInput input, ItemKind? kind = null)
    {
        var vault = await vaults.Open();
        var wanted = ItemCode.Read(code);
        return await store.Write<Outcome<Item>>(async db =>
        {
            if (await db.LockedItem<Item>(wanted) is not { } item || (kind is not null && item.Type != kind.Type)) return KeepItems.NoSuch(wanted, kind);
            var checks = new Checks();
            var field = checks.CodeField(ItemKind.Of(item.Type), input.Field);
            var reason = checks.Required("reason", input.Reason, Secret.ReasonLength, "a reason, such as Ana Ruiz brought it back");
            var secret = checks.Code("newCode", input.NewCode, field);
            if (secret is null) checks.Refuse("newCode", "Enter the new code.");
            if (!checks.Failed && await db.CurrentSecret(item, field) is { } before) checks.KeepSecret(vault.Open(before) ?? "");
            if (item.RetiredAt is not null) checks.Refuse(Refusal.Conflict("retired", $"{item.Code} is retired and gets no new code."));
            if (checks.Failed) return checks.Refusals;
            if (!await db.SetSecret(vault, by, clock.GetUtcNow().UtcDateTime, item, field, secret!, reason))
                return Refusal.Conflict("same_code", $"That is the {SecretName.Of(field)} {item.Code} has already.", "newCode");
            return item;
        });
    }
}
