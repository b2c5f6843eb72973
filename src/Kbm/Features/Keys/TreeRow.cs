namespace Kbm.Features.Keys;

/// <summary>A line of a tree that is read from top to bottom: a key, and right after it what is under it, one step further in.</summary>
public sealed record TreeRow(KeyNode Key, int Depth)
{
    /// <summary>Above 0 the line stands for so many keys under the key that the tree leaves out.</summary>
    public int LeftOut { get; init; }

    /// <param name="top">The topmost master.</param>
    /// <param name="keys">The keys of the tree, each with its master among them.</param>
    public static IReadOnlyList<TreeRow> Of(KeyNode top, IReadOnlyList<KeyNode> keys)
    {
        var under = keys.Where(k => k.Id != top.Id).OrderByDescending(k => k.Code.Length).ThenByDescending(k => k.Code, StringComparer.Ordinal)
            .ToLookup(k => k.MasterKeyId);
        var rows = new List<TreeRow>();
        var next = new Stack<TreeRow>([new(top, 0)]);
        while (next.TryPop(out var row))
        {
            rows.Add(row);
            if (row.LeftOut > 0) continue;
            var leftOut = row.Key.Under - under[row.Key.Id].Count();
            if (leftOut > 0) next.Push(new(row.Key, row.Depth + 1) { LeftOut = leftOut });
            foreach (var key in under[row.Key.Id]) next.Push(new(key, row.Depth + 1));
        }
        return rows;
    }
}
