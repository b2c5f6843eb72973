using System.Text.RegularExpressions;
using Kbm.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Properties;

/// <summary>A dwelling, suite or room in a property.</summary>
public sealed partial class Unit
{
    public const int LabelLength = 40;

    private Unit()
    {
    }

    public Unit(Property property, string label, PropertyAddress? address = null)
    {
        Property = property;
        Address = address;
        Name(label);
    }

    public long Id { get; private init; }
    public long PropertyId { get; private init; }
    public Property? Property { get; private init; }

    /// <summary>Which of the property's addresses it is at, where there are several.</summary>
    public long? AddressId { get; private set; }
    public PropertyAddress? Address { get; private set; }
    public string Label { get; private set; } = "";

    /// <summary>The label with its numbers padded, so that 2A comes before 10A.</summary>
    public string SortKey { get; private set; } = "";
    public string? Notes { get; private set; }
    public DateTime? RetiredAt { get; private set; }

    /// <param name="label">What it is called in its property.</param>
    /// <param name="address">One of the property's addresses that has been saved; null for none in particular.</param>
    /// <param name="notes">What else there is to know.</param>
    public void Edit(string label, PropertyAddress? address, string? notes)
    {
        Name(label);
        (Address, AddressId, Notes) = (address, address?.Id, notes);
    }

    public void Retire(DateTime now) => RetiredAt ??= now;

    public void Restore() => RetiredAt = null;

    private void Name(string label) => (Label, SortKey) = (label, SortKeyOf(label));

    private static string SortKeyOf(string label) => Digits().Replace(label.ToUpperInvariant(), m => m.Value.PadLeft(6, '0'));

    [GeneratedRegex("[0-9]{1,6}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digits();
}

internal sealed class UnitConfiguration : IEntityTypeConfiguration<Unit>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<Unit> builder)
    {
        builder.Property(u => u.Label).HasMaxLength(Unit.LabelLength);
        builder.Property(u => u.SortKey).HasMaxLength(Unit.LabelLength * 6);
        builder.Property(u => u.Notes).HasMaxLength(Properties.Property.NotesLength);
        builder.HasIndex(u => new { u.PropertyId, u.SortKey });
        builder.HasOne(u => u.Property).WithMany(p => p.Units).HasForeignKey(u => u.PropertyId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(u => u.Address).WithMany().HasForeignKey(u => u.AddressId).OnDelete(DeleteBehavior.SetNull);
    }
}
