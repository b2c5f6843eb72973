using Kbm.Features.Activity;
using Kbm.Features.Contacts;
using Kbm.Features.Items;
using Kbm.Features.Properties;
using Kbm.Features.Shared;

namespace Kbm.Features.Imports;

/// <summary>Finds the property and the unit that a row names, or says what has to be made or decided first.</summary>
internal sealed class JudgePlace(ImportMap map, ImportDecisions decisions, ImportKnown known)
{
    private static readonly Field[] s_ofProperties = [Field.Property, Field.Street, Field.City, Field.State, Field.PostalCode, Field.MoreAddresses, Field.PropertyType, Field.Owner, Field.PropertyPhone, Field.PropertyNotes];
    private (RowText Row, PropertyInput Input)? _checked;

    private bool IsAboutPlaces => map.Kind is ImportKind.Properties or ImportKind.Units;

    /// <summary>The property that a row names, if there is one. A sheet of properties means names as they are; elsewhere a name may be spelled loosely or be an address.</summary>
    public IReadOnlyList<Property> Find(RowText row)
    {
        if (row.Place is not { } place) return [];
        if (decisions.Places.Count > 0 && decisions.Places.TryGetValue(LooseName.Of(place), out var decision))
            return decision.PropertyId is { } id ? known.Places.ById(id) is { } meant ? [meant] : [] : known.Places.Named(place);
        if (map.IsOwn && row[Field.Property] is { } name && AsWritten(row, name) is { Count: > 0 } written) return written;
        if (map.Kind == ImportKind.Properties) return row[Field.Property] is null ? known.Places.AtStreet(place) : [.. known.Places.Named(place).Where(IsBeforeUs)];
        return IsDescribed(row) ? known.Places.Named(place) : known.Places.Meant(place);
    }

    /// <summary>The unit that a row names, if its property has it.</summary>
    public Unit? UnitOf(RowText row, Property property) =>
        row[Field.Unit] is not { } text ? null
        : known.UnitOf(property, Checks.Line(text)) ?? (UnitLabel(row) is { Length: > 0 } label ? known.UnitOf(property, label) : null);

    /// <summary>The unit's label, in KBM's own sheets as it is, elsewhere without such words as "Apt.".</summary>
    public string? UnitLabel(RowText row) => row[Field.Unit] is not { } text ? null : map.IsOwn ? Checks.Line(text) : CellLook.UnitLabel(text);

    // In KBM's own sheets each row of properties is a property of its own; no other row of the sheet means it.
    private bool IsBeforeUs(Property property) => !map.IsOwn || !known.IsOfThisImport(property);

    /// <summary>The property that is spelled exactly so; of several, the one in which the row's item is, or which has its street.</summary>
    private List<Property> AsWritten(RowText row, string name)
    {
        var named = known.Places.Exactly(name);
        if (map.Kind == ImportKind.Properties) named = named.FindAll(IsBeforeUs);
        if (named.Count < 2) return named;
        if (row[Field.Code] is { } code && known.ByCode.GetValueOrDefault(ItemCode.Read(code))?.PropertyId is { } its && named.Find(p => p.Id == its) is { } same) return [same];
        named = Narrowed(named, p => p.RetiredAt is null == row[Field.Retired] is null);
        named = Narrowed(named, p => row[Field.Street] is { } street && p.Addresses.Exists(a => a.Street == street));
        return map.Kind == ImportKind.Properties ? named[..1] : named;
    }

    private static List<Property> Narrowed(List<Property> all, Predicate<Property> to) => all.FindAll(to) is { Count: > 0 } some ? some : all;

    public PlaceWork? Judge(RowWork work)
    {
        var row = work.Text;
        if (!row.Has(Field.Property, Field.Street))
        {
            if (map.Kind == ImportKind.Properties) work.Problem(Field.Property, "invalid", "Enter the property's name.");
            else if (row[Field.Unit] is not null || map.Kind == ImportKind.Units) work.Problem(Field.Property, "invalid", "Say which property the unit is in.");
            return null;
        }
        var found = Find(row);
        if (found.Count > 1)
        {
            work.Problem(Field.Property, "several_properties", $"{found.Count} properties are meant by that: {Word.List([.. found.Take(4).Select(p => p.Name)])}. Write the name of one of them.");
            return null;
        }
        var place = found is [var one] ? There(work, one) : MayMake(row) ? New(work) : Unknown(work, AtItsStreet(row));
        return place is null || map.Kind == ImportKind.Properties ? place : WithUnit(work, place);
    }

    private bool MayMake(RowText row) => IsAboutPlaces || (IsDescribed(row) && AtItsStreet(row) is null) || decisions.MakeProperties
        || (decisions.Places.TryGetValue(LooseName.Of(row.Place), out var decision) && decision.PropertyId is null);

    /// <summary>A name with an address says which property is meant, and enough to make it. One of them alone may be another's, spelled otherwise.</summary>
    private static bool IsDescribed(RowText row) => row[Field.Property] is not null && row[Field.Street] is not null;

