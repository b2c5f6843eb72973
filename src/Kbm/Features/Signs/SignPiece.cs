using Kbm.Data;
using Kbm.Features.Items;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Signs;

/// <summary>What a piece is in a sign; a sign has at most one of each.</summary>
public enum PieceType { Frame, Sign, NameRider, StatusRider, BonusRider, Post, Other }

public enum PieceCondition { New, Good, Fair, Poor }

/// <summary>A part that signs are assembled from. It is lent by itself while it is in no assembled sign.</summary>
public sealed class SignPiece : Item
{
    public const int RiderTextLength = 60;
    public const int MaterialLength = 60;

    private SignPiece()
    {
    }

    public SignPiece(string code, DateTime createdAt, SignPieceFacts facts) : base(code, createdAt, facts.Item) => EditOwn(facts);

    public PieceType PieceType { get; private set; }

    /// <summary>What a rider says.</summary>
    public string? RiderText { get; private set; }
    public string? Material { get; private set; }
    public PieceCondition Condition { get; private set; }

    /// <summary>Every assembled sign that it was in, and the one that it is in.</summary>
    public List<Mounting> Mountings { get; private init; } = [];

    internal override IEnumerable<string?> FoundBy => [RiderText, PieceWords.Of(PieceType)];

    public void Edit(SignPieceFacts facts)
    {
        Edit(facts.Item);
        EditOwn(facts);
    }

    private void EditOwn(SignPieceFacts facts) =>
        (PieceType, RiderText, Material, Condition) = (facts.PieceType, facts.RiderText, facts.Material, facts.Condition);
}

internal sealed class SignPieceConfiguration : IEntityTypeConfiguration<SignPiece>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<SignPiece> builder)
    {
        builder.Property(p => p.RiderText).HasMaxLength(SignPiece.RiderTextLength);
        builder.Property(p => p.Material).HasMaxLength(SignPiece.MaterialLength);
    }
}
