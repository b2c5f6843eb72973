using Kbm.Data;
using Kbm.Features.Receipts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Checkouts;

public enum ReturnCondition { Good, Worn, Damaged }

/// <summary>The return of all or part of a checkout. Who took it back stands on its receipt.</summary>
public sealed class CheckIn : IMovement
{
    public const int NoteLength = 200;

    public long Id { get; private init; }
    public long CheckoutId { get; private init; }
    public required Checkout Checkout { get; init; }
    public long ReceiptId { get; private init; }
    public required Receipt Receipt { get; init; }
    public required int Quantity { get; init; }
    public required ReturnCondition Condition { get; init; }
    public string? Note { get; init; }
    public required DateTime At { get; init; }
}

internal sealed class CheckInConfiguration : IEntityTypeConfiguration<CheckIn>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<CheckIn> builder)
    {
        builder.Property(c => c.Note).HasMaxLength(CheckIn.NoteLength);
        builder.HasOne(c => c.Checkout).WithMany(c => c.CheckIns).HasForeignKey(c => c.CheckoutId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(c => c.Receipt).WithMany(r => r.CheckIns).HasForeignKey(c => c.ReceiptId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(c => c.ReceiptId);
        builder.HasIndex(c => c.At);
    }
}
