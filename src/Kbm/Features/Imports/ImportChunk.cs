using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Kbm.Data;
using Kbm.Features.Secrets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Imports;

/// <summary>A row as it was read.</summary>
/// <param name="Number">As the spreadsheet shows it, from 1.</param>
/// <param name="Cells">Its values as text.</param>
internal sealed record KeptRow(int Number, string[] Cells);

/// <summary>So many rows of a sheet, compressed and sealed, and what the last review said of each.</summary>
public sealed class ImportChunk
{
    public const int Size = 500;

    private ImportChunk()
    {
    }

    internal ImportChunk(Import import, Vault vault, int sheet, int number, IReadOnlyList<KeptRow> rows)
    {
        (Import, Sheet, Number, Rows) = (import, sheet, number, rows.Count);
        Sealed = vault.Seal(PlaceOf(import, sheet, number), Pack(rows));
    }

    public long ImportId { get; private init; }
    public Import? Import { get; private init; }
    public int Sheet { get; private init; }
    public int Number { get; private init; }
    public int Rows { get; private init; }

    /// <summary>The rows as <see cref="Vault"/> wrote them.</summary>
    public string Sealed { get; private init; } = "";

    /// <summary>What the review says of each row, sealed: its sentences repeat values of the sheet, and any of them may be a code.</summary>
    public byte[]? Judged { get; private set; }

    internal IReadOnlyList<KeptRow> Open(Vault vault, Import import) =>
        Unpack<List<KeptRow>>(vault.Open(PlaceOf(import, Sheet, Number), Sealed)
            ?? throw new InvalidOperationException($"Rows of import {ImportId} cannot be opened: they were sealed with another key."));

    internal IReadOnlyList<RowJudgement> Judgements(Vault vault, Import import) => Judged is null ? [] : OpenJudged(vault, import, Sheet, Number, Judged);

    internal static byte[] SealJudged(Vault vault, Import import, int sheet, int number, IReadOnlyList<RowJudgement> rows) =>
        Encoding.ASCII.GetBytes(vault.Seal(JudgedPlaceOf(import, sheet, number), Pack(rows)));

    internal static IReadOnlyList<RowJudgement> OpenJudged(Vault vault, Import import, int sheet, int number, byte[] judged) =>
        Unpack<List<RowJudgement>>(Vault.IsSealed(judged) ? vault.Open(JudgedPlaceOf(import, sheet, number), Encoding.ASCII.GetString(judged))
            ?? throw new InvalidOperationException($"What was said of rows of import {import.Id} cannot be opened.") : judged);

    internal static byte[] Pack<T>(T value)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true)) JsonSerializer.Serialize(brotli, value);
        return packed.ToArray();
    }

    internal static T Unpack<T>(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<T>(brotli)!;
    }

    internal static Task<int> SaveJudgements(TenantDb db, long import, int sheet, int number, byte[] judged) =>
        db.ImportChunks.Where(c => c.ImportId == import && c.Sheet == sheet && c.Number == number)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Judged, judged));

    private static string JudgedPlaceOf(Import import, int sheet, int number) => $"{PlaceOf(import, sheet, number)}/judged";

    private static string PlaceOf(Import import, int sheet, int number) => $"Imports/{import.SealId:N}/{sheet}/{number}";
}

internal sealed class ImportChunkConfiguration : IEntityTypeConfiguration<ImportChunk>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<ImportChunk> builder)
    {
        builder.ToTable("ImportChunks");
        builder.HasKey(c => new { c.ImportId, c.Sheet, c.Number });
        builder.Property(c => c.Sheet).ValueGeneratedNever();
        builder.Property(c => c.Number).ValueGeneratedNever();
        builder.HasOne(c => c.Import).WithMany().HasForeignKey(c => c.ImportId).OnDelete(DeleteBehavior.Cascade);
    }
}
