using System.Text.Json;
using Kbm.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Runs;

/// <summary>As many things of a run as are done in one write.</summary>
public sealed class RunBatch
{
    private RunBatch()
    {
    }

    internal RunBatch(int number, IReadOnlyList<string> things) => (Number, ThingsJson) = (number, JsonSerializer.Serialize(things));

    public long RunId { get; private init; }
    public int Number { get; private init; }
    public string ThingsJson { get; private init; } = "";
    public DateTime? DoneAt { get; private set; }
    public string? RefusalsJson { get; private set; }

    public IReadOnlyList<string> Things => JsonSerializer.Deserialize<string[]>(ThingsJson)!;

    internal static IReadOnlyList<RunRefusal> Read(string refusals) => JsonSerializer.Deserialize<RunRefusal[]>(refusals)!;

    internal void End(IReadOnlyList<RunRefusal> refusals, DateTime now)
    {
        if (DoneAt is not null) throw new InvalidOperationException($"Batch {Number} has been done.");
        (DoneAt, RefusalsJson) = (now, refusals.Count == 0 ? null : JsonSerializer.Serialize(refusals));
    }
}

internal sealed class RunBatchConfiguration : IEntityTypeConfiguration<RunBatch>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<RunBatch> builder)
    {
        builder.ToTable("RunBatches");
        builder.HasKey(b => new { b.RunId, b.Number });
        builder.Property(b => b.Number).ValueGeneratedNever();
        builder.Ignore(b => b.Things);
    }
}
