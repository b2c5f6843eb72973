using System.Globalization;
using Kbm.Features.Shared;
using Kbm.Features.Signs;
using Kbm.Web;

namespace Kbm.Features.Items;

/// <summary>Reads a list's filters from its address. What makes no sense there is as good as absent.</summary>
internal static class ListAddress
{
    public static ItemQuery Read(HttpRequest request, ItemType? type)
    {
        var query = request.Query;
        var sort = query["sort"].ToString();
        return new()
        {
            Type = type,
            Q = query["q"].ToString() is { Length: > 0 } q ? q[..Math.Min(q.Length, 200)] : null,
            State = Word<ItemState>(query["state"].ToString()),
            Out = query["out"] == "true",
            Overdue = query["overdue"] == "true",
            DueToday = query["due"] == "today",
            LowCopies = query["low"] == "true",
            Piece = Word<PieceType>(query["piece"].ToString()),
            PropertyId = Id(query["property"].ToString()),
            UnitId = Id(query["unit"].ToString()),
            HolderId = Id(query["holder"].ToString()),
            Sort = Word<ItemSort>(sort.TrimStart('-')) ?? ItemSort.Code,
            Descending = sort.StartsWith('-'),
            Page = request.PageNumber(),
        };
    }

    /// <summary>Every filter of an address says something: what is done with all that a list finds is not done with more than was meant.</summary>
    public static bool IsUnderstood(IQueryCollection query)
    {
        var read = new (string Name, Func<string, bool> Is)[]
        {
            ("state", text => Word<ItemState>(text) is not null), ("piece", text => Word<PieceType>(text) is not null),
            ("property", text => Id(text) is not null), ("unit", text => Id(text) is not null), ("holder", text => Id(text) is not null),
            ("out", text => text == "true"), ("overdue", text => text == "true"), ("low", text => text == "true"), ("due", text => text == "today"),
        };
        return read.All(filter => query[filter.Name].ToString() is not { Length: > 0 } text || filter.Is(text));
    }

    /// <summary>The word by which an address names a state or an order.</summary>
    public static string Word<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>How a list is sorted, as its column heads say it.</summary>
    public static ListSort SortOf(ItemQuery query) => new(Word(query.Sort), query.Descending);

    /// <summary>The value that an address names; null for no word of it.</summary>
    public static T? Word<T>(string text) where T : struct, Enum => EnumWord.Of<T>(text);

    private static long? Id(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? id : null;
}
