namespace Kbm.Tests.Support;

/// <summary>Texts that people paste by accident and attackers send on purpose.</summary>
internal static class HostileTexts
{
    public const string Markup = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>";

    /// <summary>By a name that a failure can be told by.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["nothing"] = "",
        ["blanks"] = " \t\u00A0\u3000",
        ["markup"] = Markup,
        ["quotes"] = "'; DROP TABLE \"Items\"; --",
        ["patterns"] = "%_\\*?[^a]",
        ["search syntax"] = "\" OR NEAR( * ^ AND -",
        ["formats"] = "{0} {{ %s %n ${7*7} @(1+1)",
        ["formula"] = "=cmd|' /C calc'!A0",
        ["path"] = "../../../etc/passwd",
        ["new lines"] = "a\r\nSet-Cookie: x=1\r\n\r\nb",
        ["controls"] = "a\u0001\u001B[31m\u007F\u0085b",
        ["no character"] = "a\uFFFEb\uFFFFc",
        ["marks only"] = "\u0301\u0302\u0303",
        ["right to left"] = "\u202Egnp.\u2066exe\u200F",
        ["emoji"] = "👩‍👩‍👧‍👦 🏳️‍🌈 e\u0301",
        ["grows when composed"] = string.Concat(Enumerable.Repeat("\uFB2C", 60)),
        ["long emoji"] = string.Concat(Enumerable.Repeat("😀", 400)),
        ["long"] = new('A', 1500),
        ["foreign digits"] = "٣",
        ["negative"] = "-1",
        ["huge"] = "99999999999999999999999",
        ["largest"] = "9223372036854775807",
        ["over an int"] = "2147483648",
        ["fraction"] = "1e308",
        ["no day"] = "2026-02-30",
        ["first day"] = "0001-01-01",
        ["last day"] = "9999-12-31",
        ["code"] = "KA001",
        ["line"] = "KA001*99999999999",
    };

    /// <summary>All of them, or where a database of its own looks at them those that it may take otherwise: their length, their characters and what they are as numbers and days.</summary>
    public static IReadOnlyDictionary<string, string> Here { get; } = !TestDatabase.IsPostgres ? All
        : All.Where(t => t.Key is "markup" or "quotes" or "patterns" or "controls" or "no character" or "marks only" or "grows when composed" or "long emoji" or "long" or "huge" or "over an int" or "last day").ToDictionary();

    /// <summary>The worst of each kind, for where there is too much to try them all.</summary>
    public static IReadOnlyDictionary<string, string> Few { get; } =
        All.Where(t => t.Key is "markup" or "search syntax" or "no character" or "marks only" or "negative" or "huge" or "largest" or "last day").ToDictionary();
}
