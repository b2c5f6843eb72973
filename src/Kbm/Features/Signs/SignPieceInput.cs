using Kbm.Data;
using Kbm.Features.Activity;
using Kbm.Features.Items;
using Kbm.Features.Shared;

namespace Kbm.Features.Signs;

/// <summary>What is typed about a sign piece. A rider without a label is called by its text.</summary>
public sealed record SignPieceInput : ItemInput
{
    /// <summary><see cref="Signs.PieceType"/> as a word.</summary>
    public string? PieceType { get; init; }
    public string? RiderText { get; init; }
    public string? Material { get; init; }

    /// <summary><see cref="PieceCondition"/> as a word; empty means new.</summary>
    public string? Condition { get; init; }

    internal static SignPieceInput Of(NewItem item) => new()
    {
        Label = item.Label,
        Hook = item.Hook,
        PropertyId = item.PropertyId,
        UnitId = item.UnitId,
        Location = item.Location,
        Notes = item.Notes,
        PieceType = item.PieceType,
        RiderText = item.RiderText,
        Material = item.Material,
        Condition = item.Condition,
    };
}

/// <summary>What was typed about a sign piece, cleaned and with what it names looked up.</summary>
public sealed record SignPieceFacts(ItemFacts Item, PieceType PieceType)
{
    public string? RiderText { get; init; }
    public string? Material { get; init; }
    public PieceCondition Condition { get; init; }

    /// <param name="db">The write in which the piece is saved.</param>
    /// <param name="input">What was typed.</param>
    /// <param name="checks">Hears what is wrong with it.</param>
    /// <param name="before">The piece as it is; null for a new one. What is retired may stay but not be chosen anew.</param>
    internal static async Task<SignPieceFacts> Read(TenantDb db, SignPieceInput input, Checks checks, SignPiece? before)
    {
        if (string.IsNullOrWhiteSpace(input.PieceType))
            checks.Refuse("pieceType", $"Say what piece it is: {string.Join(", ", Enum.GetNames<PieceType>())}.");
        var type = checks.Choice("pieceType", input.PieceType, PieceType.Other);
        var text = checks.Optional("riderText", input.RiderText, SignPiece.RiderTextLength);
        var named = string.IsNullOrEmpty(Checks.Line(input.Label)) ? input with { Label = text } : input;
        return new(await ItemFacts.Read(db, named, checks, before, "For sale, red"), type)
        {
            RiderText = text,
            Material = checks.Optional("material", input.Material, SignPiece.MaterialLength),
            Condition = checks.Choice("condition", input.Condition, PieceCondition.New),
        };
    }

    internal IReadOnlyList<string> ChangesOf(SignPiece piece) => Item.ChangesOf(piece,
        Sentences.Change("type", PieceWords.Of(piece.PieceType), PieceWords.Of(PieceType)),
        Sentences.Change("rider text", piece.RiderText, RiderText),
        Sentences.Change("material", piece.Material, Material),
        Sentences.Change("condition", piece.Condition, Condition));
}

/// <summary>What types of pieces are called in sentences and on pages.</summary>
internal static class PieceWords
{
    /// <summary>"name rider".</summary>
    public static string Of(PieceType type) => type switch
    {
        PieceType.NameRider => "name rider",
        PieceType.StatusRider => "status rider",
        PieceType.BonusRider => "bonus rider",
        PieceType.Other => "other piece",
        _ => type.ToString().ToLowerInvariant(),
    };

    /// <summary>"Name rider".</summary>
    public static string Heading(PieceType type) => type == PieceType.Other ? "Other" : Word.Heading(Of(type));

    /// <summary>"a frame", "another piece".</summary>
    public static string One(PieceType type) => type == PieceType.Other ? "another piece" : $"a {Of(type)}";

    /// <summary>The field that holds such a piece's code, in forms and the API.</summary>
    public static string Field(PieceType type) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(type.ToString());
}
