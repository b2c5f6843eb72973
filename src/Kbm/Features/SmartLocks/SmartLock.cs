using Kbm.Data;
using Kbm.Features.Items;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.SmartLocks;

/// <summary>An electronic lock on a door. It stays there and is not lent; its codes are <see cref="Secrets.Secret"/>s.</summary>
public sealed class SmartLock : Item
{
    public const int ProviderLength = 60;
    public const int ModelLength = 60;
    public const int SerialLength = 60;
    public const int InstructionsLength = 4000;

    private SmartLock()
    {
    }

    public SmartLock(string code, DateTime createdAt, SmartLockFacts facts) : base(code, createdAt, facts.Item) => EditOwn(facts);

    /// <summary>The firm whose system it belongs to: August, Schlage, SmartRent.</summary>
    public string? Provider { get; private set; }
    public string? Model { get; private set; }
    public string? Serial { get; private set; }

    /// <summary>How to open it, pair it and change its battery.</summary>
    public string? Instructions { get; private set; }

    internal override IEnumerable<string?> FoundBy => [Provider, Model, Serial];

    public void Edit(SmartLockFacts facts)
    {
        Edit(facts.Item);
        EditOwn(facts);
    }

    private void EditOwn(SmartLockFacts facts) =>
        (Provider, Model, Serial, Instructions) = (facts.Provider, facts.Model, facts.Serial, facts.Instructions);
}

/// <summary>What a smart lock is, as lists and the API show it.</summary>
public sealed record SmartLockRow(string? Provider, string? Model, string? Serial);

internal sealed class SmartLockConfiguration : IEntityTypeConfiguration<SmartLock>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<SmartLock> builder)
    {
        builder.Property(l => l.Provider).HasMaxLength(SmartLock.ProviderLength);
        builder.Property(l => l.Model).HasMaxLength(SmartLock.ModelLength);
        builder.Property(l => l.Serial).HasMaxLength(SmartLock.SerialLength);
        builder.Property(l => l.Instructions).HasMaxLength(SmartLock.InstructionsLength);
    }
}
