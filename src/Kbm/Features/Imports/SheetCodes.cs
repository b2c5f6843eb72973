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
    private readonly Dictionary<string, int> _depths = [];

    public void Add(RowText row)
    {
        if (row[Field.Code] is not { } typed) return;
        var code = ItemCode.Read(typed);
        _masterOf.TryAdd(code, row[Field.MasterKey] is { } master ? ItemCode.Read(master) : null);
        if (row[Field.Inside] is { } box) _boxOf.TryAdd(code, ItemCode.Read(box));
    }

    public bool IsInSheet(string code) => _masterOf.ContainsKey(code);

    /// <summary>How many items of the sheet have to be made before a key that is under this one.</summary>
    public int DepthBelow(string master)
    {
        if (!_masterOf.ContainsKey(master)) return 0;
        var chain = new List<string>();
        for (var at = master; at is not null && !_depths.ContainsKey(at) && _masterOf.TryGetValue(at, out var above) && !chain.Contains(at); at = above) chain.Add(at);
        for (var i = chain.Count - 1; i >= 0; i--)
        {
            var below = _masterOf[chain[i]] is { } above && IsInSheet(above) ? _depths.GetValueOrDefault(above) + 1 : 0;
            _depths[chain[i]] = Math.Max(below, _boxOf.TryGetValue(chain[i], out var box) ? DepthIn(box) : 0);
        }
        return _depths.GetValueOrDefault(master) + 1;
    }

    /// <summary>How many items of the sheet have to be made before a key that is in this lockbox.</summary>
    public int DepthIn(string box) => IsInSheet(box) ? 1 : 0;

    /// <summary>Whether a key stands among the masters above this one, as the sheet has them and otherwise as they are.</summary>
    public async Task<bool> LeadsBack(TenantDb db, string own, string master, Key? there)
    {
        var seen = new HashSet<string>();
        for (var at = master; at is not null && seen.Add(at); at = _masterOf.GetValueOrDefault(at))
            if (at == own) return true;
        return there?.MasterKeyId is not null && (await KeyTree.Above(db, there.Id)).From(there.Id).Any(k => k.Code == own);
    }
}
