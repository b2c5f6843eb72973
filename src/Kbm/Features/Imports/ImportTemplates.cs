using Kbm.Features.Exports;
using Kbm.Features.Settings;
using Kbm.Features.Shared;

namespace Kbm.Features.Imports;

/// <summary>Blank sheets whose heads are understood as they are, to be filled in and sent.</summary>
internal static class ImportTemplates
{
    public static IReadOnlyList<ImportKind> Kinds { get; } = Enum.GetValues<ImportKind>();

    /// <summary>What they are written as.</summary>
    public static IReadOnlyList<TableFormat> Formats { get; } = [TableFormat.Xlsx, TableFormat.Csv];

    /// <summary>In this order people think of a thing: where it is, what it is, where it hangs, and then the rest.</summary>
    private static readonly Field[] s_first =
    [
        Field.Type, Field.Name, Field.Kind, Field.Company, Field.Phone, Field.Email, Field.Property, Field.Street, Field.City, Field.State, Field.PostalCode, Field.Unit,
        Field.Label, Field.PieceType, Field.RiderText, Field.Hook, Field.Copies, Field.Code, Field.Location, Field.Spot,
    ];

    public static Table Of(ImportKind kind, CompanySettings company, CompanyTime time) => new()
    {
        Name = Many(kind).Replace(' ', '-'),
        Title = Word.Heading(Many(kind)),
        Company = company,
        Time = time,
        Columns = [.. Heads(kind).Select((h, at) => TableColumn<object>.Text($"column-{at}", h, _ => null))],
        Rows = AsyncEnumerable.Empty<object?[]>(),
    };

    public static IReadOnlyList<string> Heads(ImportKind kind) =>
    [
        .. ImportField.For(kind).Where(f => f.Field is not (Field.MoreAddresses or Field.Retired) && !Left(kind).Contains(f.Field))
            .OrderBy(f => Array.IndexOf(s_first, f.Field) is >= 0 and var at ? at : s_first.Length).ThenBy(f => IsNotes(f.Field)).Select(f => Head(kind, f)),
    ];

    private static bool IsNotes(Field field) => field is Field.Notes or Field.UnitNotes or Field.PropertyNotes or Field.ContactNotes;

    private static string Many(ImportKind kind) => KindWords.Of(kind).Many;

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
