namespace Kbm.Features.Imports;

/// <summary>A row as the matched columns have it, with the values that were put right over what the sheet says.</summary>
internal sealed class RowText
{
    private static readonly int s_fields = Enum.GetValues<Field>().Length;
    private static readonly Field[] s_ofItems =
        [.. ImportField.All.Where(f => f.Part is not (Part.Property or Part.Unit or Part.Contact)).Select(f => f.Field).Distinct()];
    private readonly string?[] _texts = new string?[s_fields];

    public RowText(KeptRow row, ImportMap map, ImportDecisions decisions)
    {
        Number = row.Number;
        foreach (var (at, field) in map.Columns)
            if (at < row.Cells.Length && CellLook.Plain(row.Cells[at]) is { Length: > 0 } text) _texts[(int)field] = text;
        if (decisions.Values.TryGetValue(row.Number, out var values))
            foreach (var (field, text) in values) _texts[(int)field] = text.Trim() is { Length: > 0 } value ? value : null;
        if (!map.IsOwn) PartAddress();
    }

    public int Number { get; }

    // KBM's own sheets have each part in a cell of its own, and mean what stands there.
    private void PartAddress()
    {
        if (Has(Field.City, Field.State, Field.PostalCode)) return;
        if (WholeAddress.Of(this[Field.Street] ?? this[Field.Property]) is not { } whole) return;
        if (this[Field.Street] is null) _texts[(int)Field.Property] = null;
        (_texts[(int)Field.Street], _texts[(int)Field.City], _texts[(int)Field.State], _texts[(int)Field.PostalCode]) = (whole.Street, whole.City, whole.State, whole.PostalCode);
    }

    /// <summary>Null where nothing stands.</summary>
    public string? this[Field field] => _texts[(int)field];

    /// <summary>What the row calls its property: the name, or without one the address.</summary>
    public string? Place => this[Field.Property] ?? this[Field.Street];

    /// <summary>The same for rows that say the same of an item, wherever they say that it belongs.</summary>
    public int OfItem()
    {
        var hash = new HashCode();
        foreach (var field in s_ofItems) hash.Add(this[field]);
        return hash.ToHashCode();
    }

    public bool IsEmpty => Array.TrueForAll(_texts, t => t is null);

    /// <summary>Whether another row says the same in these fields.</summary>
    public bool IsLike(RowText other, params ReadOnlySpan<Field> fields)
    {
        foreach (var field in fields)
            if (this[field] != other[field]) return false;
        return true;
    }

    public bool Has(params ReadOnlySpan<Field> fields)
    {
        foreach (var field in fields)
            if (this[field] is not null) return true;
        return false;
    }
}
