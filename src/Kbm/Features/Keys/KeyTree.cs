using System.Runtime.CompilerServices;
using Kbm.Data;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Keys;

/// <summary>A key as the tree of masters shows it.</summary>
public sealed record KeyNode
{
    public required long Id { get; init; }
    public required string Code { get; init; }
    public required string Label { get; init; }
    public long? MasterKeyId { get; init; }
    public long? PropertyId { get; init; }
    public string? Property { get; init; }
    public required bool IsRetired { get; init; }

    /// <summary>How many keys have it for their master.</summary>
    public int Under { get; init; }

    /// <summary>How many of those are in use.</summary>
    public int InUseUnder { get; init; }
}

/// <summary>
/// What a master opens. Doors are the distinct units of it and of all keys below it, to any depth, and the distinct properties of
/// those of them that are of no unit. Keys and copies are those below it, without its own. Retired keys count for nothing; what is
/// under them does.
/// </summary>
public sealed record KeyReach(int Doors, int Keys, int Copies)
{
    public string Sentence => $"Opens {Word.Count(Doors, "door")}, {Word.Count(Copies, "copy", "copies")} below it";
}

/// <summary>Some keys and every master above them.</summary>
public sealed record KeysAbove(IReadOnlyDictionary<long, KeyNode> Keys)
{
    /// <summary>This key, its master, its master's master and so on.</summary>
    public IReadOnlyList<KeyNode> From(long? id)
    {
        var chain = new List<KeyNode>();
        for (; chain.Count < Keys.Count && id is { } at && Keys.TryGetValue(at, out var key); id = key.MasterKeyId) chain.Add(key);
        return chain;
    }
}

/// <summary>
/// The masters above keys and the keys below them, each in one walk of the database however deep they nest. The joins are written so that
/// SQLite goes from the few keys of the walk to the items, and not through all items.
/// </summary>
internal static class KeyTree
{
    /// <summary>These keys, their masters, the masters' masters and so on.</summary>
    public static async Task<KeysAbove> Above(TenantDb db, params IEnumerable<long?> ids)
    {
        var from = ids.OfType<long>().Distinct().Cast<object>().ToArray();
        if (from.Length == 0) return new(new Dictionary<long, KeyNode>());
        var places = string.Join(", ", from.Select((_, n) => $"{{{n}}}"));
        var all = await db.Database.SqlQuery<long>(FormattableStringFactory.Create(
            $"""
            WITH RECURSIVE "Above" AS (
              SELECT "Id", "MasterKeyId" FROM "Items" WHERE "Id" IN ({places})
              UNION
              SELECT i."Id", i."MasterKeyId" FROM "Above" AS a CROSS JOIN "Items" AS i WHERE i."Id" = a."MasterKeyId")
            SELECT "Id" AS "Value" FROM "Above"
            """, from)).ToListAsync();
        return new((await Nodes(db, all)).ToDictionary(n => n.Id));
    }

    /// <summary>A key with the masters above it and the keys below it, as many as <paramref name="most"/>, the nearest first.</summary>
    public static async Task<IReadOnlyList<TreeRow>> Around(TenantDb db, long id, int most)
    {
        var chain = (await Above(db, id)).From(id);
        return TreeRow.Of(chain[^1], [.. chain, .. await Nodes(db, await Below(db, id, most))]);
    }

    public static async Task<KeyReach> Reach(TenantDb db, long id) => (await db.Database.SqlQuery<KeyReach>(
        $"""
        WITH RECURSIVE "Tree" AS (
          SELECT "Id" FROM "Items" WHERE "Id" = {id}
          UNION
          SELECT i."Id" FROM "Tree" AS t CROSS JOIN "Items" AS i WHERE i."MasterKeyId" = t."Id")
        SELECT CAST(count(DISTINCT CASE WHEN "IsInUse" THEN "UnitId" END)
            + count(DISTINCT CASE WHEN "IsInUse" AND "UnitId" IS NULL THEN "PropertyId" END) AS integer) AS "Doors",
          CAST(count(CASE WHEN "IsInUse" AND "Id" <> {id} THEN 1 END) AS integer) AS "Keys",
          CAST(coalesce(sum(CASE WHEN "IsInUse" AND "Id" <> {id} THEN "Copies" END), 0) AS integer) AS "Copies"
        FROM (SELECT i.*, i."RetiredAt" IS NULL AS "IsInUse" FROM "Tree" AS t CROSS JOIN "Items" AS i WHERE i."Id" = t."Id") AS "Below"
        """).ToListAsync())[0];

    private static Task<List<long>> Below(TenantDb db, long id, int most) => db.Database.SqlQuery<long>(
        $"""
        WITH RECURSIVE "Below" AS (
          SELECT "Id", "Code", 1 AS "Depth" FROM "Items" WHERE "MasterKeyId" = {id}
          UNION ALL
          SELECT i."Id", i."Code", b."Depth" + 1 FROM "Below" AS b CROSS JOIN "Items" AS i WHERE i."MasterKeyId" = b."Id" AND b."Depth" < {most})
        SELECT "Id" AS "Value" FROM "Below" ORDER BY "Depth", length("Code"), "Code" LIMIT {most}
        """).ToListAsync();

    private static Task<List<KeyNode>> Nodes(TenantDb db, List<long> ids) => db.Keys.Where(k => ids.Contains(k.Id)).Select(k => new KeyNode
    {
        Id = k.Id,
        Code = k.Code,
        Label = k.Label,
        MasterKeyId = k.MasterKeyId,
        PropertyId = k.PropertyId,
        Property = k.Property!.Name,
        IsRetired = k.RetiredAt != null,
        Under = k.KeysBelow.Count,
        InUseUnder = k.KeysBelow.Count(b => b.RetiredAt == null),
    }).ToListAsync();
}
