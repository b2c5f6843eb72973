using Kbm.Data;
using Kbm.Features.Items;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Lockboxes;

/// <summary>A box with a code that keys can be put into. Its codes are <see cref="Secrets.Secret"/>s.</summary>
public sealed class Lockbox : Item
{
    public const int SupraIdLength = 40;
    public const int SpotLength = 120;

    private Lockbox()
    {
    }

    public Lockbox(string code, DateTime createdAt, LockboxFacts facts) : base(code, createdAt, facts.Item) =>
        (SupraId, Spot) = (facts.SupraId, facts.Spot);

    /// <summary>The number by which the maker of an electronic box knows it.</summary>
    public string? SupraId { get; private set; }

    /// <summary>Where at its property it hangs.</summary>
    public string? Spot { get; private set; }
    public List<Item> Inside { get; private init; } = [];

    internal override IEnumerable<string?> FoundBy => [SupraId, Spot];

    public void Edit(LockboxFacts facts)
    {
        Edit(facts.Item);
        (SupraId, Spot) = (facts.SupraId, facts.Spot);
    }
}

internal sealed class LockboxConfiguration : IEntityTypeConfiguration<Lockbox>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<Lockbox> builder)
    {
        builder.Property(l => l.SupraId).HasMaxLength(Lockbox.SupraIdLength);
        builder.Property(l => l.Spot).HasMaxLength(Lockbox.SpotLength);
    }
}
