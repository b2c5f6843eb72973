using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Runs;

public enum RunKind { Bulk, Audit, Hooks, Import, UndoImport }

/// <summary>One act on many things, done in batches. What has been done is saved in the write that does it, so a run goes on after a restart and does nothing twice.</summary>
public sealed class Run
{
    public const int ActKeyLength = 100;
    public const int TitleLength = 300;
    public const int BatchSize = 200;

    private Run()
    {
    }

    /// <param name="kind">Which act it is.</param>
    /// <param name="title">What it does, in words.</param>
    /// <param name="work">What the act needs to know, as JSON.</param>
    /// <param name="things">What it is done with, by code, in this order.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="now">When it starts.</param>
    /// <param name="actKey">Tells a second sending of the same form from a second act.</param>
    public Run(RunKind kind, string title, string work, IReadOnlyCollection<string> things, Actor by, DateTime now, string actKey)
        : this(kind, title, work, [.. things.Chunk(BatchSize)], by, now, actKey)
    {
    }

    /// <summary>A run whose act says what is done in one write.</summary>
    internal Run(RunKind kind, string title, string work, IReadOnlyCollection<string[]> batches, Actor by, DateTime now, string actKey)
    {
        (Kind, Title, Work, Total, StartedAt, ActKey) = (kind, Word.Cut(title, TitleLength), work, batches.Sum(b => b.Length), now, actKey);
        (UserId, UserName) = (by.UserId, by.Name);
        Batches.AddRange(batches.Select((some, number) => new RunBatch(number, some)));
    }

    public long Id { get; private init; }
    public RunKind Kind { get; private init; }
    public string Title { get; private init; } = "";
    public string Work { get; private init; } = "";
    public string ActKey { get; private init; } = "";
    public long UserId { get; private init; }
    public string UserName { get; private init; } = "";
    public DateTime StartedAt { get; private init; }
    public DateTime? EndedAt { get; private set; }
    public int Total { get; private init; }
    public int Changed { get; private set; }

    /// <summary>Those that were so already.</summary>
    public int Unchanged { get; private set; }
    public int Refused { get; private set; }
    public List<RunBatch> Batches { get; private init; } = [];

    public int Done => Changed + Unchanged + Refused;

    /// <summary>Who does it, as part of this run.</summary>
    public Actor By => new(UserId, UserName) { RunId = Id };

    /// <summary>Those that were left because somebody ended it.</summary>
    public int Left => EndedAt is null ? 0 : Total - Done;

    internal void Count(RunBatch batch, BatchResult result, DateTime now)
    {
        batch.End(result.Refusals, now);
        (Changed, Unchanged, Refused) = (Changed + result.Changed, Unchanged + result.Unchanged, Refused + result.Refusals.Count);
        if (Done == Total) EndedAt = now;
    }

    internal void End(DateTime now) => EndedAt ??= now;
}

/// <summary>What came of a batch.</summary>
internal sealed record BatchResult(int Changed, int Unchanged, IReadOnlyList<RunRefusal> Refusals);

/// <summary>Why one thing was left as it is.</summary>
/// <param name="Thing">Its code.</param>
/// <param name="Code">The reason for programs.</param>
/// <param name="Sentence">The reason for people.</param>
public sealed record RunRefusal(string Thing, string Code, string Sentence);

internal static class RunQueries
{
    /// <summary>A run, kept from other writers until the write ends: of two servers only one is at it, and the other then sees what was done.</summary>
    public static async Task<Run> LockedRun(this TenantDb db, long id)
    {
        // Changing nothing locks the row.
        await db.Runs.Where(r => r.Id == id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Changed, r => r.Changed));
        return await db.Runs.FirstAsync(r => r.Id == id);
    }
}

internal sealed class RunConfiguration : IEntityTypeConfiguration<Run>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<Run> builder)
    {
        builder.Property(r => r.Title).HasMaxLength(Run.TitleLength);
        builder.Property(r => r.ActKey).HasMaxLength(Run.ActKeyLength);
        builder.Property(r => r.UserName).HasMaxLength(User.NameLength);
        builder.HasIndex(r => r.ActKey).IsUnique();
        builder.HasIndex(r => r.EndedAt);
        builder.HasMany(r => r.Batches).WithOne().HasForeignKey(b => b.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
