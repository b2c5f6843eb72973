using System.Text.RegularExpressions;
using Kbm.Features.Items;
using Kbm.Features.Settings;

namespace Kbm.Features.Activity;

/// <summary>What the shared timeline draws: entries as they are to stand, newest first.</summary>
public sealed partial record TimelineView(IReadOnlyList<ActivityEntry> Entries, CompanyTime Time)
{
    /// <summary>The days stand as headings above, so each entry shows its time of day only.</summary>
    public bool OnlyTimes { get; init; }

    /// <summary>The sentence in parts; a part that names an item or a receipt which the entry is about has its address.</summary>
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

    private static string? AddressOf(ActivityEntry entry, Match name) => name.Groups["code"].Success
        ? entry.ItemId is null ? null : ItemKind.OfCode(name.Value)?.PageOf(name.Value)
        : entry.ReceiptId is null ? null : "/receipts/" + name.Value;

    [GeneratedRegex(@"(?<code>\b[A-Z]{2,6}\d{3}\b)|(?<=\()R-\d{6,12}(?=\)\.$)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamePattern();
}
