using System.Globalization;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Checkouts;
using Kbm.Features.Contacts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Receipts;

public enum ReceiptKind { Out, In }

/// <summary>The paper of one act at the desk. Names are kept as they were then; its lines are its checkouts or its check-ins.</summary>
public sealed class Receipt : IMovement
{
    public long Id { get; private init; }

    /// <summary>1 for R-000001.</summary>
    public required long Sequence { get; init; }
    public required ReceiptKind Kind { get; init; }
    public required DateTime At { get; init; }
    public required long UserId { get; init; }
    public required string UserName { get; init; }

    /// <summary>Who took the things or brought them; null when several holders' things came back at once.</summary>
    public long? HolderId { get; private init; }
    public Contact? Holder { get; init; }
    public required string HolderName { get; init; }
    public DateTime? DueAt { get; init; }
    public string? Purpose { get; init; }

    /// <summary>What the client called this act, so that sending it again finds this receipt instead of acting twice.</summary>
    public string? ActKey { get; init; }

    /// <summary>SHA-256 of what was asked for under that key, hex.</summary>
    public string? ActHash { get; init; }
    public List<Checkout> Checkouts { get; private init; } = [];
    public List<CheckIn> CheckIns { get; private init; } = [];

    public string Number => NumberOf(Sequence);

    public static string NumberOf(long sequence) => string.Create(CultureInfo.InvariantCulture, $"R-{sequence:000000}");

    /// <summary>Reads R-000482, r482 or 482.</summary>
    public static bool TryParseNumber(string? text, out long sequence)
    {
        var digits = (text ?? "").Trim();
        if (digits.StartsWith('R') || digits.StartsWith('r')) digits = digits[1..].TrimStart('-', ' ');
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out sequence) && sequence > 0 && digits.Length <= 12;
    }
}

internal sealed class ReceiptConfiguration : IEntityTypeConfiguration<Receipt>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<Receipt> builder)
    {
        builder.Property(r => r.UserName).HasMaxLength(User.NameLength);
        builder.Property(r => r.HolderName).HasMaxLength(Contact.NameLength);
        builder.Property(r => r.Purpose).HasMaxLength(Checkout.PurposeLength);
        builder.Property(r => r.ActKey).HasMaxLength(80);
        builder.Property(r => r.ActHash).HasMaxLength(64);
        builder.Ignore(r => r.Number);
        builder.HasIndex(r => r.Sequence).IsUnique();
        builder.HasIndex(r => new { r.ActKey, r.Kind }).IsUnique();
        builder.HasIndex(r => r.At);
        builder.HasOne(r => r.Holder).WithMany().HasForeignKey(r => r.HolderId).OnDelete(DeleteBehavior.Restrict);
    }
}
