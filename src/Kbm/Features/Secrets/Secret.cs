using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Secrets;

/// <summary>Which code of a thing it is.</summary>
public enum SecretField { LockCode, BackupCode, PairingCode, PairingQr, CutCode }

/// <summary>
/// One code that an item has or had. A new code is a new row; the one before it says when it was replaced. The code itself stands
/// here only sealed.
/// </summary>
public sealed class Secret
{
    public const int CodeLength = 60;
    public const int PairingQrLength = 300;
    public const int ReasonLength = 200;

    /// <summary>Of a code in UTF-8: so much and no more fits into <see cref="SealedLength"/> once it is sealed.</summary>
    public const int MostBytes = 320;
    public const int SealedLength = 500;

    private Secret()
    {
    }

    /// <param name="vault">Seals the code.</param>
    /// <param name="item">Whose code it is; it has been saved.</param>
    /// <param name="field">Which of its codes.</param>
    /// <param name="code">The code in clear, which is kept nowhere.</param>
    /// <param name="by">Who sets it, and so knows it.</param>
    /// <param name="at">When.</param>
    /// <param name="reason">Why.</param>
    public Secret(Vault vault, Item item, SecretField field, string code, Actor by, DateTime at, string? reason)
    {
        (Id, ItemId, Field) = (Guid.CreateVersion7(new DateTimeOffset(at, TimeSpan.Zero)), item.Id, field);
        (SetAt, SetById, SetBy, Reason) = (at, by.UserId, by.Name, reason);
        Sealed = vault.Seal(this, code);
    }

    public Guid Id { get; private init; }
    public long ItemId { get; private init; }
    public Item? Item { get; private init; }
    public SecretField Field { get; private init; }

    /// <summary>The code as <see cref="Vault"/> wrote it.</summary>
    public string Sealed { get; private init; } = "";
    public DateTime SetAt { get; private init; }

    /// <summary>The user who set it, by the catalog's id; 0 for KBM itself.</summary>
    public long SetById { get; private init; }
    public string SetBy { get; private init; } = "";
    public string? Reason { get; private init; }

    /// <summary>Null for the code that it has now.</summary>
    public DateTime? ReplacedAt { get; private set; }
    public List<SecretView> Views { get; private init; } = [];

    public void Replace(DateTime at) => ReplacedAt ??= at;
}

/// <summary>One time that somebody was shown a code.</summary>
public sealed class SecretView : IMovement
{
    public long Id { get; private init; }
    public Guid SecretId { get; private init; }
    public required Secret Secret { get; init; }
    public required DateTime At { get; init; }
    public required long UserId { get; init; }
    public required string UserName { get; init; }
}

internal sealed class SecretConfiguration : IEntityTypeConfiguration<Secret>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<Secret> builder)
    {
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Sealed).HasMaxLength(Secret.SealedLength);
        builder.Property(s => s.SetBy).HasMaxLength(User.NameLength);
        builder.Property(s => s.Reason).HasMaxLength(Secret.ReasonLength);
        builder.HasIndex(s => new { s.ItemId, s.Field }, "IX_Secrets_Current").IsUnique().HasFilter("\"ReplacedAt\" IS NULL");
        builder.HasIndex(s => s.ItemId, "IX_Secrets_Item");
        builder.HasOne(s => s.Item).WithMany().HasForeignKey(s => s.ItemId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SecretViewConfiguration : IEntityTypeConfiguration<SecretView>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<SecretView> builder)
    {
        builder.ToTable("SecretViews");
        builder.Property(v => v.UserName).HasMaxLength(User.NameLength);
        builder.HasIndex(v => v.SecretId);
        builder.HasIndex(v => v.UserId);
        builder.HasOne(v => v.Secret).WithMany(s => s.Views).HasForeignKey(v => v.SecretId).OnDelete(DeleteBehavior.Restrict);
    }
}