    /// <summary>A property that was there before the sheet and has the row's address under another name, which may be the same spelled wrongly.</summary>
    private Property? AtItsStreet(RowText row) => map.IsOwn || row[Field.Property] is null || row[Field.Street] is not { } street ? null
        : known.Places.AtStreet(street).FirstOrDefault(p => p.Id > 0 && !known.IsOfThisImport(p));

    private static PlaceWork? Unknown(RowWork work, Property? there)
    {
        work.Problem(work.Text[Field.Property] is null ? Field.Street : Field.Property, "unknown_property",
            $"There is no property {Word.Cut(work.Text.Place!, 60)}{(there is null ? "" : $"; at {Word.Cut(work.Text[Field.Street]!, 60)} is {there.Name}")}.");
        return null;
    }

    private PlaceWork? New(RowWork work)
    {
        if (Check(work) is not { } input) return null;
        var property = new Property(FactsOf(input));
        property.Addresses.AddRange(input.Addresses!.Where(a => !a.IsEmpty).Select(a => a.ToAddress()));
        if (map.Kind == ImportKind.Properties && work.RetiredAt is { } at) property.Retire(at);
        var (owner, isNew) = OwnerOf(input.Owner);
        return new(property) { IsNew = true, Address = property.Addresses[0], Owner = owner, OwnerIsNew = isNew };
    }

    /// <summary>A property that is there: made by an earlier row it gets further addresses; else it is changed only where that is wanted.</summary>
    private PlaceWork? There(RowWork work, Property property)
    {
        var row = work.Text;
        if (property.RetiredAt is not null && !MayBeRetired(row, ImportKind.Properties))
        {
            work.Problem(Field.Property, "retired", $"{property.Name} is retired; an admin can bring it back.");
            return null;
        }
        var place = new PlaceWork(property) { Address = AddressMatch.At(property.Addresses, row[Field.Street]) };
        if (property.RetiredAt is not null) return place;
        if (!row.Has(s_ofProperties.AsSpan(1))) return place;
        if (!IsAboutPlaces && !known.IsOfThisImport(property)) return place;
        if (Check(work) is not { } input) return null;
        var match = AddressMatch.Of(property, [.. input.Addresses!.Skip(row[Field.Street] is null ? 1 : 0)]);
        if (property.Addresses.Count + match.Adds.Count > Property.MostAddresses) work.Problem(Field.Street, "invalid", $"A property has at most {Property.MostAddresses} addresses.");
        place = place with { Adds = match.Adds, Address = place.Address ?? AddressMatch.At(match.Adds, row[Field.Street]) };
        return known.IsOfThisImport(property) ? place : Changed(place with { AddressEdits = match.Edits }, row, input);
    }

    /// <summary>What is retired may stand in a sheet that says so of it, and as the place of something in KBM's own sheets: it was so before.</summary>
    private bool MayBeRetired(RowText row, ImportKind its) => map.Kind == its ? row[Field.Retired] is not null : map.IsOwn;

    private PlaceWork Changed(PlaceWork place, RowText row, PropertyInput input)
    {
        var property = place.Property;
        var facts = new PropertyFacts(property.Name) { Type = input.Type ?? property.Type, Phone = input.Phone ?? property.Phone, Notes = input.Notes ?? property.Notes };
        var (owner, isNew) = row[Field.Owner] is null || (property.Owner is { } its && LooseName.Of(its.Name) == LooseName.Of(input.Owner)) ? (null, false) : OwnerOf(input.Owner);
        List<string> changes =
        [
            .. new[]
            {
                Sentences.Change("type", property.Type, facts.Type), Sentences.Change("phone", property.Phone, facts.Phone),
                property.Notes == facts.Notes ? null : "notes", owner is null ? null : Sentences.Change("owner", property.Owner?.Name, owner.Name),
            }.OfType<string>(),
            .. place.AddressEdits.Select(e => e.ToString()),
            .. place.Adds.Select(a => $"the address {a.Street} too"),
        ];
        if (changes.Count == 0) return place;
        return map.Mode == ImportMode.CreateOnly
            ? place with { Changes = changes, Address = place.AddressIsNew ? null : place.Address, Adds = [], AddressEdits = [] }
            : place with { Changes = changes, Edit = FactsOf(input), Owner = owner, OwnerIsNew = isNew };
    }

    private (Contact? Owner, bool IsNew) OwnerOf(string? name) => name is null ? (null, false)
        : known.Contacts.Owner(name, mayBeRetired: map.IsOwn) is { } there ? (there, false) : (new(new(ContactKind.Owner, name)), true);

