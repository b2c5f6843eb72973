using System.Text.Json.Serialization;
using Kbm.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Imports;

/// <summary>The kinds of things that an import makes, in the order in which they are taken back.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MadeKind>))]
public enum MadeKind { Item, Unit, Address, Property, Contact }

/// <summary>Something that an import made or changed.</summary>
/// <param name="Row">The row that says so.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Which.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Before">What it was before, as JSON; null for what was made.</param>
public sealed record MadeThing(int Row, MadeKind Kind, long Id, string Name, string? Before = null);

/// <summary>What a batch of an import's run made and changed, so that it can be taken back.</summary>
public sealed class ImportMade
{
    private ImportMade()
    {
    }

    internal ImportMade(long import, int number, IReadOnlyList<MadeThing> things) =>
        (ImportId, Number, Count, Packed) = (import, number, things.Count, ImportChunk.Pack(things));

    public long ImportId { get; private init; }

    /// <summary>The number of the run's batch.</summary>
    public int Number { get; private init; }
    public int Count { get; private init; }
    public byte[] Packed { get; private init; } = [];

    internal IReadOnlyList<MadeThing> Things => ImportChunk.Unpack<List<MadeThing>>(Packed);
}

internal sealed class ImportMadeConfiguration : IEntityTypeConfiguration<ImportMade>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<ImportMade> builder)
    {
        builder.ToTable("ImportMade");
        builder.HasKey(m => new { m.ImportId, m.Number });
        builder.Property(m => m.Number).ValueGeneratedNever();
        builder.HasOne<Import>().WithMany().HasForeignKey(m => m.ImportId).OnDelete(DeleteBehavior.Cascade);
        builder.Ignore(m => m.Things);
    }
}
