using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Features.Secrets;
using Kbm.Features.Shared;
using Microsoft.AspNetCore.Authorization;

namespace Kbm.Features.Lockboxes;

/// <summary>All lockboxes, with where each hangs and how many keys are inside.</summary>
[Authorize(Permissions.See)]
internal sealed class LockboxesPage(TenantDb db) : ItemListPage(db, ItemKind.Lockbox)
{
    public override string Purpose =>
        "Every box that keeps a key where it is needed belongs here: where it hangs, what is inside, and a code that only those who may see it are shown.";

    public override string FoundBy => "Code, label, address, Supra id";

    public override IReadOnlyList<ListTab> Tabs => May(Permissions.RevealAny) ? CodesToChangePage.Lists : [];

    public override bool HasCopies => false;

    public override IReadOnlyList<FieldOption> States { get; } =
        [new("available", "Available"), new("out", "Out"), new("assigned", "Assigned"), new("retired", "Retired")];

    public override IReadOnlyList<ItemColumn> Columns { get; } =
    [
        new("Hangs at", null, box => box.Spot),
        new("Keys inside", null, box => box.Contents.Count == 0 ? null : $"{box.Contents.Count}") { IsNumber = true, OnPhone = box => box.Contents.Count > 0 },
    ];
}
