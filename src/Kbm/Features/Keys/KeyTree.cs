using Kbm.Data;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Keys;

/// <summary>A key as the tree of masters shows it.</summary>
public sealed record KeyNode
{
    public required long Id { get; init; }
    public required string Code { get; init; }
    public required string Label { get; init; }
    public long? MasterKeyId { get; init; }
    public required bool IsRetired { get; init; }
}

/// <summary>A key with everything below it.</summary>
public sealed record KeyBranch(KeyNode Key, IReadOnlyList<KeyBranch> Below)
{
    /// <summary>How many keys are below it, to any depth.</summary>
    public int Count => Below.Sum(b => b.Count + 1);
}

/// <summary>The masters above a key and the keys below it, each in one query however deep they nest.</summary>
internal static class KeyTree
{
    private const int Deepest = 100;

    /// <summary>The key's master, its master's master and so on.</summary>
    public static async Task<List<KeyNode>> Above(TenantDb db, long? masterId) => masterId is null ? [] : await db.Database.SqlQuery<KeyNode>(
        $"""
        WITH RECURSIVE "Above" AS (
          SELECT "Id", "Code", "Label", "MasterKeyId", "RetiredAt", 0 AS "Depth" FROM "Items" WHERE "Id" = {masterId}
          UNION ALL
          SELECT i."Id", i."Code", i."Label", i."MasterKeyId", i."RetiredAt", a."Depth" + 1
          FROM "Items" AS i JOIN "Above" AS a ON i."Id" = a."MasterKeyId" WHERE a."Depth" < {Deepest})
        SELECT "Id", "Code", "Label", "MasterKeyId", "RetiredAt" IS NOT NULL AS "IsRetired" FROM "Above" ORDER BY "Depth"
        """).ToListAsync();

    /// <summary>Everything below a key.</summary>
    public static async Task<KeyBranch> Below(TenantDb db, KeyNode key)
    {
        var nodes = await db.Database.SqlQuery<KeyNode>(
            $"""
            WITH RECURSIVE "Below" AS (
              SELECT "Id", "Code", "Label", "MasterKeyId", "RetiredAt" FROM "Items" WHERE "MasterKeyId" = {key.Id}
              UNION
              SELECT i."Id", i."Code", i."Label", i."MasterKeyId", i."RetiredAt"
              FROM "Items" AS i JOIN "Below" AS b ON i."MasterKeyId" = b."Id")
            SELECT "Id", "Code", "Label", "MasterKeyId", "RetiredAt" IS NOT NULL AS "IsRetired" FROM "Below" ORDER BY length("Code"), "Code"
            """).ToListAsync();
        return Branch(key, nodes.ToLookup(n => n.MasterKeyId), Deepest);
    }

    /// <summary>How many keys are below a key, to any depth.</summary>
    public static async Task<int> CountBelow(TenantDb db, long id) => (await db.Database.SqlQuery<int>(
        $"""
        WITH RECURSIVE "Below" AS (
          SELECT "Id" FROM "Items" WHERE "MasterKeyId" = {id}
          UNION
          SELECT i."Id" FROM "Items" AS i JOIN "Below" AS b ON i."MasterKeyId" = b."Id")
        SELECT CAST(count(*) AS integer) AS "Value" FROM "Below"
        """).ToListAsync())[0];

    private static KeyBranch Branch(KeyNode key, ILookup<long?, KeyNode> byMaster, int deepest) =>
        new(key, deepest == 0 ? [] : [.. byMaster[key.Id].Select(below => Branch(below, byMaster, deepest - 1))]);
}
