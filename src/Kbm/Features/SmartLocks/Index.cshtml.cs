using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Features.Secrets;
using Kbm.Features.Shared;
using Microsoft.AspNetCore.Authorization;

namespace Kbm.Features.SmartLocks;

/// <summary>All smart locks, with the system that each belongs to.</summary>
[Authorize(Permissions.See)]
internal sealed class SmartLocksPage(TenantDb db) : ItemListPage(db, ItemKind.SmartLock)
{
    public override string Purpose =>
        "Every electronic lock on a door belongs here: where it is, whose system it belongs to, how it is paired, and codes that only those who may see them are shown.";

    public override string FoundBy => "Code, label, address, serial";

    public override IReadOnlyList<ListTab> Tabs => May(Permissions.RevealAny) ? CodesToChangePage.Lists : [];

    public override bool HasCopies => false;

    public override IReadOnlyList<FieldOption> States { get; } = [new("installed", "Installed"), new("retired", "Retired")];

    public override IReadOnlyList<ItemColumn> Columns { get; } =
    [
        new("Provider", null, item => item.Lock?.Provider) { OnPhone = item => item.Lock?.Provider is not null },
        new("Model", null, item => item.Lock?.Model) { GivesWay = true },
        new("Serial", null, item => item.Lock?.Serial),
    ];
}
