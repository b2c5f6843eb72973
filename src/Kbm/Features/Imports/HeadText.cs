using System.Text.RegularExpressions;
using Kbm.Features.Search;

namespace Kbm.Features.Imports;

/// <summary>Makes heads of columns comparable: "Key #", "KeyNumber" and "KEY NUMBER" are one.</summary>
internal static partial class HeadText
{
    public static string Fold(string head)
    {
        var words = Humps().Replace(head.Length > 200 ? head[..200] : head, " ").Replace("#", " number ", StringComparison.Ordinal);
        return SearchText.Fold(words);
    }

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Humps();
}
