using Kbm.Data;
using Kbm.Web;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Keys;

/// <summary>A key of a property's door, with the masters that open the door too, the nearest first.</summary>
public sealed record DoorKey(long Id, string Code, string Label, long? UnitId, string? Unit, long? MasterKeyId)
{
    public IReadOnlyList<KeyNode> Masters { get; init; } = [];
}

/// <param name="PropertyId">The property.</param>
/// <param name="Keys">Its keys, door by door.</param>
internal sealed record WhatOpensModel(long PropertyId, IReadOnlyList<DoorKey> Keys);

internal static class DoorKeys
{
    /// <summary>One page of the keys of a property, those of the whole of it first and then unit by unit, with every master above them.</summary>
    public static async Task<Paged<DoorKey>> WhatOpens(this TenantDb db, long propertyId, int? page)
    {
        var keys = await db.Keys.Where(k => k.PropertyId == propertyId && k.RetiredAt == null)
            .OrderBy(k => k.UnitId != null).ThenBy(k => k.Unit!.SortKey).ThenBy(k => k.UnitId).ThenBy(k => k.Code.Length).ThenBy(k => k.Code)
            .Select(k => new DoorKey(k.Id, k.Code, k.Label, k.UnitId, k.Unit!.Label, k.MasterKeyId)).Page(page);
        return keys.With(await db.WithMasters(keys.Rows));
    }

    /// <summary>The same keys, each with every master above it.</summary>
    public static async Task<IReadOnlyList<DoorKey>> WithMasters(this TenantDb db, IReadOnlyList<DoorKey> keys)
    {
        var above = await KeyTree.Above(db, keys.Select(k => k.MasterKeyId));
        return [.. keys.Select(k => k with { Masters = above.From(k.MasterKeyId) })];
    }
}
