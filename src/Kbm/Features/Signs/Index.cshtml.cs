using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Features.Shared;
using Microsoft.AspNetCore.Authorization;

namespace Kbm.Features.Signs;

/// <summary>The company's assembled signs, with the pieces of each.</summary>
[Authorize(Permissions.See)]
internal sealed class SignsPage(TenantDb db) : ItemListPage(db, ItemKind.AssembledSign)
{
    /// <summary>The lists of signs.</summary>
    public static IReadOnlyList<ListTab> Lists { get; } =
        [new(ItemKind.AssembledSign.Path, "Assembled"), new(ItemKind.SignPiece.Path, "Pieces"), new("/signs/out", "Out at properties")];

    public override string Purpose =>
        "A frame, a sign and the riders on it go out as one thing. Add the pieces first, then build a sign of them.";

    public override string FoundBy => "Code, label, rider text, address";

    public override string Verb => "Build";

    public override IReadOnlyList<ListTab> Tabs => Lists;

    public override bool HasCopies => false;

    public override IReadOnlyList<FieldOption> States { get; } =
        [new("available", "Available"), new("out", "Out"), new("assigned", "Assigned"), new("retired", "Taken apart")];

    public override IReadOnlyList<ItemColumn> Columns { get; } =
    [
        new("Riders", null, sign => string.Join(" · ", sign.Pieces.Select(p => p.Piece.RiderText).OfType<string>())),
        new("Pieces", null, sign => sign.RetiredAt is null ? $"{sign.Pieces.Count}" : "") { IsNumber = true },
    ];
}
