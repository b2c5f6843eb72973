using Kbm.Features.Audits;
using Kbm.Features.Shared;

namespace Kbm.Features.Activity;

/// <summary>The sentences about audits.</summary>
internal static partial class Sentences
{
    private const int MostNamed = 20;

    public static string AuditStarted(Audit audit) => $"Started {audit.Name}: {Word.Count(audit.ItemCount, "item")}.";

    public static string AuditStep(Audit audit, AuditStepKind step) => step switch
    {
        AuditStepKind.Paused => $"Paused {audit.Name}.",
        AuditStepKind.Resumed => $"Went on with {audit.Name}.",
        AuditStepKind.Finished => $"Finished counting of {audit.Name}.",
        AuditStepKind.Reopened => $"Took up counting of {audit.Name} again.",
        _ => $"Cancelled {audit.Name}.",
    };

    public static string AuditApplied(Audit audit, int items) => $"Applied {Word.Count(items, "difference")} of {audit.Name}.";

    /// <summary>"Counted on hook 12: 2 × KA014, no KA020 (audit 7)."</summary>
    public static string Counted(Audit audit, HookPlace place, IReadOnlyList<AuditCount> counts)
    {
        var named = counts.Take(MostNamed).Select(c => c.Quantity == 0 ? $"no {c.Code}" : $"{c.Quantity} × {c.Code}").ToList();
        if (counts.Count > MostNamed) named.Add($"{counts.Count - MostNamed} more");
        return $"Counted {At(place)}: {Word.List(named)} (audit {audit.Id}).";
    }

    public static string CountedAgain(Audit audit, HookPlace place) => $"Began to count {place.InSentence} again (audit {audit.Id}).";

    public static string Corrected(Audit audit, string code, string what) => $"Corrected {code} by audit {audit.Id}: {what}.";

    public static string AuditPlanned(PlannedAudit plan, string day) => $"Planned an audit of {plan.Title} for {day}.";

    public static string AuditDropped(PlannedAudit plan, string day) => $"Dropped the audit of {plan.Title} planned for {day}.";

    private static string At(HookPlace place) => place is { Hook: null, Location: null } ? "without a hook" : place.Hook is null ? $"at {place.Location}, without a hook" : $"on {place.InSentence}";
}
