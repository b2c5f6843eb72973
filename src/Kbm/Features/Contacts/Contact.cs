using Kbm.Data;
using Kbm.Features.Accounts;
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

    private Contact()
    {
    }

    public Contact(ContactFacts facts) => Edit(facts);

    public long Id { get; private init; }
    public ContactKind Kind { get; private set; }
    public string Name { get; private set; } = "";
    public string? Company { get; private set; }
    public string? Email { get; private set; }
    public string? Phone { get; private set; }
    public string? Notes { get; private set; }

    /// <summary>The user that a staff contact stands for.</summary>
    public long? UserId { get; private init; }
    public DateTime? RetiredAt { get; private set; }

    public static Contact Of(User user) => new(new(ContactKind.Staff, user.Name) { Email = user.Email }) { UserId = user.Id };

    public void Edit(ContactFacts facts)
    {
        (Kind, Name, Company) = (facts.Kind, facts.Name, facts.Company);
        (Email, Phone, Notes) = (facts.Email, facts.Phone, facts.Notes);
    }

    /// <summary>Takes over what a staff contact has from its user.</summary>
    public void Follow(User user) => (Name, Email) = (user.Name, user.Email);

    public void Retire(DateTime now) => RetiredAt ??= now;

    public void Restore() => RetiredAt = null;
}

/// <summary>What is known of a contact.</summary>
public sealed record ContactFacts(ContactKind Kind, string Name)
{
    public string? Company { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string? Notes { get; init; }
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
