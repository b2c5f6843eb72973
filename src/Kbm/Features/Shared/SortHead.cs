namespace Kbm.Features.Shared;

/// <summary>A column head that sorts the list by it.</summary>
/// <param name="Text">The column's name.</param>
/// <param name="Sort">The value of ?sort= that it stands for; null for the list's usual order.</param>
/// <param name="Current">The sort that the list has now.</param>
public sealed record SortHead(string Text, string? Sort, string? Current)
{
    public bool IsNumber { get; init; }

    public bool IsDescending { get; init; }

    public bool IsCurrent => Sort == Current;
}
