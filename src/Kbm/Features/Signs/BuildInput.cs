using Kbm.Features.Items;

namespace Kbm.Features.Signs;

/// <summary>What a sign is built of: a piece's code in the field of its type. Without a label it is called by its sign and its name rider.</summary>
public sealed record BuildInput : ItemInput
{
    public string? Frame { get; init; }
    public string? Sign { get; init; }
    public string? NameRider { get; init; }
    public string? StatusRider { get; init; }
    public string? BonusRider { get; init; }
    public string? Post { get; init; }
    public string? Other { get; init; }

    public string? CodeOf(PieceType type) => type switch
    {
        PieceType.Frame => Frame,
        PieceType.Sign => Sign,
        PieceType.NameRider => NameRider,
        PieceType.StatusRider => StatusRider,
        PieceType.BonusRider => BonusRider,
        PieceType.Post => Post,
        _ => Other,
    };

    internal static BuildInput Of(NewItem item) => new()
    {
        Label = item.Label,
        Hook = item.Hook,
        PropertyId = item.PropertyId,
        UnitId = item.UnitId,
        Location = item.Location,
        Notes = item.Notes,
        Frame = item.Frame,
        Sign = item.Sign,
        NameRider = item.NameRider,
        StatusRider = item.StatusRider,
        BonusRider = item.BonusRider,
        Post = item.Post,
        Other = item.Other,
    };
}

/// <summary>Which piece of a sign is swapped, and for which.</summary>
public sealed record SwapInput
{
    /// <summary>The code of the piece that comes out.</summary>
    public string? Out { get; init; }

    /// <summary>The code of the free piece that goes in.</summary>
    public string? In { get; init; }
}
