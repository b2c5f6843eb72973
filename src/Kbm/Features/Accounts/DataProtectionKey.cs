using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Accounts;

/// <summary>One key of the framework's key ring, encrypted under the deployment's master key.</summary>
public sealed class DataProtectionKey
{
    public long Id { get; private init; }
    public required string Name { get; init; }
    public required string Xml { get; init; }
}

internal sealed class DataProtectionKeyConfiguration : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> builder) => builder.Property(k => k.Name).HasMaxLength(200);
}

/// <summary>Something the deployment remembers of itself, such as the mark by which a wrong master key is recognised.</summary>
public sealed class DeploymentFact
{
    public required string Name { get; init; }
    public required string Value { get; init; }
}

internal sealed class DeploymentFactConfiguration : IEntityTypeConfiguration<DeploymentFact>
{
    public void Configure(EntityTypeBuilder<DeploymentFact> builder)
    {
        builder.HasKey(f => f.Name);
        builder.Property(f => f.Name).HasMaxLength(60);
        builder.Property(f => f.Value).HasMaxLength(400);
    }
}
