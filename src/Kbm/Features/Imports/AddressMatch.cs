using Kbm.Features.Properties;

namespace Kbm.Features.Imports;

/// <summary>An address of a property that is there, and what it is to be.</summary>
internal sealed record AddressEdit(PropertyAddress Address, AddressInput To)
{
    public void Do() => To.CopyTo(Address);

    public override string ToString() => $"the address {Address} to {To.ToAddress()}";
}

/// <summary>Which addresses of a property a row means, how they would change, and which of the row's the property does not have.</summary>
internal sealed class AddressMatch
{
    private readonly HashSet<PropertyAddress> _meant = new(ReferenceEqualityComparer.Instance);
    private readonly List<PropertyAddress> _adds = [];
    private readonly List<AddressEdit> _edits = [];

    private AddressMatch()
    {
    }

    public IReadOnlyList<PropertyAddress> Adds => _adds;

    public IReadOnlyList<AddressEdit> Edits => _edits;

    public static AddressMatch Of(Property property, IReadOnlyCollection<AddressInput> row)
    {
        var match = new AddressMatch();
        // What is so already is none of those that others of the row change.
        foreach (var input in row)
            if (property.Addresses.Find(a => Agree(a, input)) is { } same) match._meant.Add(same);
        foreach (var input in row.Where(i => !property.Addresses.Exists(a => Agree(a, i)))) match.Take(property, input);
        return match;
    }

    /// <summary>The address that is at this street, however it is spelled.</summary>
    public static PropertyAddress? At(IEnumerable<PropertyAddress> addresses, string? street) => street is null ? null
        : addresses.FirstOrDefault(a => a.Street == street) ?? addresses.FirstOrDefault(a => LooseName.Of(a.Street) == LooseName.Of(street));

    private void Take(Property property, AddressInput input)
    {
        if (At(property.Addresses.Where(a => !_meant.Contains(a)), input.Street) is not { } its)
        {
            _adds.Add(input.ToAddress());
            return;
        }
        _meant.Add(its);
        _edits.Add(new(its, new() { Street = its.Street, City = input.City ?? its.City, State = input.State ?? its.State, PostalCode = input.PostalCode ?? its.PostalCode }));
    }

    // What a sheet leaves empty says nothing.
    private static bool Agree(PropertyAddress address, AddressInput input) => LooseName.Of(address.Street) == LooseName.Of(input.Street)
        && (input.City is null || input.City == address.City) && (input.State is null || input.State == address.State) && (input.PostalCode is null || input.PostalCode == address.PostalCode);
}
