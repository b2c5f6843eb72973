using Kbm.Data;
using Kbm.Features.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Activity;

public enum ActivityVerb
{
    CheckedOut, CheckedIn, Extended, Added, Edited, Retired, Restored, Built, Swapped, TakenApart,
    CodeChanged, CodeShown, PutInside, TakenOut, PhotoAdded, PhotoRemoved, Audited, Counted, Corrected, Imported, ImportUndone,
    UserAdded, UserEdited, UserDeactivated, UserReactivated, PinChanged, TokenMade, TokenRevoked, SignedOutEverywhere, SettingsChanged,
    CompanyExported, CompanyImported, RunEnded,
}

/// <summary>Who did what to what, when, as a sentence. Written in the same transaction as the change and never edited.</summary>
public sealed class ActivityEntry : IMovement
{
    public const int SentenceLength = 600;

    public long Id { get; private init; }
    public required DateTime At { get; init; }

    /// <summary>The user who did it, by the catalog's id; 0 for the command line.</summary>
    public required long UserId { get; init; }
    public required string UserName { get; init; }
    public required ActivityVerb Verb { get; init; }
    public required string Sentence { get; init; }
    public long? ItemId { get; init; }
    public long? ContactId { get; init; }
    public long? PropertyId { get; init; }
    public long? UnitId { get; init; }
    public long? ReceiptId { get; init; }

    /// <summary>The act on several things at once that this is a part of.</summary>
    public long? RunId { get; init; }

    /// <summary>The deed in the catalog that this entry records, by which it is not recorded twice.</summary>
    public long? DeedId { get; init; }
}

internal sealed class ActivityEntryConfiguration : IEntityTypeConfiguration<ActivityEntry>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<ActivityEntry> builder)
    {
        builder.ToTable("Activity");
        builder.Property(a => a.UserName).HasMaxLength(User.NameLength);
        builder.Property(a => a.Sentence).HasMaxLength(ActivityEntry.SentenceLength);
        // With the number, by which a page is read backwards from any place without sorting; what names no such thing is not in its index.
        builder.HasIndex(a => new { a.ItemId, a.Id }).HasFilter("\"ItemId\" IS NOT NULL");
        builder.HasIndex(a => new { a.ContactId, a.Id }).HasFilter("\"ContactId\" IS NOT NULL");
        builder.HasIndex(a => new { a.PropertyId, a.Id }).HasFilter("\"PropertyId\" IS NOT NULL");
        builder.HasIndex(a => new { a.UnitId, a.Id }).HasFilter("\"UnitId\" IS NOT NULL");
        builder.HasIndex(a => a.ReceiptId).HasFilter("\"ReceiptId\" IS NOT NULL");
        builder.HasIndex(a => a.DeedId).IsUnique().HasFilter("\"DeedId\" IS NOT NULL");
        builder.HasIndex(a => new { a.UserId, a.Id });
        builder.HasIndex(a => new { a.Verb, a.Id });
        builder.HasIndex(a => new { a.UserId, a.Verb, a.Id });
    }
}
