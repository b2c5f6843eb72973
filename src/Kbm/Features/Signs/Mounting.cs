using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Signs;

/// <summary>One piece's time in an assembled sign: who put it in when, and who took it out when. Open while it is in.</summary>
public sealed class Mounting
{
    public long Id { get; private init; }
    public long SignId { get; private init; }
    public required AssembledSign Sign { get; init; }
    public long PieceId { get; private init; }
    public required SignPiece Piece { get; init; }
    public required DateTime PutInAt { get; init; }
    public required string PutInBy { get; init; }
    public DateTime? TakenOutAt { get; private set; }
    public string? TakenOutBy { get; private set; }

    /// <summary>The piece's predecessor in the sign, when it came in by a swap.</summary>
    public long? ReplacesId { get; private init; }
    public Mounting? Replaces { get; init; }

    public static Mounting Start(AssembledSign sign, SignPiece piece, DateTime at, Actor by, Mounting? replaces = null) =>
        new() { Sign = sign, Piece = piece, PutInAt = at, PutInBy = by.Name, Replaces = replaces };

    /// <exception cref="InvalidOperationException">The piece is out already.</exception>
    public void End(DateTime at, Actor by)
    {
        if (TakenOutAt is not null) throw new InvalidOperationException($"{Piece.Code} is out of {Sign.Code} already.");
        (TakenOutAt, TakenOutBy) = (at, by.Name);
    }
}

internal sealed class MountingConfiguration : IEntityTypeConfiguration<Mounting>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<Mounting> builder)
    {
        builder.Property(m => m.PutInBy).HasMaxLength(User.NameLength);
        builder.Property(m => m.TakenOutBy).HasMaxLength(User.NameLength);
        builder.HasIndex(m => m.PieceId, "IX_Mountings_Open").IsUnique().HasFilter("\"TakenOutAt\" IS NULL");
        builder.HasIndex(m => m.PieceId, "IX_Mountings_Piece");
        builder.HasIndex(m => m.SignId);
        builder.HasOne(m => m.Sign).WithMany(s => s.Mountings).HasForeignKey(m => m.SignId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(m => m.Piece).WithMany(p => p.Mountings).HasForeignKey(m => m.PieceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(m => m.Replaces).WithOne().HasForeignKey<Mounting>(m => m.ReplacesId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal static class MountingQueries
{
    /// <summary>What is in a sign now.</summary>
    public static IQueryable<Mounting> Open(this IQueryable<Mounting> mountings) => mountings.Where(m => m.TakenOutAt == null);
}
