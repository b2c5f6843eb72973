using System.Diagnostics.CodeAnalysis;

namespace Kbm.Data;

/// <summary>Why an act was not done: a stable code for programs, a sentence for people, and the field it belongs to.</summary>
/// <param name="Code">Snake case, part of the API's contract.</param>
/// <param name="Sentence">Names the reason and, where there is one, the way on.</param>
/// <param name="Field">The input's name as the form and the API call it, or null when it concerns the whole act.</param>
/// <param name="Status">The HTTP status that the API answers with.</param>
public sealed record Refusal(string Code, string Sentence, string? Field = null, int Status = 400)
{
    /// <summary>What the API adds for programs, by name.</summary>
    public (string Name, object Value)? Detail { get; init; }

    public static Refusal Invalid(string field, string sentence) => new("invalid", sentence, field);

    public static Refusal NotFound(string sentence, string? field = null) => new("not_found", sentence, field, 404);

    public static Refusal Conflict(string code, string sentence, string? field = null) => new(code, sentence, field, 409);
}

internal interface IOutcome
{
    bool IsRefused { get; }
}

/// <summary>What an act came to: its value, or the refusals that kept it from happening.</summary>
public sealed class Outcome<T> : IOutcome
{
    private Outcome(T? value, IReadOnlyList<Refusal> refusals) => (Value, Refusals) = (value, refusals);

    public T? Value { get; }

    public IReadOnlyList<Refusal> Refusals { get; }

    [MemberNotNullWhen(false, nameof(Value))]
    public bool IsRefused => Refusals.Count > 0;

    public static implicit operator Outcome<T>(T value) => new(value, []);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, [refusal]);

    public static implicit operator Outcome<T>(List<Refusal> refusals) => new(default, refusals);
}
