using System.Text.RegularExpressions;
using Kbm.Features.Shared;

namespace Kbm.Features.Activity;

/// <summary>Kinds of acts as people call them.</summary>
internal static partial class ActivityWords
{
    public static readonly IReadOnlyList<FieldOption> Verbs = [new("", "Every kind of act"), .. Enum.GetNames<ActivityVerb>().Select(v => new FieldOption(v, Of(v)))];

    public static string Of(ActivityVerb verb) => Of(verb.ToString());

    private static string Of(string verb) => verb switch
    {
        nameof(ActivityVerb.CheckedOut) => "Handed over",
        nameof(ActivityVerb.CheckedIn) => "Taken back",
        nameof(ActivityVerb.PutInside) => "Put into a lockbox",
        nameof(ActivityVerb.TakenOut) => "Taken out of a lockbox",
        nameof(ActivityVerb.Corrected) => "Corrected by an audit",
        nameof(ActivityVerb.Restored) => "Brought back",
        nameof(ActivityVerb.PinChanged) => "PIN changed",
        _ => WordStart().Replace(verb, m => " " + m.Value.ToLowerInvariant()),
    };

    [GeneratedRegex("(?<=[a-z])[A-Z]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WordStart();
}
