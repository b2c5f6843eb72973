using System.Globalization;
using Kbm.Features.Shared;

namespace Kbm.Features.Receipts;

/// <summary>What has come back of what was handed over.</summary>
internal enum ReceiptOpen { Open, Overdue, Back }

/// <summary>What the list of receipts is narrowed by, as it stands in its address. What makes no sense narrows nothing.</summary>
internal sealed record ReceiptFilter
{
    /// <summary>What an address calls these, all of them.</summary>
    public static readonly string[] Names = ["q", "kind", "from", "to", "person", "item", "property", "state"];

    /// <summary>A number, an item's code or a part of a name.</summary>
    public string? Q { get; init; }

    /// <summary>"out" or "in".</summary>
    public string? Kind { get; init; }
    public string? From { get; init; }
    public string? To { get; init; }

    /// <summary>The id of a contact who took or brought things, or whose things came back.</summary>
    public string? Person { get; init; }

    /// <summary>A code.</summary>
    public string? Item { get; init; }

    /// <summary>The id of a property: of things that belong there, or signs that were put up there.</summary>
    public string? Property { get; init; }

    /// <summary>"open", "overdue" or "back".</summary>
    public string? State { get; init; }

    public static ReceiptFilter Read(IQueryCollection query) => new()
    {
        Q = query["q"],
        Kind = query["kind"],
        From = query["from"],
        To = query["to"],
        Person = query["person"],
        Item = query["item"],
        Property = query["property"],
        State = query["state"],
    };

    public ReceiptKind? OnlyKind => Kind?.ToLowerInvariant() switch { "out" => ReceiptKind.Out, "in" => ReceiptKind.In, _ => null };

    public ReceiptOpen? OnlyState => State?.ToLowerInvariant() switch { "open" => ReceiptOpen.Open, "overdue" => ReceiptOpen.Overdue, "back" => ReceiptOpen.Back, _ => null };

    public DateOnly? FirstDay => Day(From);

    public DateOnly? LastDay => Day(To);

    public long? PersonId => Number(Person);

    public long? PropertyId => Number(Property);

    public string? ItemCode => Checks.Line(Item) is { Length: > 0 } code ? code.ToUpperInvariant() : null;

    public bool IsEmpty => Checks.Line(Q).Length == 0 && OnlyKind is null && OnlyState is null && FirstDay is null && LastDay is null
        && PersonId is null && PropertyId is null && ItemCode is null;

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is > 1900 and < 9000 ? day : null;
}
