using Kbm.Data;
using Kbm.Features.Items;
using Kbm.Features.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Signs;

/// <summary>What adding and editing a sign piece share.</summary>
internal abstract class PieceFormPage(TenantDb db) : ItemFormPage(db, ItemKind.SignPiece)
{
    [BindProperty]
    public SignPieceInput Input { get; set; } = new();

    public override ItemInput Item => Input;

    public override string UnitHint => "Empty for a piece of no unit.";

    public static IReadOnlyList<FieldOption> Types { get; } =
        [new("", "Choose a type"), .. Enum.GetValues<PieceType>().Select(type => new FieldOption($"{type}", PieceWords.Heading(type)))];

    public static IReadOnlyList<FieldOption> Conditions { get; } = [.. Enum.GetNames<PieceCondition>().Select(name => new FieldOption(name, name))];
}
