using Kbm.Data;
using Kbm.Features.Items;
using Kbm.Features.Keys;

namespace Kbm.Features.Imports;

/// <summary>
/// Which keys of the sheet are under which and in which lockboxes of the sheet, by their codes, so that masters and boxes are made before
/// the keys that need them and no row closes a loop.
/// </summary>
internal sealed class SheetCodes
{
    private readonly Dictionary<string, string?> _masterOf = [];
    private readonly Dictionary<string, string> _boxOf = [];

    /// <summary>What has been found of keys in the sheet: each is gone through once, however long the chain above it.</summary>
    private readonly Dictionary<string, Way> _ways = [];

    public void Add(RowText row)
    {
        if (row[Field.Code] is not { } typed) return;
        var code = ItemCode.Read(typed);
        _masterOf.TryAdd(code, row[Field.MasterKey] is { } master ? ItemCode.Read(master) : null);
        if (row[Field.Inside] is { } box) _boxOf.TryAdd(code, ItemCode.Read(box));
    }

    public bool IsInSheet(string code) => _masterOf.ContainsKey(code);

    /// <summary>How many items of the sheet have to be made before a key that is under this one.</summary>
    public int DepthBelow(string master) => IsInSheet(master) ? WayUp(master).Depth + 1 : 0;

    /// <summary>How many items of the sheet have to be made before a key that is in this lockbox.</summary>
    public int DepthIn(string box) => IsInSheet(box) ? 1 : 0;

    /// <summary>Whether a key stands among the masters above this one, as the sheet has them and otherwise as they are.</summary>
    public async Task<bool> LeadsBack(TenantDb db, string own, string master, Key? there) =>
        IsAbove(own, master) || (there?.MasterKeyId is not null && (await KeyTree.Above(db, there.Id)).From(there.Id).Any(k => k.Code == own));

    private bool IsAbove(string own, string master)
    {
        if (own == master) return true;
        if (!IsInSheet(master)) return false;
        if (!_masterOf.TryGetValue(own, out var its)) return WayUp(master).Outside == own;
        if (its == master) return WayUp(own).IsLoop;
        var seen = new HashSet<string>();
        for (var at = master; at is not null && seen.Add(at); at = _masterOf.GetValueOrDefault(at))
            if (at == own) return true;
        return false;
    }

    private Way WayUp(string code)
    {
        var (chain, places, above) = (new List<string>(), new Dictionary<string, int>(), code);
        for (string? at = code; at is not null && IsInSheet(at) && !_ways.ContainsKey(at) && places.TryAdd(at, chain.Count); at = above)
        {
            chain.Add(at);
            above = _masterOf[at];
        }
        var loop = above is not null && places.TryGetValue(above, out var from) ? from : chain.Count;
        for (var i = chain.Count - 1; i >= 0; i--) _ways[chain[i]] = Below(_masterOf[chain[i]], _boxOf.TryGetValue(chain[i], out var box) ? DepthIn(box) : 0, isLoop: i >= loop);
        return _ways[code];
    }

    private Way Below(string? master, int inBox, bool isLoop) => master is null || !IsInSheet(master) ? new(inBox, master, isLoop)
        : _ways.TryGetValue(master, out var way) ? new(Math.Max(way.Depth + 1, inBox), way.Outside, isLoop) : new(1, null, isLoop);

    /// <param name="Depth">How many items of the sheet have to be made before it.</param>
    /// <param name="Outside">The master at the top that is no key of the sheet.</param>
    /// <param name="IsLoop">It is above itself.</param>
    private readonly record struct Way(int Depth, string? Outside, bool IsLoop);
}