    private PlaceWork WithUnit(RowWork work, PlaceWork place)
    {
        var row = work.Text;
        if (UnitLabel(row) is not { Length: > 0 } label)
        {
            if (map.Kind == ImportKind.Units) work.Problem(Field.Unit, "invalid", "Enter the unit's label, such as 4B.");
            return place;
        }
        var (property, checks) = (place.Property, new Checks());
        label = checks.Optional("unit", label, Unit.LabelLength)!;
        work.Problem(checks, _ => Field.Unit);
        var at = row[Field.Street] is null ? null : place.Address;
        var unit = place.IsNew ? null : UnitOf(row, property);
        if (unit is null)
        {
            if (map.Kind != ImportKind.Units && !decisions.MakeUnits && !place.IsNew && !known.IsOfThisImport(property))
                work.Problem(Field.Unit, "unknown_unit", $"{property.Name} has no unit {label}.");
            return place with { Unit = NewUnit(work, property, label, at), UnitIsNew = true };
        }
        if (unit.RetiredAt is not null && !MayBeRetired(row, ImportKind.Units)) work.Problem(Field.Unit, "retired", $"Unit {unit.Label} of {property.Name} is retired; an admin can bring it back.");
        if (row[Field.Street] is not null && AddressOf(unit, property) is { } other && !IsOne(other, place.Address))
            work.Problem(Field.Unit, "unit_elsewhere", $"Unit {unit.Label} of {property.Name} is at {other.Street}. Units of one property need labels of their own, such as the house number before the unit.");
        place = place with { Unit = unit };
        return map.Kind != ImportKind.Units || unit.RetiredAt is not null || known.RowOf(unit) is not null ? place : UnitChanged(work, place, unit, at);
    }

    private PlaceWork UnitChanged(RowWork work, PlaceWork place, Unit unit, PropertyAddress? at)
    {
        var notes = NotesOf(work) ?? unit.Notes;
        List<string> changes =
        [
            .. new[]
            {
                AddressOf(unit, place.Property) is null && at is not null ? Sentences.Change("address", null, at.Street) : null,
                unit.Notes == notes ? null : "notes",
            }.OfType<string>(),
        ];
        return changes.Count == 0 ? place : place with { UnitChanges = changes, UnitEdit = map.Mode == ImportMode.CreateOnly ? null : new(unit.Address ?? at, notes) };
    }

    private Unit NewUnit(RowWork work, Property property, string label, PropertyAddress? at)
    {
        var unit = new Unit(property, label, at);
        if (NotesOf(work) is { } notes) unit.Edit(label, at, notes);
        if (map.Kind == ImportKind.Units && work.RetiredAt is { } retired) unit.Retire(retired);
        return unit;
    }

    /// <summary>Where a unit is: a unit of a property that had one address before the sheet is there.</summary>
    private static PropertyAddress? AddressOf(Unit unit, Property property) =>
        unit.Address ?? (property.Addresses.FindAll(a => a.Id != 0) is [var only] ? only : null);

    private static string? NotesOf(RowWork work)
    {
        var checks = new Checks();
        var notes = checks.Paragraphs("notes", work.Text[Field.UnitNotes], Property.NotesLength);
        work.Problem(checks, _ => Field.UnitNotes);
        return notes;
    }

    private static bool IsOne(PropertyAddress address, PropertyAddress? other) => address == other || (address.Id > 0 && address.Id == other?.Id);

    /// <summary>What a row says of its property, cleaned; null where something of it is wrong. The first address is the row's own.</summary>
    private PropertyInput? Check(RowWork work)
    {
        var row = work.Text;
        // The rows of a property mostly follow one another and say the same of it.
        if (_checked is { } last && last.Row.IsLike(row, s_ofProperties)) return last.Input;
        if (AddressCell.Read(row[Field.MoreAddresses] ?? "") is not { } more)
        {
            work.Problem(Field.MoreAddresses, "invalid", "Write the addresses with a semicolon between them, and each with commas: street, city, state, ZIP code.");
            return null;
        }
        var (clean, checks) = new PropertyInput
        {
            Name = row[Field.Property] ?? row[Field.Street],
            Type = row[Field.PropertyType],
            Addresses = [new() { Street = row[Field.Street] ?? row[Field.Property], City = row[Field.City], State = row[Field.State], PostalCode = row[Field.PostalCode] }, .. more],
            Owner = row[Field.Owner],
            Phone = row[Field.PropertyPhone],
            Notes = row[Field.PropertyNotes],
        }.Check();
        work.Problem(checks, FieldOf);
        if (checks.Failed) return null;
        _checked = (row, clean);
        return clean;
    }

    private static PropertyFacts FactsOf(PropertyInput clean) => new(clean.Name!) { Type = clean.Type, Phone = clean.Phone, Notes = clean.Notes };

    private static Field? FieldOf(string field) => field switch
    {
        "name" => Field.Property,
        "type" => Field.PropertyType,
        "owner" => Field.Owner,
        "phone" => Field.PropertyPhone,
        "notes" => Field.PropertyNotes,
        _ when !field.StartsWith("addresses[0].", StringComparison.Ordinal) => Field.MoreAddresses,
        _ => field[(field.LastIndexOf('.') + 1)..] switch { "city" => Field.City, "state" => Field.State, "postalCode" => Field.PostalCode, _ => Field.Street },
    };
}
