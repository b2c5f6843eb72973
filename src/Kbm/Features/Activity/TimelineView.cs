using System.Text.RegularExpressions;
using Kbm.Features.Settings;

namespace Kbm.Features.Activity;

/// <summary>What the shared timeline draws: entries as they are to stand, newest first.</summary>
public sealed partial record TimelineView(IReadOnlyList<ActivityEntry> Entries, CompanyTime Time)
{
    /// <summary>The days stand as headings above, so each entry shows its time of day only.</summary>
    public bool OnlyTimes { get; init; }

    /// <summary>The sentence in parts; a part that names a key or a receipt which the entry is about has its address.</summary>
    internal static IEnumerable<(string Text, string? Address)> Parts(ActivityEntry entry)
    {
        var at = 0;
        foreach (Match name in NamePattern().Matches(entry.Sentence))
        {
            if (AddressOf(entry, name) is not { } address) continue;
            if (name.Index > at) yield return (entry.Sentence[at..name.Index], null);
            yield return (name.Value, address);
            at = name.Index + name.Length;
        }
        if (at < entry.Sentence.Length) yield return (entry.Sentence[at..], null);
    }

    private static string? AddressOf(ActivityEntry entry, Match name) => name.Groups["key"].Success
        ? entry.ItemId is null ? null : "/keys/" + name.Value
        : entry.ReceiptId is null ? null : "/receipts/" + name.Value;

    [GeneratedRegex(@"(?<key>\bK[A-Z]{1,3}\d{3}\b)|(?<=\()R-\d{6,12}(?=\)\.$)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamePattern();
}
