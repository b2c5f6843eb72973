using Microsoft.EntityFrameworkCore;

namespace Kbm.Web;

/// <summary>One page of a list.</summary>
/// <param name="Rows">What stands on it.</param>
/// <param name="Page">Which one, from 1.</param>
/// <param name="PageSize">How many rows a page holds.</param>
/// <param name="Total">How many rows there are in all.</param>
public sealed record Paged<T>(IReadOnlyList<T> Rows, int Page, int PageSize, int Total)
{
    public int First => Total == 0 ? 0 : (Page - 1) * PageSize + 1;
    public int Last => Math.Min(Page * PageSize, Total);
    public bool HasPrevious => Page > 1;
    public bool HasNext => Last < Total;

    public Paged<TOther> With<TOther>(IReadOnlyList<TOther> rows) => new(rows, Page, PageSize, Total);
}

internal static class Paging
{
    public const int Usual = 50;
    public const int Most = 200;

    /// <summary>Counts and fetches one page; a page beyond the last is the last.</summary>
    public static async Task<Paged<T>> Page<T>(this IQueryable<T> query, int? page, int? pageSize = null) =>
        await query.Page(await query.CountAsync(), page, pageSize);

    /// <summary>Fetches one page of what is counted already.</summary>
    public static async Task<Paged<T>> Page<T>(this IQueryable<T> query, int total, int? page, int? pageSize)
    {
        var size = Math.Clamp(pageSize ?? Usual, 1, Most);
        var number = Math.Clamp(page ?? 1, 1, Math.Max(1, (total + size - 1) / size));
        var rows = total == 0 ? [] : await query.Skip((number - 1) * size).Take(size).ToListAsync();
        return new(rows, number, size, total);
    }
}
