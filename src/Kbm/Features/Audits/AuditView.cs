using Kbm.Features.Items;
using Kbm.Features.Shared;

namespace Kbm.Features.Audits;

/// <summary>How audits and their differences look on pages and paper.</summary>
internal static class AuditView
{
    public static StateView Of(Audit audit) => audit.State switch
    {
        AuditState.Counting => new("soon", "clipboard-check", "counting"),
        AuditState.Paused => new("off", "pause", "paused"),
        AuditState.Finished => new("ok", "check", "finished"),
        _ => new("off", "x", "cancelled"),
    };

    public static StateView Of(DifferenceKind kind) => kind switch
    {
        DifferenceKind.WrongHook => new("soon", "map-pin", Words(kind)),
        DifferenceKind.Unknown or DifferenceKind.Retired => new("off", "circle-help", Words(kind)),
        _ => new("late", "triangle-alert", Words(kind)),
    };

    public static string Words(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Missing => "missing",
        DifferenceKind.WrongCount => "wrong count",
        DifferenceKind.WrongHook => "wrong hook",
        DifferenceKind.Extra => "extra",
        DifferenceKind.Retired => "retired",
        _ => "unknown code",
    };

    public static string Words(AuditStepKind step) => step switch
    {
        AuditStepKind.Resumed => "Gone on with",
        AuditStepKind.Applied => "Differences applied",
        _ => step.ToString(),
    };

    /// <summary>"1 of 2": what was found of what was expected.</summary>
    public static string Counts(AuditDifference difference) => difference.Expected == 0 ? $"{difference.Counted}, none expected" : $"{difference.Counted} of {difference.Expected}";

    /// <summary>"hook 14" or "1 on hook 14, 1 on hook 15"; null where nothing was found.</summary>
    public static string? FoundAt(AuditDifference difference) => Places(difference.Found);

    /// <summary>The same of what was found where it does not belong.</summary>
    public static string? FoundElsewhere(AuditDifference difference) =>
        Places(difference.ItemId is null ? difference.Found : difference.Found.Where(f => !f.Place.IsSame(difference.Home)));

    private static string? Places(IEnumerable<FoundAt> places)
    {
        var found = places.Where(f => f.Quantity > 0).ToList();
        return found.Count == 0 ? null : found is [var only] ? only.Place.InSentence : Word.List([.. found.Select(f => $"{f.Quantity} on {f.Place.InSentence}")]);
    }
}
