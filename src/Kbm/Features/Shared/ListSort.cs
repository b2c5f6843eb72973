using System.Linq.Expressions;

namespace Kbm.Features.Shared;

/// <summary>How a list is sorted, as ?sort= says it: a column's word, after "-" when it runs downwards.</summary>
public readonly record struct ListSort(string Word, bool Descending)
{
    /// <param name="text">What stands in the address; what makes no sense there is the usual order.</param>
    /// <param name="words">The words of the columns, that of the usual order first.</param>
    public static ListSort Read(string? text, params ReadOnlySpan<string> words) =>
        text?.TrimStart('-') is { } word && words.Contains(word) ? new(word, text.StartsWith('-')) : new(words[0], false);

    public override string ToString() => Descending ? "-" + Word : Word;
}

internal static class Ordering
{
    /// <summary>Orders the rows by this, after what they are ordered by already.</summary>
    public static IOrderedQueryable<T> By<T, TKey>(this IQueryable<T> rows, Expression<Func<T, TKey>> key, bool descending) =>
        rows.Expression.Type == typeof(IOrderedQueryable<T>) && rows is IOrderedQueryable<T> ordered
            ? descending ? ordered.ThenByDescending(key) : ordered.ThenBy(key)
            : descending ? rows.OrderByDescending(key) : rows.OrderBy(key);
}
