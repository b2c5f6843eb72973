using System.Text.Json.Serialization;
using Kbm.Data;
using Kbm.Features.Items;

namespace Kbm.Features.Imports;

/// <summary>What the rows of a sheet are. <see cref="Items"/> are of several types, which a column names.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImportKind>))]
public enum ImportKind { Keys, Lockboxes, SignPieces, SmartLocks, Items, Properties, Units, Contacts }

/// <summary>Whether things that are there already are changed to what the sheet says.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImportMode>))]
public enum ImportMode { CreateOnly, CreateAndUpdate }

/// <summary>Which sheet is read, where its heads are, and what each column means.</summary>
public sealed record ImportMap
{
    public int Sheet { get; init; }

    /// <summary>The number of the row with the heads.</summary>
    public int HeaderRow { get; init; }
    public ImportKind Kind { get; init; }

    /// <summary>Somebody has said what the rows are; else it was guessed, and is for each sheet of the file anew.</summary>
    public bool IsKindChosen { get; init; }
    public ImportMode Mode { get; init; }

    /// <summary>By the column's place from 0, what it means; a column that is left out is not among them.</summary>
    public IReadOnlyDictionary<int, Field> Columns { get; init; } = new Dictionary<int, Field>();

    /// <summary>Columns that hold codes: by their heads, or because they were matched so once.</summary>
    public IReadOnlyList<SheetColumn> Sealed { get; init; } = [];

    /// <summary>KBM has exported the sheet: names are spelled as they are, and no two rows are one thing.</summary>
    public bool IsOwn { get; init; }

    [JsonIgnore]
    internal ItemType? OneType => TypeOf(Kind);

    internal bool Has(Field field) => Columns.Values.Contains(field);

    /// <summary>What rows of one type of item are; those that no sheet of their own takes in are items like any others.</summary>
    internal static ImportKind KindOf(ItemType type) => Enum.GetValues<ImportKind>().Where(k => TypeOf(k) == type).Append(ImportKind.Items).First();

    internal static ItemType? TypeOf(ImportKind kind) => kind switch
    {
        ImportKind.Keys => ItemType.Key,
        ImportKind.Lockboxes => ItemType.Lockbox,
        ImportKind.SignPieces => ItemType.SignPiece,
        ImportKind.SmartLocks => ItemType.SmartLock,
        _ => null,
    };
}

/// <summary>What kinds of rows are called.</summary>
internal static class KindWords
{
    public static (string One, string Many) Of(ImportKind kind) => kind switch
    {
        ImportKind.Properties => ("property", "properties"),
        ImportKind.Units => ("unit", "units"),
        ImportKind.Contacts => ("contact", "contacts"),
        ImportKind.Items => ("item", "items"),
        _ => (ItemKind.Of(ImportMap.TypeOf(kind)!.Value).One, ItemKind.Of(ImportMap.TypeOf(kind)!.Value).Many),
    };
}
