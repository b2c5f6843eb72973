using Kbm.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Exports;

/// <summary>The columns that a user last exported a list in. Nobody else's work depends on it, so the activity says nothing of it.</summary>
public sealed class ColumnChoice
{
    public const int ListLength = 40;
    public const int ColumnsLength = 1000;

    public long Id { get; private init; }
    public required long UserId { get; init; }
    public required string List { get; init; }

    /// <summary>Names of columns with commas between; empty for all of them.</summary>
    public required string Columns { get; set; }
}

internal static class ColumnChoices
{
    /// <summary>The columns that a user last exported a list in; none for all of them.</summary>
    public static async Task<IReadOnlyList<string>> ColumnsOf(this TenantDb db, long userId, ListExport list) =>
        (await db.ColumnChoices.Where(c => c.UserId == userId && c.List == list.Name).Select(c => c.Columns).FirstOrDefaultAsync())
            ?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Remembers the columns until the user exports the list in others.</summary>
    public static async Task RememberColumns(this Store<TenantDb> store, long userId, ListExport list, IReadOnlyCollection<string> columns)
    {
        var text = columns.Count == list.Columns.Count ? "" : string.Join(',', columns);
        await store.Write(async db =>
        {
            if (await db.ColumnChoices.FirstOrDefaultAsync(c => c.UserId == userId && c.List == list.Name) is { } before) before.Columns = text;
            else db.ColumnChoices.Add(new() { UserId = userId, List = list.Name, Columns = text });
        });
    }
}

internal sealed class ColumnChoiceConfiguration : IEntityTypeConfiguration<ColumnChoice>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<ColumnChoice> builder)
    {
        builder.ToTable("ColumnChoices");
        builder.Property(c => c.List).HasMaxLength(ColumnChoice.ListLength);
        builder.Property(c => c.Columns).HasMaxLength(ColumnChoice.ColumnsLength);
        builder.HasIndex(c => new { c.UserId, c.List }).IsUnique();
    }
}
