using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Features.Shared;
using Microsoft.AspNetCore.Authorization;

namespace Kbm.Features.Keys;

/// <summary>A key, with what is above and below it.</summary>
[Authorize(Permissions.See)]
internal sealed class KeyPage(TenantDb db, RetireItem act) : ItemPage(db, act, ItemKind.Key)
{
    private readonly TenantDb _db = db;

    public override string PlaceTerm => "Opens";

    /// <summary>How many keys below it are listed.</summary>
    private const int MostInTree = 60;

    /// <summary>Its master.</summary>
    public KeyNode? Master { get; private set; }

    /// <summary>The masters above it and the keys below it; empty for a key that is in no tree.</summary>
    public IReadOnlyList<TreeRow> Tree { get; private set; } = [];

    /// <summary>What it opens as a master; null when no key is under it.</summary>
    public KeyReach? Reach { get; private set; }

    public override string? OwnActions => "/Features/Keys/_KeyActions.cshtml";

    protected override string Retired => Reach is { Keys: > 0 and var below }
        ? $"{base.Retired} {Word.Count(below, "key")} below it {(below == 1 ? "stays as it is" : "stay as they are")}."
        : base.Retired;

    protected override async Task LoadOwn()
    {
        var tree = await KeyTree.Around(_db, Item.Id, MostInTree);
        if (tree.Count == 1) return;
        Tree = tree;
        var key = tree.First(r => r.Key.Id == Item.Id).Key;
        Master = tree.Select(r => r.Key).FirstOrDefault(k => k.Id == key.MasterKeyId);
        if (key.Under > 0) Reach = await KeyTree.Reach(_db, Item.Id);
    }
}
