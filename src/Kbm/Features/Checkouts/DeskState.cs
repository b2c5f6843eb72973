using System.Globalization;
using Kbm.Features.Contacts;
using Kbm.Features.Shared;

namespace Kbm.Features.Checkouts;

/// <summary>One line of the basket as the page carries it: an item to hand over, or a checkout to take back.</summary>
/// <param name="Code">The item's code, when it is to be handed over.</param>
/// <param name="Back">The checkout, when it is to be taken back.</param>
/// <param name="Quantity">How many copies.</param>
/// <param name="IsLeftOff">It was shown as impossible, so confirming leaves it off.</param>
internal sealed record DeskLine(string? Code, long? Back, int Quantity, bool IsLeftOff = false)
{
    /// <summary>"KA014*2", "b123*1", with a final "!" for one that is left off.</summary>
    public static DeskLine? Parse(string? text)
    {
        if (text is null || text.Length > 40) return null;
        var leftOff = text.EndsWith('!');
        var parts = text.TrimEnd('!').Split('*');
        var quantity = parts.Length > 1 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var q) ? Math.Clamp(q, 1, Items.Item.MostCopies) : 1;
        if (parts[0].StartsWith('b') && long.TryParse(parts[0].AsSpan(1), CultureInfo.InvariantCulture, out var back)) return new(null, back, quantity, leftOff);
        return parts[0].Length is 0 or > 12 ? null : new(parts[0].ToUpperInvariant(), null, quantity, leftOff);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Back is { } id ? $"b{id}" : Code)}*{Quantity}{(IsLeftOff ? "!" : "")}");
}

/// <summary>
/// Everything the desk page knows, carried by its form and its address, so that a reload, a sign-in in the middle or a link
/// from another page finds the basket as it was. The server keeps none of it.
/// </summary>
internal sealed class DeskState
{
    public List<DeskLine> Lines { get; private init; } = [];
    public long? To { get; set; }
    public string? NewName { get; set; }
    public string? Why { get; set; }
    public string? Due { get; set; }
    public bool IsAssignment { get; set; }

    /// <summary>The property at which the signs are put up.</summary>
    public long? At { get; set; }

    /// <summary>What this confirmation is called, so that a second click finds the first one's receipt.</summary>
    public string ActKey { get; set; } = "";

    public static DeskState From(Func<string, IEnumerable<string?>> values)
    {
        var actKey = values("key").FirstOrDefault();
        return new()
        {
            Lines = [.. values("line").Select(DeskLine.Parse).OfType<DeskLine>().Take(WorkTheDesk.MostLines)],
            To = long.TryParse(values("to").FirstOrDefault(), CultureInfo.InvariantCulture, out var to) ? to : null,
            NewName = NullIfEmpty(values("name").FirstOrDefault()),
            Why = NullIfEmpty(values("why").FirstOrDefault()),
            Due = NullIfEmpty(values("due").FirstOrDefault()),
            At = long.TryParse(values("at").FirstOrDefault(), CultureInfo.InvariantCulture, out var at) ? at : null,
            IsAssignment = values("assigned").Any(v => v == "true"),
            ActKey = Guid.TryParse(actKey, out var key) ? key.ToString("N") : Guid.NewGuid().ToString("N"),
        };
    }

    /// <summary>The address that shows this basket again. It holds no more of a text than can be confirmed, so proxies and browsers pass it on.</summary>
    public string Url()
    {
        var query = new List<KeyValuePair<string, string?>>(Lines.Select(l => KeyValuePair.Create("line", (string?)l.ToString())))
        {
            new("to", To?.ToString(CultureInfo.InvariantCulture)), new("name", Cut(NewName, Contact.NameLength)),
            new("why", Cut(Why, Checkout.PurposeLength)), new("due", Cut(Due, DueDate.Length)),
            new("assigned", IsAssignment ? "true" : null), new("at", At?.ToString(CultureInfo.InvariantCulture)),
        };
        return "/desk" + QueryString.Create(query.Where(q => q.Value is not null));
    }

    public void Clear()
    {
        Lines.Clear();
        (To, NewName, Why, Due, IsAssignment, At) = (null, null, null, null, false, null);
    }

    public Basket ToBasket() => new()
    {
        Holder = To is null && NewName is null ? null : new(To, NewName),
        Out = [.. Lines.Where(l => l is { Code: not null, IsLeftOff: false }).Select(l => new OutLine(l.Code, l.Quantity))],
        Back = [.. Lines.Where(l => l is { Back: not null, IsLeftOff: false }).Select(l => new ReturnLine(l.Back, l.Quantity))],
        Purpose = Why,
        Due = Due,
        PropertyId = At,
        Kind = IsAssignment ? nameof(CheckoutKind.Assignment) : null,
        ActKey = "desk:" + ActKey,
    };

    private static string? Cut(string? text, int most) => text is null ? null : Word.Cut(text, most);

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
