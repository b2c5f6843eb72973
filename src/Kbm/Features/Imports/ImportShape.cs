using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kbm.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Imports;

/// <summary>How the columns of sheets with these heads were matched the last time, for the next one of the kind.</summary>
public sealed class ImportShape
{
    private ImportShape()
    {
    }

    internal ImportShape(string heads) => Heads = heads;

    /// <summary>A hash of the heads.</summary>
    public string Heads { get; private init; } = "";
    public ImportKind Kind { get; private set; }
    public string ColumnsJson { get; private set; } = "{}";

    internal IReadOnlyDictionary<int, Field> Columns => JsonSerializer.Deserialize<Dictionary<int, Field>>(ColumnsJson)!;

    internal void Remember(ImportMap map) => (Kind, ColumnsJson) = (map.Kind, JsonSerializer.Serialize(map.Columns));

    internal static string HeadsOf(IEnumerable<string> heads) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', heads.Select(HeadText.Fold)))));
}

internal sealed class ImportShapeConfiguration : IEntityTypeConfiguration<ImportShape>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<ImportShape> builder)
    {
        builder.ToTable("ImportShapes");
        builder.HasKey(s => s.Heads);
        builder.Property(s => s.Heads).HasMaxLength(64);
        builder.Ignore(s => s.Columns);
    }
}
