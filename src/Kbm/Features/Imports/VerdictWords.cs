namespace Kbm.Features.Imports;

/// <summary>What a verdict is called and how it looks.</summary>
internal static class VerdictWords
{
    public static (string Text, string Tone, string Icon) Of(Verdict verdict) => verdict switch
    {
        Verdict.New => ("New", "ok", "plus"),
        Verdict.Change => ("Changes", "soon", "pencil"),
        Verdict.Same => ("Already in KBM", "off", "check"),
        Verdict.Duplicate => ("Twice in the sheet", "off", "copy"),
        Verdict.Wrong => ("Problem", "late", "triangle-alert"),
        _ => ("Left out", "off", "minus"),
    };

    /// <summary>The tabs of the review, problems first.</summary>
    public static IReadOnlyList<Verdict> InOrder { get; } = [Verdict.Wrong, Verdict.New, Verdict.Change, Verdict.Same, Verdict.Duplicate, Verdict.Skipped];
}
