using Kbm.Features.Shared;

namespace Kbm.Features.Imports;

/// <summary>Blank sheets whose heads are understood as they are, to be filled in and sent.</summary>
internal static class ImportTemplates
{
    public static IReadOnlyList<ImportKind> Kinds { get; } = Enum.GetValues<ImportKind>();

    public static string NameOf(ImportKind kind) => $"{KindWords.Of(kind).Many.Replace(' ', '-')}.csv";

    public static IReadOnlyList<string> Heads(ImportKind kind) => [.. ImportField.For(kind).Where(f => f.Field is not (Field.MoreAddresses or Field.Retired) && !Left(kind).Contains(f.Field)).Select(f => Head(kind, f))];

    // Of two fields whose heads would be the same, the one that is rarer is left out. What only KBM's own sheets have is no work for people:
    // a further address is a row of its own, and what is retired is not written down anew.
    private static Field[] Left(ImportKind kind) => kind switch
    {
        ImportKind.Contacts => [Field.FirstName, Field.LastName],
        ImportKind.Units => [Field.PropertyType, Field.Owner, Field.PropertyPhone, Field.PropertyNotes],
        ImportKind.Properties => [],
        _ => [Field.UnitNotes, Field.PropertyType, Field.Owner, Field.PropertyPhone, Field.PropertyNotes, Field.City, Field.State, Field.PostalCode],
    };

    private static string Head(ImportKind kind, ImportField field) => (kind, field.Field) switch
    {
        (ImportKind.Properties, Field.PropertyPhone) => "Phone",
        (ImportKind.Properties, Field.PropertyNotes) => "Notes",
        (_, Field.PostalCode) => "ZIP code",
        _ => Word.Heading(field.Heads[0]),
    };
}
