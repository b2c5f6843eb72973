using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Features.Shared;
using Microsoft.AspNetCore.Authorization;

namespace Kbm.Features.Keys;

/// <summary>All keys, with the hook each hangs on and how many copies are in.</summary>
[Authorize(Permissions.See)]
internal sealed class KeysPage(TenantDb db) : ItemListPage(db, ItemKind.Key)
{
    public override string Purpose =>
        "Every key that can leave the office belongs here: how many copies there are, the hook it hangs on, the door it opens.";

    public override IReadOnlyList<ItemColumn> Columns { get; } =
    [
        new("Hook", ItemSort.Hook, key => key.Hook) { IsNumber = true },
        new("In", null, key => $"{key.Stock.In} / {key.Copies}") { IsNumber = true, OnPhone = key => key.Holders.Count > 0 && key.Stock.In > 0 },
    ];

    public override IReadOnlyList<FieldOption> States { get; } =
    [
        new("available", "Available"), new("partlyOut", "Partly out"), new("out", "All out"), new("assigned", "Assigned"),
        new("inLockbox", "In a lockbox"), new("retired", "Retired"),
    ];

    public override IReadOnlyList<FieldOption> Sorts { get; } = [new("hook", "By hook")];
}
