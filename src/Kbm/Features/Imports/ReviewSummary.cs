using System.Text.Json.Serialization;
using Kbm.Features.Secrets;
using Kbm.Features.Shared;

namespace Kbm.Features.Imports;

/// <summary>What the review says of a row: it makes something, it is there already, it changes something, it stands in the sheet twice, or it cannot be taken in.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
public enum Verdict { New, Change, Same, Duplicate, Wrong, Skipped }

/// <summary>Why a row cannot be taken in.</summary>
/// <param name="Field">The column's meaning; null where it is the row as a whole.</param>
/// <param name="Code">The reason for programs.</param>
/// <param name="Sentence">The reason for people. It repeats no code that is kept secret.</param>
public sealed record RowProblem(Field? Field, string Code, string Sentence);

/// <summary>What the review says of one row.</summary>
/// <param name="Row">Its number.</param>
/// <param name="Verdict">What it comes to.</param>
/// <param name="Makes">What it makes besides what its rows are about, or what it would change.</param>
/// <param name="Problems">Why it cannot be taken in.</param>
/// <param name="Depth">How many rows of the sheet have to come before it: a master before the keys under it.</param>
/// <param name="PropertyId">The property that is there already and that it belongs to.</param>
/// <param name="OwnerId">The contact that is there already and that it names or changes.</param>
/// <param name="Mark">What it changes, as <see cref="ChangeMark"/> has it.</param>
internal sealed record RowJudgement(int Row, Verdict Verdict, IReadOnlyList<string> Makes, IReadOnlyList<RowProblem> Problems, int Depth, long? PropertyId, long? OwnerId, string? Mark = null);

/// <summary>A property's name that is not known, and in how many rows.</summary>
public sealed record UnknownPlace(string Name, int Rows, IReadOnlyList<SuggestedPlace> Suggestions);

public sealed record SuggestedPlace(long Id, string Name);

/// <summary>Units that a property does not have, and in how many rows.</summary>
public sealed record UnknownUnits(string Property, int Units, int Rows, string Examples);

/// <summary>How many rows of a large sheet have been judged so far, and of how many.</summary>
public sealed record JudgingProgress(int Done, int Total);

/// <summary>What the rows come to together.</summary>
public sealed record ReviewSummary
{
    public const int MostQuestions = 100;

    /// <summary>Not null while they are being judged in the background.</summary>
    public JudgingProgress? Judging { get; init; }

    public Dictionary<Verdict, int> Counts { get; init; } = [];
    public IReadOnlyList<UnknownPlace> UnknownPlaces { get; init; } = [];
    public int MoreUnknownPlaces { get; init; }
    public IReadOnlyList<UnknownUnits> UnknownUnits { get; init; } = [];

    /// <summary>The highest ids at the time; what has a higher one came since, by this import or by others.</summary>
    public long LastPropertyId { get; init; }
    public long LastContactId { get; init; }

    public int Rows => Counts.Values.Sum();
    public int Of(Verdict verdict) => Counts.GetValueOrDefault(verdict);
    /// <summary>The questions as they are kept: the names in them are values of the sheet, and any of those may be a code.</summary>
    public string? Sealed { get; init; }

    internal ReviewSummary Seal(Vault vault, Import import) =>
        this with { UnknownPlaces = [], UnknownUnits = [], Sealed = vault.Seal(PlaceOf(import), ImportChunk.Pack(new Questions(UnknownPlaces, UnknownUnits))) };

    internal ReviewSummary Open(Vault vault, Import import)
    {
        if (Sealed is null) return this;
        var questions = ImportChunk.Unpack<Questions>(vault.Open(PlaceOf(import), Sealed) ?? throw new InvalidOperationException($"The questions of import {import.Id} cannot be opened."));
        return this with { UnknownPlaces = questions.Places, UnknownUnits = questions.Units, Sealed = null };
    }

    private sealed record Questions(IReadOnlyList<UnknownPlace> Places, IReadOnlyList<UnknownUnits> Units);

    private static string PlaceOf(Import import) => $"Imports/{import.SealId:N}/questions";

    /// <summary>What somebody is asked: no names that are hidden from them.</summary>
    internal ReviewSummary For(ImportMap map, bool fromSender) => this with
    {
        UnknownPlaces = map.Hides(Field.Property, fromSender) || map.Hides(Field.Street, fromSender) ? [] : UnknownPlaces,
        UnknownUnits = map.Hides(Field.Property, fromSender) || map.Hides(Field.Unit, fromSender) ? [] : UnknownUnits,
    };

    internal int ToDo => Of(Verdict.New) + Of(Verdict.Change);

    /// <summary>"104 new, 3 to be changed, 2 wrong". Never empty: rows that have nothing in the matched columns are no rows.</summary>
    public string Words() => Rows == 0 ? "no row has anything in the matched columns" : Of(Verdict.Wrong) + ToDo == 0 ? "nothing new" : Word.List([.. Parts().Where(p => p.Count > 0).Select(p => $"{p.Count:#,0} {p.Words}")]);

    private IEnumerable<(int Count, string Words)> Parts() =>
        [(Of(Verdict.New), "new"), (Of(Verdict.Change), "to be changed"), (Of(Verdict.Same), "already in KBM"), (Of(Verdict.Duplicate), "twice in the sheet"), (Of(Verdict.Wrong), "with a problem"), (Of(Verdict.Skipped), "left out")];
}
