using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Kbm.Features.Audits;

/// <summary>Where an item hangs when it is in: a hook, and the cabinet or office that the hook is in. Either may be missing.</summary>
public sealed partial record HookPlace(string? Hook, string? Location)
{
    /// <summary>"Hook 12", "Hook 12, Office", "Office, no hook" or "No hook".</summary>
    public string Name => this switch
    {
        { Hook: { } hook, Location: { } location } => $"Hook {hook}, {location}",
        { Hook: { } hook } => $"Hook {hook}",
        { Location: { } location } => $"{location}, no hook",
        _ => "No hook",
    };

    /// <summary>The name inside of a sentence: "hook 12".</summary>
    [JsonIgnore]
    public string InSentence => Hook is null && Location is not null ? Name : string.Concat(Name[..1].ToLowerInvariant(), Name.AsSpan(1));

    /// <summary>The order of the walk: location by location, 2 before 10, and what has no hook at the end of its location.</summary>
    [JsonIgnore]
    public string SortKey => $"{Padded(Location)}\u0001{(Hook is null ? "\uffff" : Padded(Hook))}";

    public bool IsSame(HookPlace other) =>
        string.Equals(Hook, other.Hook, StringComparison.OrdinalIgnoreCase) && string.Equals(Location, other.Location, StringComparison.OrdinalIgnoreCase);

    /// <summary>A hook's name with its numbers padded, so that 2 comes before 10 and A9 before A10.</summary>
    public static string Padded(string? name) => Digits().Replace((name ?? "").ToUpperInvariant(), m => m.Value.PadLeft(20, '0'));

    [GeneratedRegex("[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digits();
}
