using System.Text.RegularExpressions;

namespace Kbm.Features.Activity;

/// <summary>What kinds of acts are called where people choose among them.</summary>
internal static partial class ActivityWords
{
    public static string Of(string verb) => verb switch
    {
        nameof(ActivityVerb.CheckedOut) => "Handed over",
        nameof(ActivityVerb.CheckedIn) => "Taken back",
        nameof(ActivityVerb.PutInside) => "Put into a lockbox",
        nameof(ActivityVerb.TakenOut) => "Taken out of a lockbox",
        nameof(ActivityVerb.Restored) => "Brought back",
        nameof(ActivityVerb.PinChanged) => "PIN changed",
        _ => WordStart().Replace(verb, m => " " + m.Value.ToLowerInvariant()),
    };

    [GeneratedRegex("(?<=[a-z])[A-Z]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WordStart();
}
