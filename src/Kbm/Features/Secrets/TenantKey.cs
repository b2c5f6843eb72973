using System.Security.Cryptography;
using Kbm.Features.Accounts;
using Kbm.Features.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Secrets;

/// <summary>A tenant's data key, wrapped by the deployment's master key. It stands in the catalog, away from what it opens.</summary>
public sealed class TenantKey
{
    private const int KeyBytes = 32;
    private const string Use = "tenant-keys";

    private TenantKey()
    {
    }

    public Guid Id { get; private init; }
    public Guid TenantId { get; private init; }
    public Tenant? Tenant { get; private init; }
    public string Wrapped { get; private set; } = "";

    /// <summary>Which master key wraps it, as <see cref="DeploymentSecrets.MasterId"/> names it.</summary>
    public string Master { get; private set; } = "";
    public DateTime CreatedAt { get; private init; }
    public DateTime WrappedAt { get; private set; }

    public static TenantKey Make(Guid tenant, DeploymentSecrets secrets, DateTime now)
    {
        var key = new TenantKey { Id = Guid.CreateVersion7(new DateTimeOffset(now, TimeSpan.Zero)), TenantId = tenant, CreatedAt = now };
        key.Wrap(RandomNumberGenerator.GetBytes(KeyBytes), secrets, now);
        return key;
    }

    /// <exception cref="CryptographicException">Neither the master key nor the previous one has wrapped it.</exception>
    public byte[] Unwrap(DeploymentSecrets secrets) => Sealing.Open(secrets.KeysFor(Use), Wrapped, Place);

    /// <summary>The same data key in a new wrapping, under the master key of now.</summary>
    public void Rewrap(DeploymentSecrets secrets, DateTime now) => Wrap(Unwrap(secrets), secrets, now);

    private void Wrap(byte[] key, DeploymentSecrets secrets, DateTime now) =>
        (Wrapped, Master, WrappedAt) = (Sealing.Seal(secrets.KeyFor(Use), key, Place), secrets.MasterId, now);

    private string Place => $"kbm/TenantKeys/{TenantId:N}/{Id:N}";
}

internal sealed class TenantKeyConfiguration : IEntityTypeConfiguration<TenantKey>
{
    public void Configure(EntityTypeBuilder<TenantKey> builder)
    {
        builder.Property(k => k.Id).ValueGeneratedNever();
        builder.Property(k => k.Wrapped).HasMaxLength(200);
        builder.Property(k => k.Master).HasMaxLength(16);
        builder.HasIndex(k => k.TenantId);
        builder.HasOne(k => k.Tenant).WithMany().HasForeignKey(k => k.TenantId).OnDelete(DeleteBehavior.Cascade);
    }
}
