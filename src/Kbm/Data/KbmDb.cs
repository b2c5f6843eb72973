using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
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

    /// <summary>
    /// Whether more was saved here than movements: see <see cref="Store{TDb}.RememberFacts"/>. What is changed in the database directly, past
    /// the context, is not seen; such a write saves something beside it that is.
    /// </summary>
    internal bool ChangedFacts { get; set; }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        using var looked = LookForFacts();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        using var looked = LookForFacts();
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>Which facts hold where several nodes write; it grows with every write that changes some.</summary>
    internal virtual Task<long> FactsVersion() => Task.FromResult(0L);

    /// <summary>Counts the version on, as the last thing of a write: whoever comes after waits for its end.</summary>
    internal virtual Task CountFactsVersion() => Task.CompletedTask;

    /// <summary>Whether this change only records that something moved from hand to hand.</summary>
    protected virtual bool IsMovement(EntityEntry change) => false;

    /// <summary>Looks through what is about to be saved, once for this and for the saving.</summary>
    private LookedThrough LookForFacts()
    {
        if (ChangeTracker.AutoDetectChangesEnabled) ChangeTracker.DetectChanges();
        ChangedFacts = ChangedFacts || ChangeTracker.Entries().Any(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && !IsMovement(e));
        return new(ChangeTracker);
    }

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

    private readonly struct LookedThrough : IDisposable
    {
        private readonly ChangeTracker _tracker;
        private readonly bool _before;

        public LookedThrough(ChangeTracker tracker) => (_tracker, _before, tracker.AutoDetectChangesEnabled) = (tracker, tracker.AutoDetectChangesEnabled, false);

        public void Dispose() => _tracker.AutoDetectChangesEnabled = _before;
    }

    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        value => value,
        value => DateTime.SpecifyKind(value, DateTimeKind.Utc));
}
