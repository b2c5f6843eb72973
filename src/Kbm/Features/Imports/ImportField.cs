using System.Text.Json.Serialization;
using Kbm.Features.Items;
using Kbm.Features.Secrets;

namespace Kbm.Features.Imports;

/// <summary>What a column can mean.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Field>))]
public enum Field
{
    Type, Code, Label, Copies, MasterKey, CutCode, SupraId, Spot, LockCode, BackupCode, PairingCode, PairingQr,
    Provider, Model, Serial, Instructions, PieceType, RiderText, Material, Condition, Hook, Location, Notes,
    Property, Street, City, State, PostalCode, PropertyType, Owner, PropertyPhone, PropertyNotes, Unit, UnitNotes,
    Name, FirstName, LastName, Kind, Company, Email, Phone, ContactNotes, Inside, MoreAddresses, Retired,
}

/// <summary>Which part of a row a field says something of.</summary>
internal enum Part { AnyItem, Key, Lockbox, SignPiece, SmartLock, Type, Property, Unit, Contact, Any }

/// <summary>What a column can mean, as people see it and as it is recognised.</summary>
/// <param name="Field">Which.</param>
/// <param name="Text">What it is called.</param>
/// <param name="Part">What it is said of.</param>
/// <param name="Heads">Heads that mean it, as <see cref="HeadText"/> folds them; the first is what templates say.</param>
internal sealed record ImportField(Field Field, string Text, Part Part, params IReadOnlyList<string> Heads)
{
    /// <summary>What its values look like; null where they may be anything.</summary>
    public Func<string, bool>? Looks { get; init; }

    /// <summary>Heads that mean it where the values are numbers, and something else where they are not.</summary>
    public IReadOnlyList<string> NumberHeads { get; init; } = [];

    /// <summary>Its values are kept sealed and never shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary>It is recognised only in a sheet that has a column of this field.</summary>
    public Field? Beside { get; init; }

    public static readonly IReadOnlyList<ImportField> All =
    [
        new(Field.Type, "Type of item", Part.Type, "type", "item type", "kind", "category") { Looks = CellLook.IsItemType },
        new(Field.Code, "Code", Part.AnyItem, "code", "item code", "key code", "lockbox code", "kbm code", "tag", "tag code", "id", "key id", "lockbox id", "key number", "key no", "lockbox number", "lockbox no", "number") { Looks = CellLook.IsCode },
        new(Field.Label, "Label", Part.AnyItem, "label", "name", "key", "key name", "key label", "key description", "description", "item", "item name", "title", "opens", "door", "lockbox", "lockbox name", "lock", "lock name", "sign", "piece name", "what"),
        new(Field.Copies, "Copies", Part.Key, "copies", "number of copies", "number copies", "no of copies", "sets", "quantity", "qty", "count", "how many", "number of keys", "keys", "total copies", "copy count") { Looks = CellLook.IsCount },
        new(Field.MasterKey, "Master key (its code)", Part.Key, "master key", "master", "under master", "master code", "parent key"),
        new(Field.Inside, "Inside a lockbox (its code)", Part.Key, "inside", "inside lockbox", "in lockbox", "in box") { Looks = CellLook.IsCode },
        new(Field.CutCode, "Cut code", Part.Key, "cut code", "cut", "bitting", "bitting code", "key cut", "cuts", "blank cut") { IsSecret = true },
        new(Field.SupraId, "Supra id", Part.Lockbox, "supra id", "supra", "supra number", "supra serial", "serial", "serial number", "shackle id"),
        new(Field.Spot, "Where it hangs", Part.Lockbox, "spot", "where it hangs", "hangs", "position", "placement", "location on site", "installed at", "hung at"),
        new(Field.LockCode, "Lock code", Part.Lockbox, "lock code", "combination", "combo", "current code", "access code", "pin", "passcode", "door code", "entry code", "box code", "shackle code") { IsSecret = true },
        new(Field.BackupCode, "Backup code", Part.SmartLock, "backup code", "master code", "second code", "emergency code") { IsSecret = true },
        new(Field.PairingCode, "Pairing code", Part.SmartLock, "pairing code", "setup code", "homekit code", "programming code") { IsSecret = true },
        new(Field.PairingQr, "Pairing QR text", Part.SmartLock, "pairing qr text", "pairing qr", "qr", "qr code") { IsSecret = true },
        new(Field.Provider, "Provider", Part.SmartLock, "provider", "brand", "make", "manufacturer", "system", "vendor"),
        new(Field.Model, "Model", Part.SmartLock, "model", "model number", "lock model"),
        new(Field.Serial, "Serial number", Part.SmartLock, "serial number", "serial", "serial no", "s n"),
        new(Field.Instructions, "Instructions", Part.SmartLock, "instructions", "how to", "directions"),
        new(Field.PieceType, "Piece", Part.SignPiece, "piece", "piece type", "type", "sign type", "part", "kind"),
        new(Field.RiderText, "Rider text", Part.SignPiece, "rider text", "rider", "text", "wording", "says"),
        new(Field.Material, "Material", Part.SignPiece, "material", "made of"),
        new(Field.Condition, "Condition", Part.SignPiece, "condition", "state", "shape"),
        new(Field.Hook, "Hook", Part.AnyItem, "hook", "hook number", "hook no", "peg", "peg number", "slot", "key hook", "board number", "tag number", "key tag", "tag")
        {
            // A number of one's own on an old tag, which is no code of KBM.
            NumberHeads = ["key number", "key no", "key id", "lockbox number", "lockbox no", "lockbox id", "sign number", "sign no", "number", "no", "id"],
        },
        new(Field.Location, "Kept in", Part.AnyItem, "location", "kept in", "cabinet", "office", "key cabinet", "key location", "storage", "stored in", "where kept", "box"),
        new(Field.Notes, "Notes", Part.AnyItem, "notes", "note", "comments", "comment", "remarks", "remark", "memo", "key notes", "additional info"),
        new(Field.Property, "Property", Part.Property, "property", "property name", "building", "building name", "complex", "community", "site", "site name", "development", "name", "project", "project name", "location name", "asset", "property address"),
        new(Field.Street, "Street address", Part.Property, "address", "street address", "street", "property address", "address 1", "address line 1", "building address", "site address", "full address"),
        new(Field.City, "City", Part.Property, "city", "town", "property city") { Beside = Field.Street },
        new(Field.State, "State", Part.Property, "state", "province", "property state", "st") { Beside = Field.Street, Looks = CellLook.IsState },
        new(Field.PostalCode, "ZIP code", Part.Property, "zip code", "zip", "postal code", "postcode", "zipcode", "property zip") { Beside = Field.Street, Looks = CellLook.IsPostalCode },
        new(Field.MoreAddresses, "More addresses", Part.Property, "more addresses", "further addresses", "other addresses"),
        new(Field.PropertyType, "Type of property", Part.Property, "property type", "building type", "type", "type of property", "asset type"),
        new(Field.Owner, "Owner", Part.Property, "owner", "owner name", "property owner", "management company", "managed by", "manager", "landlord", "client", "ownership"),
        new(Field.PropertyPhone, "Property's phone", Part.Property, "phone", "phone number", "property phone", "telephone", "office phone", "site phone", "tel") { Looks = CellLook.IsPhone },
        new(Field.PropertyNotes, "Notes on the property", Part.Property, "notes", "property notes", "comments", "remarks"),
        new(Field.Unit, "Unit", Part.Unit, "unit", "unit number", "unit no", "apt", "apartment", "suite", "unit label", "unit name", "apt number", "room", "apt no", "apartment number", "suite number", "door number"),
        new(Field.UnitNotes, "Notes on the unit", Part.Unit, "unit notes", "notes", "comments", "remarks"),
        new(Field.Name, "Name", Part.Contact, "name", "full name", "contact", "contact name", "person", "holder", "resident", "tenant", "vendor", "vendor name", "display name"),
        new(Field.FirstName, "First name", Part.Contact, "first name", "first", "given name", "forename"),
        new(Field.LastName, "Last name", Part.Contact, "last name", "last", "surname", "family name"),
        new(Field.Kind, "Kind of contact", Part.Contact, "kind", "type", "contact type", "role", "category", "relation", "relationship", "contact kind"),
        new(Field.Company, "Company", Part.Contact, "company", "firm", "company name", "organisation", "organization", "business", "employer"),
        new(Field.Email, "Email", Part.Contact, "email", "e mail", "email address", "e mail address", "mail") { Looks = CellLook.IsEmail },
        new(Field.Phone, "Phone", Part.Contact, "phone", "phone number", "telephone", "mobile", "cell", "cell phone", "mobile phone", "tel", "work phone", "contact number") { Looks = CellLook.IsPhone },
        new(Field.ContactNotes, "Notes", Part.Contact, "notes", "note", "comments", "remarks"),
        new(Field.Retired, "Retired on", Part.Any, "retired", "retired on") { Looks = CellLook.IsDay },
    ];

