using System.Globalization;
using System.Text.RegularExpressions;
using Kbm.Features.Shared;

namespace Kbm.Features.Properties;

/// <summary>Reads the labels of many units from one line: "1A, 1B, 1C", "101-112", "A1-A8", "2A-2F".</summary>
internal static partial class UnitLabels
{
    public const int MostAtOnce = 500;

    public static List<string> Read(Checks checks, string field, string? typed)
    {
        var labels = new List<string>();
        foreach (var part in (typed ?? "").Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(Checks.Line).Where(p => p.Length > 0))
        {
            if (!Expand(checks, field, part, labels)) return [];
            if (labels.Count > MostAtOnce)
            {
                checks.Refuse(field, $"Add at most {MostAtOnce} units at once.");
                return [];
            }
        }
        if (labels.Count == 0) checks.Refuse(field, "Enter at least one label, such as 4B or 101-112.");
        return [.. labels.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static bool Expand(Checks checks, string field, string part, List<string> labels)
    {
        if (Numbers().Match(part) is { Success: true } numbers && IsOneSeries(numbers)) return AddNumbers(checks, field, part, numbers, labels);
        if (Letters().Match(part) is { Success: true } letters && IsOneSeries(letters)) return AddLetters(checks, field, part, letters, labels);
        if (part.Length <= Unit.LabelLength)
        {
            labels.Add(part);
            return true;
        }
        checks.Refuse(field, $"A label has at most {Unit.LabelLength} characters; “{part[..20]}…” has {part.Length}.");
        return false;
    }

    private static bool AddNumbers(Checks checks, string field, string part, Match range, List<string> labels)
    {
        var (from, to) = (Number(range.Groups["from"]), Number(range.Groups["to"]));
        if (from > to) return Backwards(checks, field, part);
        var width = range.Groups["from"].Value.StartsWith('0') ? range.Groups["from"].Length : 1;
        for (var n = from; n <= Math.Min(to, from + MostAtOnce); n++)
            labels.Add(range.Groups["head"].Value + n.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0'));
        return true;
    }

    private static bool AddLetters(Checks checks, string field, string part, Match range, List<string> labels)
    {
        var (from, to) = (range.Groups["from"].Value[0], range.Groups["to"].Value[0]);
        if (from > to) return Backwards(checks, field, part);
        for (var letter = from; letter <= to; letter++) labels.Add(range.Groups["head"].Value + letter);
        return true;
    }

    private static bool Backwards(Checks checks, string field, string part)
    {
        checks.Refuse(field, $"The range {part} runs backwards.");
        return false;
    }

    /// <summary>
    /// What stands before the two ends is the same, or stands before the first only. Ends of very different length are no series:
    /// 2-101 is unit 101 of building 2.
    /// </summary>
    private static bool IsOneSeries(Match range) => range.Groups["again"].Value.Trim() is var again
        && Math.Abs(range.Groups["to"].Length - range.Groups["from"].Length) <= 1
        && (again.Length == 0 || string.Equals(again, range.Groups["head"].Value.Trim(), StringComparison.OrdinalIgnoreCase));

    private static int Number(Group digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<head>.{0,20}?)(?<from>[0-9]{1,6})\s*[-–]\s*(?<again>.{0,20}?)(?<to>[0-9]{1,6})$",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbers();

    // After a digit or nothing, and both of one case: "Sub-A" is a label.
    [GeneratedRegex(@"^(?<head>|.{0,20}?[0-9])((?<from>[A-Z])\s*[-–]\s*(?<again>|.{0,20}?[0-9])(?<to>[A-Z])|(?<from>[a-z])\s*[-–]\s*(?<again>|.{0,20}?[0-9])(?<to>[a-z]))$",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Letters();
}
