using System.Text.Json.Serialization;
using Kbm.Data;
using Kbm.Features.Shared;
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

/// <summary>What an import made or changed, with where it is found.</summary>
public sealed record MadeLink(MadeKind Kind, string Name, string Href)
{
    /// <summary>Null for an address, which is a part of its property.</summary>
    internal static MadeLink? Of(MadeThing thing) => thing.Kind switch
    {
        MadeKind.Item => new(thing.Kind, thing.Name, $"/items/{thing.Name}"),
        MadeKind.Unit => new(thing.Kind, thing.Name, $"/units/{thing.Id}"),
        MadeKind.Property => new(thing.Kind, thing.Name, $"/properties/{thing.Id}"),
        MadeKind.Contact => new(thing.Kind, thing.Name, $"/contacts/{thing.Id}"),
        _ => null,
    };
}

/// <summary>How many things an import made and changed.</summary>
internal sealed record MadeCounts(IReadOnlyDictionary<MadeKind, int> Made, int Changed)
{
    private static readonly MadeKind[] s_inOrder = [MadeKind.Item, MadeKind.Unit, MadeKind.Property, MadeKind.Address, MadeKind.Contact];

    public static async Task<MadeCounts> Of(TenantDb db, long import)
    {
        var (made, changed) = (new Dictionary<MadeKind, int>(), 0);
        await foreach (var batch in db.ImportMade.Where(m => m.ImportId == import).AsAsyncEnumerable())
            foreach (var thing in batch.Things)
                if (thing.Before is null) made[thing.Kind] = made.GetValueOrDefault(thing.Kind) + 1;
                else changed++;
        return new(made, changed);
    }

    /// <summary>"11 keys, 10 units and 1 property; 3 changed".</summary>
    /// <param name="kind">What the sheet's rows are.</param>
    public string Words(ImportKind kind)
    {
        var made = s_inOrder.Where(Made.ContainsKey).Select(k => Word.Count(Made[k], WordsOf(k, kind).One, WordsOf(k, kind).Many)).ToList();
        return string.Join("; ", new[] { made.Count == 0 ? null : Word.List(made), Changed == 0 ? null : $"{Changed:#,0} changed" }.OfType<string>());
    }

    private static (string One, string Many) WordsOf(MadeKind made, ImportKind kind) => made switch
    {
        MadeKind.Item => KindWords.Of(kind),
        MadeKind.Address => ("address", "addresses"),
        MadeKind.Unit => KindWords.Of(ImportKind.Units),
        MadeKind.Property => KindWords.Of(ImportKind.Properties),
        _ => KindWords.Of(ImportKind.Contacts),
    };
}

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
    public int Count { get; private set; }
    public byte[] Packed { get; private set; } = [];

    internal void Add(IReadOnlyList<MadeThing> things)
    {
        Packed = ImportChunk.Pack<IReadOnlyList<MadeThing>>([.. Things, .. things]);
        Count += things.Count;
    }

    internal IReadOnlyList<MadeThing> Things => ImportChunk.Unpack<List<MadeThing>>(Packed);
}

internal static class ImportMadeQueries
{
    /// <summary>Keeps what a batch made, beside what the rest of it made when it was done in parts.</summary>
    public static async Task KeepMade(this TenantDb db, long import, int number, IReadOnlyList<MadeThing> things)
    {
        if (await db.ImportMade.FirstOrDefaultAsync(m => m.ImportId == import && m.Number == number) is { } before) before.Add(things);
        else db.ImportMade.Add(new(import, number, things));
    }
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
