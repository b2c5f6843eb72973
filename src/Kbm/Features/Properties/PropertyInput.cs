using Kbm.Data;
using Kbm.Features.Contacts;
using Kbm.Features.Shared;

namespace Kbm.Features.Properties;

public sealed record PropertyInput
{
    public string? Name { get; init; }
    public string? Type { get; init; }

    /// <summary>The addresses as they are to be. One with an id and nothing else is taken away; one that is not named stays.</summary>
    public List<AddressInput>? Addresses { get; init; }

    /// <summary>The owner's name: a contact there is, or one there will be.</summary>
    public string? Owner { get; init; }
    public string? Phone { get; init; }
    public string? Notes { get; init; }

    public static PropertyInput Of(Property property) => new()
    {
        Name = property.Name,
        Type = property.Type,
        Addresses = [.. property.Addresses.Select(AddressInput.Of)],
        Owner = property.Owner?.Name,
        Phone = property.Phone,
        Notes = property.Notes,
    };

    internal (PropertyInput Clean, Checks Checks) Check()
    {
        var checks = new Checks();
        var clean = new PropertyInput
        {
            Name = checks.Required("name", Name, Property.NameLength, "a name"),
            Type = checks.Optional("type", Type, Property.TypeLength),
            Addresses = [.. (Addresses ?? []).Take(Property.MostAddresses + 1).Select((a, i) => (a ?? new()).Check(checks, i))],
            Owner = checks.Optional("owner", Owner, Contact.NameLength),
            Phone = checks.Optional("phone", Phone, Contact.PhoneLength),
            Notes = checks.Paragraphs("notes", Notes, Property.NotesLength),
        };
        if (clean.Addresses.Count > Property.MostAddresses)
            checks.Refuse(Refusal.Invalid("addresses", $"A property has at most {Property.MostAddresses} addresses."));
        return (clean, checks);
    }
}

public sealed record AddressInput
{
    public long? Id { get; init; }
    public string? Street { get; init; }
    public string? City { get; init; }
    public string? State { get; init; }
    public string? PostalCode { get; init; }

    internal bool IsEmpty => (Street, City, State, PostalCode) is (null or "", null or "", null or "", null or "");

    internal static AddressInput Of(PropertyAddress address) => new()
    {
        Id = address.Id,
        Street = address.Street,
        City = address.City,
        State = address.State,
        PostalCode = address.PostalCode,
    };

    internal AddressInput Check(Checks checks, int index)
    {
        var at = $"addresses[{index}].";
        var clean = new AddressInput
        {
            Id = Id,
            Street = checks.Optional(at + "street", Street, PropertyAddress.StreetLength),
            City = checks.Optional(at + "city", City, PropertyAddress.CityLength),
            State = checks.Optional(at + "state", State, PropertyAddress.StateLength),
            PostalCode = checks.Optional(at + "postalCode", PostalCode, PropertyAddress.PostalCodeLength),
        };
        if (clean.Street is null && !clean.IsEmpty) checks.Refuse(at + "street", "Enter the street of this address.");
        return clean;
    }

    internal PropertyAddress ToAddress() => new(Street!, City, State, PostalCode);

    internal void CopyTo(PropertyAddress address) => address.Edit(Street!, City, State, PostalCode);
}
