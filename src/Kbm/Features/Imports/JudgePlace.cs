using Kbm.Features.Activity;
using Kbm.Features.Contacts;
using Kbm.Features.Properties;
using Kbm.Features.Shared;

namespace Kbm.Features.Imports;

/// <summary>Finds the property and the unit that a row names, or says what has to be made or decided first.</summary>
internal sealed class JudgePlace(ImportMap map, ImportDecisions decisions, ImportKnown known)
{
    private bool IsAboutPlaces => map.Kind is ImportKind.Properties or ImportKind.Units;

    /// <summary>The property that a row names, if there is one. A sheet of properties means names as they are; elsewhere a name may be spelled loosely or be an address.</summary>
    public IReadOnlyList<Property> Find(RowText row)
    {
        if (row.Place is not { } place) return [];
        if (decisions.Places.Count > 0 && decisions.Places.TryGetValue(LooseName.Of(place), out var decision))
            return decision.PropertyId is { } id ? known.Places.ById(id) is { } meant ? [meant] : [] : known.Places.Named(place);
        if (IsDescribed(row)) return known.Places.Named(place);
        return map.Kind == ImportKind.Properties ? row[Field.Property] is null ? known.Places.AtStreet(place) : known.Places.Named(place) : known.Places.Meant(place);
    }

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
        var place = found is [var one] ? There(work, one) : MayMake(row) ? New(work) : Unknown(work);
        return place is null || map.Kind == ImportKind.Properties ? place : WithUnit(work, place);
    }

    private bool MayMake(RowText row) => IsAboutPlaces || IsDescribed(row) || decisions.MakeProperties
        || (decisions.Places.TryGetValue(LooseName.Of(row.Place), out var decision) && decision.PropertyId is null);

    /// <summary>A name with an address says which property is meant, and enough to make it. One of them alone may be another's, spelled otherwise.</summary>
    private static bool IsDescribed(RowText row) => row[Field.Property] is not null && row[Field.Street] is not null;

    private static PlaceWork? Unknown(RowWork work)
    {
        work.Problem(work.Text[Field.Property] is null ? Field.Street : Field.Property, "unknown_property", $"There is no property {Word.Cut(work.Text.Place!, 60)}.");
        return null;
    }

    private PlaceWork? New(RowWork work)
    {
        var (input, checks) = InputOf(work.Text).Check();
        work.Problem(checks, FieldOf);
        if (checks.Failed) return null;
        var property = new Property(FactsOf(input));
        var address = input.Addresses![0].ToAddress();
        property.Addresses.Add(address);
        var (owner, isNew) = OwnerOf(input.Owner);
        return new(property) { IsNew = true, Address = address, Owner = owner, OwnerIsNew = isNew };
    }

    /// <summary>A property that is there: made by an earlier row it gets further addresses; else it is changed only where that is wanted.</summary>
    private PlaceWork? There(RowWork work, Property property)
    {
        if (property.RetiredAt is not null)
        {
            work.Problem(Field.Property, "retired", $"{property.Name} is retired; an admin can bring it back.");
            return null;
        }
        var row = work.Text;
        if (!row.Has(Field.Street, Field.City, Field.State, Field.PostalCode, Field.PropertyType, Field.Owner, Field.PropertyPhone, Field.PropertyNotes)) return new(property);
        var (input, checks) = InputOf(row).Check();
        var address = row[Field.Street] is { } street ? property.Addresses.Find(a => LooseName.Of(a.Street) == LooseName.Of(street)) : null;
        var place = new PlaceWork(property) { Address = address };
        if (!IsAboutPlaces && !known.IsOfThisImport(property)) return place;
        work.Problem(checks, FieldOf);
        if (checks.Failed) return null;
        if (row[Field.Street] is not null && address is null) place = place with { Address = input.Addresses![0].ToAddress(), AddressIsNew = true };
        if (place.AddressIsNew && property.Addresses.Count >= Property.MostAddresses) work.Problem(Field.Street, "invalid", $"A property has at most {Property.MostAddresses} addresses.");
        return known.IsOfThisImport(property) ? place : Changed(place, row, input);
    }

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
                place.AddressIsNew ? $"the address {place.Address!.Street} too" : null,
            }.OfType<string>(),
        ];
        if (changes.Count == 0) return place;
        return map.Mode == ImportMode.CreateOnly
            ? place with { Changes = changes, Address = place.AddressIsNew ? null : place.Address, AddressIsNew = false }
            : place with { Changes = changes, Edit = facts, Owner = owner, OwnerIsNew = isNew };
    }

    private (Contact? Owner, bool IsNew) OwnerOf(string? name) => name is null ? (null, false)
        : known.Contacts.Owner(name) is { } there ? (there, false) : (new(new(ContactKind.Owner, name)), true);

    private PlaceWork WithUnit(RowWork work, PlaceWork place)
    {
        var row = work.Text;
        if (row[Field.Unit] is not { } text || CellLook.UnitLabel(text) is not { Length: > 0 } label)
        {
            if (map.Kind == ImportKind.Units) work.Problem(Field.Unit, "invalid", "Enter the unit's label, such as 4B.");
            return place;
        }
        var (property, checks) = (place.Property, new Checks());
        label = checks.Optional("unit", label, Unit.LabelLength)!;
        work.Problem(checks, _ => Field.Unit);
        var unit = place.IsNew ? null : known.UnitOf(property, label);
        if (unit is null)
        {
            if (map.Kind != ImportKind.Units && !decisions.MakeUnits && !place.IsNew && !known.IsOfThisImport(property))
                work.Problem(Field.Unit, "unknown_unit", $"{property.Name} has no unit {label}.");
            var at = row[Field.Street] is not null || property.Addresses.Count > (place.AddressIsNew ? 0 : 1) ? place.Address : null;
            return place with { Unit = NewUnit(work, property, label, at), UnitIsNew = true };
        }
        if (unit.RetiredAt is not null) work.Problem(Field.Unit, "retired", $"Unit {unit.Label} of {property.Name} is retired; an admin can bring it back.");
        if (row[Field.Street] is not null && AddressOf(unit, property) is { } other && !IsOne(other, place.Address))
            work.Problem(Field.Unit, "unit_elsewhere", $"Unit {unit.Label} of {property.Name} is at {other.Street}. Units of one property need labels of their own, such as the house number before the unit.");
        return place with { Unit = unit };
    }

    private static Unit NewUnit(RowWork work, Property property, string label, PropertyAddress? at)
    {
        var (unit, checks) = (new Unit(property, label, at), new Checks());
        if (work.Text[Field.UnitNotes] is { } notes) unit.Edit(label, at, checks.Paragraphs("notes", notes, Property.NotesLength));
        work.Problem(checks, _ => Field.UnitNotes);
        return unit;
    }

    /// <summary>Where a unit is: a unit of a property that had one address before the sheet is there.</summary>
    private static PropertyAddress? AddressOf(Unit unit, Property property) =>
        unit.Address ?? (property.Addresses.FindAll(a => a.Id != 0) is [var only] ? only : null);

    private static bool IsOne(PropertyAddress address, PropertyAddress? other) => address == other || (address.Id > 0 && address.Id == other?.Id);

    private static PropertyInput InputOf(RowText row) => new()
    {
        Name = row[Field.Property] ?? row[Field.Street],
        Type = row[Field.PropertyType],
        Addresses = [new() { Street = row[Field.Street] ?? row[Field.Property], City = row[Field.City], State = row[Field.State], PostalCode = row[Field.PostalCode] }],
        Owner = row[Field.Owner],
        Phone = row[Field.PropertyPhone],
        Notes = row[Field.PropertyNotes],
    };

    private static PropertyFacts FactsOf(PropertyInput clean) => new(clean.Name!) { Type = clean.Type, Phone = clean.Phone, Notes = clean.Notes };

    private static Field? FieldOf(string field) => field switch
    {
        "name" => Field.Property,
        "type" => Field.PropertyType,
        "owner" => Field.Owner,
        "phone" => Field.PropertyPhone,
        "notes" => Field.PropertyNotes,
        _ => field[(field.LastIndexOf('.') + 1)..] switch { "city" => Field.City, "state" => Field.State, "postalCode" => Field.PostalCode, _ => Field.Street },
    };
}
