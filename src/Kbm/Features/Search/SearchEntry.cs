using Kbm.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Search;

public enum SearchKind { Item, Property, Unit, Contact }

/// <summary>One findable thing: what is searched (folded) and what is shown. Kept in the same transaction as the thing.</summary>
public sealed class SearchEntry
{
    public const int TextLength = 1200;
    public const int WordsLength = TextLength - 2;

    public long Id { get; private init; }
    public required SearchKind Kind { get; init; }
    public required long TargetId { get; init; }

    /// <summary>An item's code; empty for other things.</summary>
    public string Code { get; set; } = "";
    public string Title { get; set; } = "";
    public string Detail { get; set; } = "";

    /// <summary>Everything it can be found by, as <see cref="SearchText.Indexed"/> writes it.</summary>
    public string Text { get; set; } = "";
    public bool IsRetired { get; set; }
}

internal sealed class SearchEntryConfiguration : IEntityTypeConfiguration<SearchEntry>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<SearchEntry> builder)
    {
        builder.Property(e => e.Code).HasMaxLength(12);
        builder.Property(e => e.Title).HasMaxLength(160);
        builder.Property(e => e.Detail).HasMaxLength(400);
        builder.Property(e => e.Text).HasMaxLength(SearchEntry.TextLength);
        builder.HasIndex(e => new { e.Kind, e.TargetId }).IsUnique();
        builder.HasIndex(e => e.Code);
    }
}