    private static readonly ImportField[] s_byField = [.. Enum.GetValues<Field>().Select(f => All.First(a => a.Field == f))];

    public static ImportField Of(Field field) => s_byField[(int)field];

    /// <summary>The field of a code that is kept secret.</summary>
    public static Field Of(SecretField secret) => Enum.Parse<Field>(secret.ToString());

    /// <summary>What columns of such a sheet can mean, what its rows are about first.</summary>
    public static IReadOnlyList<ImportField> For(ImportKind kind) => s_forKind[kind];

    private static readonly Dictionary<ImportKind, IReadOnlyList<ImportField>> s_forKind = Enum.GetValues<ImportKind>()
        .ToDictionary(k => k, k => (IReadOnlyList<ImportField>)[.. PartsOf(k).SelectMany(part => All.Where(f => IsOf(f, part, k))).Distinct()]);

    // Smart locks have lock codes as lockboxes do.
    private static bool IsOf(ImportField field, Part part, ImportKind kind) =>
        field.Part == part || (field.Field == Field.LockCode && part == Part.SmartLock && kind == ImportKind.SmartLocks);

    private static IEnumerable<Part> PartsOf(ImportKind kind) => kind switch
    {
        ImportKind.Properties => [Part.Property, Part.Any],
        ImportKind.Units => [Part.Unit, Part.Property, Part.Any],
        ImportKind.Contacts => [Part.Contact, Part.Any],
        ImportKind.Items => [Part.Type, Part.AnyItem, Part.Key, Part.Lockbox, Part.SignPiece, Part.SmartLock, Part.Unit, Part.Property, Part.Any],
        _ => [PartOf(ImportMap.TypeOf(kind)!.Value), Part.AnyItem, Part.Unit, Part.Property, Part.Any],
    };

    private static Part PartOf(ItemType type) => type switch
    {
        ItemType.Key => Part.Key,
        ItemType.Lockbox => Part.Lockbox,
        ItemType.SignPiece => Part.SignPiece,
        _ => Part.SmartLock,
    };
}
