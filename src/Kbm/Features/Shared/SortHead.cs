namespace Kbm.Features.Shared;

/// <summary>A column head that sorts the list by it, and the other way round when the list is sorted by it already.</summary>
/// <param name="Text">The column's name.</param>
/// <param name="Sort">The word in ?sort= that it stands for.</param>
/// <param name="Current">How the list is sorted now.</param>
public sealed record SortHead(string Text, string Sort, ListSort Current)
{
    /// <summary>The class of its column: "num" for numbers, which stand at the right.</summary>
    public string? Class { get; init; }

    /// <summary>The first click sorts downwards: the most or the latest is asked for first.</summary>
    public bool StartsDescending { get; init; }

    public bool IsCurrent => Current.Word == Sort;

    /// <summary>How the list is sorted after a click.</summary>
    public ListSort Next => new(Sort, IsCurrent ? !Current.Descending : StartsDescending);
}
