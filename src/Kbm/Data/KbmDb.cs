using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Kbm.Data;

/// <summary>What the catalog's and the tenants' contexts share: UTC times, enums as words, and being handed back to a pool.</summary>
public abstract class KbmDb(DbContextOptions options) : DbContext(options)
{
    /// <summary>Takes the context back instead of letting it be disposed; null for a context that belongs to nobody.</summary>
    internal Func<KbmDb, ValueTask>? Return { get; set; }

    /// <summary>A name as lists sort it, whatever its case. Of letters beyond A to Z, SQLite keeps the case.</summary>
    [DbFunction("lower", IsBuiltIn = true)]
    public static string Folded(string? name) => throw new NotSupportedException("Only the database folds names.");

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(24);
    }

    public override void Dispose()
    {
        if (Return is { } giveBack) giveBack(this).AsTask().GetAwaiter().GetResult();
        else base.Dispose();
        GC.SuppressFinalize(this);
    }

    public override ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Return is { } giveBack ? giveBack(this) : base.DisposeAsync();
    }

    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        value => value,
        value => DateTime.SpecifyKind(value, DateTimeKind.Utc));
}
