using Kbm.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Items;

/// <summary>The last number given out in a series. Numbers come from here inside a write, so none is given twice.</summary>
public sealed class Counter
{
    public required string Name { get; init; }
    public long Last { get; init; }
}

internal sealed class CounterConfiguration : IEntityTypeConfiguration<Counter>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<Counter> builder)
    {
        builder.HasKey(c => c.Name);
        builder.Property(c => c.Name).HasMaxLength(24);
        builder.HasData([.. ItemKind.All.Select(k => new Counter { Name = k.Counter }), new Counter { Name = Counters.Receipt }, new Counter { Name = Counters.Facts }]);
    }
}

internal static class Counters
{
    public const string Receipt = "Receipt";

    /// <summary>Counts the writes that changed more than who has what.</summary>
    public const string Facts = "Facts";

    /// <summary>Takes the next <paramref name="count"/> numbers of a series and returns the first. On PostgreSQL the series waits for this write.</summary>
    /// <exception cref="ArgumentException">There is no such series.</exception>
    public static async Task<long> Take(this TenantDb db, string series, int count = 1)
    {
        var last = await db.Database.SqlQuery<long>(
            $"""UPDATE "Counters" SET "Last" = "Last" + {count} WHERE "Name" = {series} RETURNING "Last" AS "Value" """).ToListAsync();
        return last is [var number] ? number - count + 1 : throw new ArgumentException($"There is no series {series}.", nameof(series));
    }

    /// <summary>Takes every number of a series up to this one, so that none of them is given out any more.</summary>
    public static Task TakeUpTo(this TenantDb db, string series, long number) => db.Database.ExecuteSqlAsync(
        $"""UPDATE "Counters" SET "Last" = {number} WHERE "Name" = {series} AND "Last" < {number}""");
}
