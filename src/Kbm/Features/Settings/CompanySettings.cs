using Kbm.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Settings;

public enum DateStyle { DayMonth, MonthDay, Iso }

/// <summary>What a company decides for itself. There is one row of it, which <see cref="SaveSettings"/> replaces as a whole.</summary>
public sealed class CompanySettings
{
    public const long TheId = 1;

    public long Id { get; private init; } = TheId;
    public required string Name { get; init; }

    /// <summary>#rrggbb, or null for KBM's own accent.</summary>
    public string? AccentColour { get; init; }

    /// <summary>An IANA zone name.</summary>
    public string TimeZone { get; init; } = "America/Chicago";
    public DateStyle DateStyle { get; init; } = DateStyle.DayMonth;

    /// <summary>How many days a loan runs when the desk names no date.</summary>
    public int LoanDays { get; init; } = 3;

    /// <summary>How many days after its due date a loan counts as overdue.</summary>
    public int GraceDays { get; init; }

    /// <summary>A key with this many copies in, or fewer, is low; 0 turns the list off.</summary>
    public int LowCopies { get; init; } = 1;

    /// <summary>After so many days a lock code is listed as one to change; 0 turns that off.</summary>
    public int LockCodeDays { get; init; } = 180;

    /// <summary>The receipt of a lockbox that is printed for whoever takes it says its code.</summary>
    public bool CodesOnReceipts { get; init; }

    /// <summary>Audits show how many copies are expected only after they have been counted.</summary>
    public bool BlindCounts { get; init; }
    public string? ReceiptHeader { get; init; }
    public string? ReceiptFooter { get; init; }
    public int PinLength { get; init; } = 6;
}

internal sealed class CompanySettingsConfiguration : IEntityTypeConfiguration<CompanySettings>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<CompanySettings> builder)
    {
        builder.ToTable("Settings");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Name).HasMaxLength(120);
        builder.Property(s => s.AccentColour).HasMaxLength(7);
        builder.Property(s => s.TimeZone).HasMaxLength(60);
        builder.Property(s => s.LockCodeDays).HasDefaultValue(180).HasSentinel(180);
        builder.Property(s => s.ReceiptHeader).HasMaxLength(500);
        builder.Property(s => s.ReceiptFooter).HasMaxLength(500);
    }
}
