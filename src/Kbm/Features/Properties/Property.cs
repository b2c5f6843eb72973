using Kbm.Data;
using Kbm.Features.Contacts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Properties;

/// <summary>A building or site with one or more addresses.</summary>
public sealed class Property
{
    public const int NameLength = 120;
    public const int TypeLength = 60;
    public const int NotesLength = 2000;
    public const int MostAddresses = 50;

    private Property()
    {
    }

    public Property(PropertyFacts facts, long? ownerId = null)
    {
        Edit(facts);
        OwnerId = ownerId;
    }

    public long Id { get; private init; }
    public string Name { get; private set; } = "";

    /// <summary>What kind of place it is, in the company's words: Multifamily, Senior…</summary>
    public string? Type { get; private set; }

    /// <summary>Its addresses, the main one first.</summary>
    public List<PropertyAddress> Addresses { get; private init; } = [];
    public long? OwnerId { get; private set; }
    public Contact? Owner { get; private set; }
    public string? Phone { get; private set; }
    public string? Notes { get; private set; }
    public DateTime? RetiredAt { get; private set; }
    public List<Unit> Units { get; private init; } = [];

    public void Edit(PropertyFacts facts) => (Name, Type, Phone, Notes) = (facts.Name, facts.Type, facts.Phone, facts.Notes);

    /// <param name="owner">A contact that has been saved; null for nobody.</param>
    public void BelongTo(Contact? owner) => (Owner, OwnerId) = (owner, owner?.Id);

    public void Retire(DateTime now) => RetiredAt ??= now;

    public void Restore() => RetiredAt = null;
}

/// <summary>What is known of a property besides its addresses and owner.</summary>
public sealed record PropertyFacts(string Name)
{
    public string? Type { get; init; }
    public string? Phone { get; init; }
    public string? Notes { get; init; }
}

/// <summary>One address of a property; a property of several buildings has one for each.</summary>
public sealed class PropertyAddress
{
    public const int StreetLength = 120;
    public const int CityLength = 80;
    public const int StateLength = 40;
    public const int PostalCodeLength = 12;

    public PropertyAddress(string street, string? city = null, string? state = null, string? postalCode = null) =>
        Edit(street, city, state, postalCode);

    public long Id { get; private init; }
    public long PropertyId { get; private init; }
    public string Street { get; private set; } = "";
    public string? City { get; private set; }
    public string? State { get; private set; }
    public string? PostalCode { get; private set; }

    public void Edit(string street, string? city, string? state, string? postalCode) =>
        (Street, City, State, PostalCode) = (street, city, state, postalCode);

    public override string ToString() =>
        string.Join(", ", new[] { Street, City, $"{State} {PostalCode}".Trim() }.Where(part => !string.IsNullOrEmpty(part)));
}

internal sealed class PropertyConfiguration : IEntityTypeConfiguration<Property>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<Property> builder)
    {
        builder.Property(p => p.Name).HasMaxLength(Property.NameLength);
        builder.Property(p => p.Type).HasMaxLength(Property.TypeLength);
        builder.Property(p => p.Phone).HasMaxLength(Contact.PhoneLength);
        builder.Property(p => p.Notes).HasMaxLength(Property.NotesLength);
        builder.HasIndex(p => p.Name);
        builder.HasMany(p => p.Addresses).WithOne().HasForeignKey(a => a.PropertyId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(p => p.Owner).WithMany().HasForeignKey(p => p.OwnerId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PropertyAddressConfiguration : IEntityTypeConfiguration<PropertyAddress>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<PropertyAddress> builder)
    {
        builder.ToTable("PropertyAddresses");
        builder.Property(a => a.Street).HasMaxLength(PropertyAddress.StreetLength);
        builder.Property(a => a.City).HasMaxLength(PropertyAddress.CityLength);
        builder.Property(a => a.State).HasMaxLength(PropertyAddress.StateLength);
        builder.Property(a => a.PostalCode).HasMaxLength(PropertyAddress.PostalCodeLength);
    }
}
