using Kbm.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Contacts;

public enum ContactKind { Resident, Owner, Vendor, Agent, Staff, Emergency, Other }

/// <summary>A person or firm who may hold things.</summary>
public sealed class Contact
{
    public const int NameLength = 120;
    public const int PhoneLength = 40;
    public const int NotesLength = 2000;

    public long Id { get; private init; }
    public required ContactKind Kind { get; set; }
    public required string Name { get; set; }
    public string? Company { get; set; }
    public string? Email { get; set; }
    public string? Phone { get; set; }
    public string? Notes { get; set; }

    /// <summary>The user that a staff contact stands for.</summary>
    public long? UserId { get; set; }
    public DateTime? RetiredAt { get; set; }
}

internal sealed class ContactConfiguration : IEntityTypeConfiguration<Contact>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<Contact> builder)
    {
        builder.Property(c => c.Name).HasMaxLength(Contact.NameLength);
        builder.Property(c => c.Company).HasMaxLength(Contact.NameLength);
        builder.Property(c => c.Email).HasMaxLength(254);
        builder.Property(c => c.Phone).HasMaxLength(Contact.PhoneLength);
        builder.Property(c => c.Notes).HasMaxLength(Contact.NotesLength);
        builder.HasIndex(c => c.Name);
        builder.HasIndex(c => c.UserId);
    }
}
