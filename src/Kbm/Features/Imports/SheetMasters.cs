using Kbm.Data;
using Kbm.Features.Items;
using Kbm.Features.Keys;

namespace Kbm.Features.Imports;

/// <summary>Which keys of the sheet are under which, by their codes, so that masters are made before the keys under them and no row closes a loop.</summary>
internal sealed class SheetMasters
{
    private readonly Dictionary<string, string?> _masterOf = [];
    private readonly Dictionary<string, int> _depths = [];

    public void Add(RowText row)
    {
        if (row[Field.Code] is { } code) _masterOf.TryAdd(ItemCode.Read(code), row[Field.MasterKey] is { } master ? ItemCode.Read(master) : null);
    }

    public bool IsInSheet(string code) => _masterOf.ContainsKey(code);

    /// <summary>How many keys of the sheet have to be made before one that is under this one.</summary>
    public int DepthBelow(string master)
    {
        if (!_masterOf.ContainsKey(master)) return 0;
        var chain = new List<string>();
        for (var at = master; at is not null && !_depths.ContainsKey(at) && _masterOf.TryGetValue(at, out var above) && !chain.Contains(at); at = above) chain.Add(at);
        for (var i = chain.Count - 1; i >= 0; i--)
            _depths[chain[i]] = _masterOf[chain[i]] is { } above && _masterOf.ContainsKey(above) ? _depths.GetValueOrDefault(above) + 1 : 0;
        return _depths.GetValueOrDefault(master) + 1;
    }

    /// <summary>Whether a key stands among the masters above this one, as the sheet has them and otherwise as they are.</summary>
    public async Task<bool> LeadsBack(TenantDb db, string own, string master, Key? there)
    {
        var seen = new HashSet<string>();
        for (var at = master; at is not null && seen.Add(at); at = _masterOf.GetValueOrDefault(at))
            if (at == own) return true;
        return there?.MasterKeyId is not null && (await KeyTree.Above(db, there.Id)).From(there.Id).Any(k => k.Code == own);
    }
}
