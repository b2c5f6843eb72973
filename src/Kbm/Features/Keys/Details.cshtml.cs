using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Features.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Keys;

/// <summary>A key, with what is above and below it.</summary>
[Authorize(Permissions.See)]
internal sealed class KeyPage(TenantDb db, RetireItem act) : ItemPage(db, act, ItemKind.Key)
{
    private readonly TenantDb _db = db;

    public override string PlaceTerm => "Opens";

    /// <summary>The masters above it, the nearest first.</summary>
    public IReadOnlyList<KeyNode> Above { get; private set; } = [];

    /// <summary>How many keys are under its master.</summary>
    public int UnderMaster { get; private set; }

    public KeyBranch Below { get; private set; } = null!;

    protected override string Retired => Below.Below.Count(b => !b.Key.IsRetired) is > 0 and var under
        ? $"{base.Retired} {Word.Count(under, "key")} under it stay as they are."
        : base.Retired;

    protected override async Task LoadOwn()
    {
        var master = await _db.Keys.Where(k => k.Id == Item.Id).Select(k => k.MasterKeyId).FirstOrDefaultAsync();
        Above = await KeyTree.Above(_db, master);
        if (Above.Count > 0) UnderMaster = await KeyTree.CountBelow(_db, Above[0].Id);
        Below = await KeyTree.Below(_db, new() { Id = Item.Id, Code = Item.Code, Label = Item.Label, IsRetired = Item.RetiredAt is not null });
    }
}
