using System.Text.Json;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Imports;

/// <summary>
/// A sheet that somebody sent, what its columns mean, what was decided about its rows, and what came of it. The rows themselves are kept
/// sealed, since there may be codes among them.
/// </summary>
public sealed class Import
{
    public const int FileNameLength = 200;
    public const int ActKeyLength = 100;

    private Import()
    {
    }

    /// <param name="fileName">What the file was called.</param>
    /// <param name="by">Who sends it.</param>
    /// <param name="now">When.</param>
    /// <param name="actKey">Tells a second sending of the same form from a second import.</param>
    public Import(string fileName, Actor by, DateTime now, string actKey)
    {
        (FileName, UserId, UserName, SentAt, ActKey) = (Word.Cut(fileName, FileNameLength), by.UserId, by.Name, now, actKey);
        SealId = Guid.CreateVersion7(new DateTimeOffset(now, TimeSpan.Zero));
    }

    public long Id { get; private init; }

    /// <summary>What its rows are sealed for.</summary>
    public Guid SealId { get; private init; }
    public string ActKey { get; private init; } = "";
    public string FileName { get; private init; } = "";
    public long UserId { get; private init; }
    public string UserName { get; private init; } = "";
    public DateTime SentAt { get; private init; }

    /// <summary>Null while the file is being read.</summary>
    public DateTime? ReadAt { get; private set; }
    public string SheetsJson { get; private set; } = "[]";
    public string MapJson { get; private set; } = "{}";

    /// <summary>What was decided about its rows, sealed: a corrected value may be a code.</summary>
    public string? Decisions { get; private set; }

    /// <summary>Grows with whatever changes what the review says.</summary>
    public int Version { get; private set; }

    /// <summary>Null until its columns have been matched, and while its rows are looked at anew.</summary>
    public DateTime? ReviewedAt { get; private set; }
    public string ReviewJson { get; private set; } = "{}";

    /// <summary>The run that takes its rows in.</summary>
    public long? RunId { get; private set; }

    /// <summary>The run that takes back what it made.</summary>
    public long? UndoRunId { get; private set; }

    public IReadOnlyList<SheetInfo> Sheets => JsonSerializer.Deserialize<SheetInfo[]>(SheetsJson)!;

    public ImportMap Map => JsonSerializer.Deserialize<ImportMap>(MapJson)!;

    public ReviewSummary Review => JsonSerializer.Deserialize<ReviewSummary>(ReviewJson)!;

    /// <summary>How far the judging of its rows is; null when nobody has to wait for it.</summary>
    internal JudgingProgress? Judging => IsOpen && ReviewedAt is null ? Review.Judging : null;

    /// <summary>How many rows there are to be judged.</summary>
    internal int RowsToJudge => Sheets[Map.Sheet].Rows;

    internal bool IsOpen => RunId is null;

    internal bool IsFrom(Actor actor) => UserId == actor.UserId;

    internal void HasBeenRead(IReadOnlyList<SheetInfo> sheets, ImportMap map, DateTime now)
    {
        (SheetsJson, ReadAt) = (JsonSerializer.Serialize(sheets), now);
        MapJson = JsonSerializer.Serialize(map);
    }

    internal void MapBy(ImportMap map)
    {
        MustBeOpen();
        (MapJson, ReviewedAt) = (JsonSerializer.Serialize(map), null);
        Version++;
    }

    internal void Decide(string sealedDecisions)
    {
        MustBeOpen();
        (Decisions, ReviewedAt) = (sealedDecisions, null);
        Version++;
    }

    /// <summary>Keeps how far the judging is, for whoever looks and for a server that starts again.</summary>
    internal void JudgedSoFar(int rows)
    {
        MustBeOpen();
        (ReviewJson, ReviewedAt) = (JsonSerializer.Serialize(new ReviewSummary { Judging = new(rows, RowsToJudge) }), null);
    }

    internal void Judged(ReviewSummary review, DateTime now)
    {
        MustBeOpen();
        (ReviewJson, ReviewedAt) = (JsonSerializer.Serialize(review), now);
    }

    internal void Start(long run)
    {
        MustBeOpen();
        RunId = run;
    }

    internal void TakeBack(long run) => UndoRunId = run;

    private void MustBeOpen()
    {
        if (!IsOpen) throw new InvalidOperationException($"Import {Id} has been run.");
    }
}

/// <summary>One sheet of the file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">How many rows with anything in them it has, the heads among them.</param>
/// <param name="Chunks">In how many chunks they are kept.</param>
public sealed record SheetInfo(string Name, int Rows, int Chunks);

internal sealed class ImportConfiguration : IEntityTypeConfiguration<Import>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<Import> builder)
    {
        builder.Property(i => i.FileName).HasMaxLength(Import.FileNameLength);
        builder.Property(i => i.ActKey).HasMaxLength(Import.ActKeyLength);
        builder.Property(i => i.UserName).HasMaxLength(User.NameLength);
        builder.HasIndex(i => i.ActKey).IsUnique();
        builder.HasIndex(i => i.RunId);
        builder.HasIndex(i => i.UndoRunId);
        builder.Ignore(i => i.Sheets).Ignore(i => i.Map).Ignore(i => i.Review).Ignore(i => i.IsOpen).Ignore(i => i.Judging).Ignore(i => i.RowsToJudge);
    }
}
