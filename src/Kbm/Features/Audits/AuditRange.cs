using Kbm.Data;
using Kbm.Features.Items;
using Kbm.Features.Properties;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Audits;

/// <summary>What is typed about which items are counted.</summary>
public record AuditInput
{
    /// <summary>An <see cref="AuditScope"/> as a word; without one, everything.</summary>
    public string? Scope { get; init; }
    public long? PropertyId { get; init; }

    /// <summary>The first hook of a range, such as 1 or A1.</summary>
    public string? FromHook { get; init; }
    public string? ToHook { get; init; }
}

/// <summary>Which items an audit is about.</summary>
internal sealed record AuditRange(AuditScope Scope, Property? Property, string? FromHook, string? ToHook)
{
    public string Title => Scope switch
    {
        AuditScope.Property => Word.Cut(Property!.Name, Audit.TitleLength),
        AuditScope.Hooks => FromHook == ToHook ? $"Hook {FromHook}" : $"Hooks {FromHook} to {ToHook}",
        _ => "Everything",
    };

    public static async Task<AuditRange> Read(TenantDb db, AuditInput input, Checks checks)
    {
        var scope = checks.Choice("scope", input.Scope, AuditScope.Everything);
        return scope switch
        {
            AuditScope.Property => new(scope, await Find(db, input.PropertyId, checks), null, null),
            AuditScope.Hooks => Hooks(input, checks),
            _ => new(scope, null, null, null),
        };
    }

    private static async Task<Property?> Find(TenantDb db, long? id, Checks checks)
    {
        var property = id is null ? null : await db.Properties.FirstOrDefaultAsync(p => p.Id == id);
        if (property is null) checks.Refuse("propertyId", id is null ? "Choose the property." : "There is no such property.");
        return property;
    }

    private static AuditRange Hooks(AuditInput input, Checks checks)
    {
        var from = checks.Required("fromHook", input.FromHook, Item.HookLength, "the first hook");
        var to = checks.Required("toHook", input.ToHook, Item.HookLength, "the last hook");
        if (!checks.Failed && string.CompareOrdinal(HookPlace.Padded(from), HookPlace.Padded(to)) > 0)
            checks.Refuse("toHook", $"The range {from} to {to} runs backwards.");
        return new(AuditScope.Hooks, null, from, to);
    }

    /// <summary>The items in it that can be lent, those that are out or in something included: they may come back before their hook is reached.</summary>
    public async Task<IQueryable<Item>> Items(TenantDb db)
    {
        var items = db.Items.InUse().Where(i => i.Type != ItemType.SmartLock);
        if (Scope == AuditScope.Property && Property is { Id: var id }) return items.Where(i => i.PropertyId == id);
        if (Scope == AuditScope.Hooks)
        {
            var (first, last) = (HookPlace.Padded(FromHook), HookPlace.Padded(ToHook));
            var hooks = (await items.Where(i => i.Hook != null).Select(i => i.Hook!).Distinct().ToListAsync())
                .FindAll(h => HookPlace.Padded(h) is var key && string.CompareOrdinal(first, key) <= 0 && string.CompareOrdinal(key, last) <= 0);
            return items.Where(i => i.Hook != null && hooks.Contains(i.Hook));
        }
        return items;
    }
}
