using Kbm.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Settings;

public enum DateStyle { DayMonth, MonthDay, Iso }

/// <summary>What a company decides for itself. There is one row of it.</summary>
public sealed class CompanySettings
{
    public const long TheId = 1;

    public long Id { get; private init; } = TheId;
    public required string Name { get; set; }

    /// <summary>#rrggbb, or null for KBM's own accent.</summary>
    public string? AccentColour { get; set; }

    /// <summary>An IANA zone name.</summary>
    public string TimeZone { get; set; } = "America/Chicago";
    public DateStyle DateStyle { get; set; } = DateStyle.DayMonth;

    /// <summary>How many days a loan runs when the desk names no date.</summary>
    public int LoanDays { get; set; } = 3;

    /// <summary>How many days after its due date a loan counts as overdue.</summary>
    public int GraceDays { get; set; }

    /// <summary>A key with this many copies in, or fewer, is low; 0 turns the list off.</summary>
    public int LowCopies { get; set; } = 1;
    public string? ReceiptHeader { get; set; }
    public string? ReceiptFooter { get; set; }
    public int PinLength { get; set; } = 6;
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
        builder.Property(s => s.ReceiptHeader).HasMaxLength(500);
        builder.Property(s => s.ReceiptFooter).HasMaxLength(500);
    }
}
