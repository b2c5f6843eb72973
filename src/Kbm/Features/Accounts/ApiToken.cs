using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Accounts;

/// <summary>What a program signs in with, in place of a person. Only the hash of its secret is stored.</summary>
public sealed class ApiToken
{
    public const int NameLength = 80;
    public static readonly TimeSpan Life = TimeSpan.FromDays(365);

    public long Id { get; private init; }
    public required Guid TenantId { get; init; }
    public required long UserId { get; init; }
    public User? User { get; private init; }
    public required string Name { get; init; }

    /// <summary>SHA-256 of the whole token; the token has 256 random bits, so it needs no salt and no slow hash.</summary>
    public required byte[] Hash { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime ExpiresAt { get; init; }
    public DateTime? RevokedAt { get; private set; }

    public void Revoke(DateTime now) => RevokedAt ??= now;
}

internal sealed class ApiTokenConfiguration : IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<ApiToken> builder)
    {
        builder.Property(t => t.Name).HasMaxLength(ApiToken.NameLength);
        builder.Property(t => t.Hash).HasMaxLength(32);
        builder.HasIndex(t => t.Hash).IsUnique();
        builder.HasOne(t => t.User).WithMany().HasForeignKey(t => t.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
