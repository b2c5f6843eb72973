using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Features.Shared;
using Microsoft.AspNetCore.Authorization;

namespace Kbm.Features.Signs;

/// <summary>The pieces that signs are built from: what each says, how it is, which sign it is in.</summary>
[Authorize(Permissions.See)]
internal sealed class SignPiecesPage(TenantDb db) : ItemListPage(db, ItemKind.SignPiece)
{
    public override string Purpose =>
        "Frames, signs, riders and posts: every part that can be put together, so that it is known which sign it is in and who has it.";

    public override string FoundBy => "Code, label, rider text, hook";

    public override IReadOnlyList<ListTab> Tabs => SignsPage.Lists;

    public override bool HasCopies => false;

    public override IReadOnlyList<FieldOption> States { get; } =
        [new("available", "Available"), new("inSign", "In a sign"), new("out", "Out"), new("assigned", "Assigned"), new("retired", "Retired")];

    public override (string Name, string Text, IReadOnlyList<FieldOption> Options)? OwnChoice { get; } = ("piece", "Type of piece",
        [new("", "Any type"), .. Enum.GetValues<PieceType>().Select(type => new FieldOption(ListAddress.Word(type), PieceWords.Heading(type)))]);

    public override IReadOnlyList<ItemColumn> Columns { get; } =
    [
        new("Type", null, piece => PieceWords.Heading(piece.Piece!.Type)) { OnPhone = _ => true },
        new("Rider text", null, piece => piece.Piece!.RiderText),
        new("Condition", null, piece => $"{piece.Piece!.Condition}") { GivesWay = true },
    ];
}
