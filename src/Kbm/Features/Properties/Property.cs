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

    public long Id { get; private init; }
    public required string Name { get; set; }

    /// <summary>What kind of place it is, in the company's words: Multifamily, Senior…</summary>
    public string? Type { get; set; }

    /// <summary>Its addresses, the main one first.</summary>
    public List<PropertyAddress> Addresses { get; private init; } = [];
    public long? OwnerId { get; set; }
    public Contact? Owner { get; set; }
    public string? Phone { get; set; }
    public string? Notes { get; set; }
    public DateTime? RetiredAt { get; set; }
    public List<Unit> Units { get; private init; } = [];
}

/// <summary>One address of a property; a property of several buildings has one for each.</summary>
public sealed class PropertyAddress
{
    public const int StreetLength = 120;
    public const int CityLength = 80;
    public const int StateLength = 40;
    public const int PostalCodeLength = 12;

    public long Id { get; private init; }
    public long PropertyId { get; private init; }
    public required string Street { get; set; }
    public string? City { get; set; }
    public string? State { get; set; }
    public string? PostalCode { get; set; }

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
