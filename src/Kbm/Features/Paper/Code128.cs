namespace Kbm.Features.Paper;

/// <summary>
/// Code 128 after ISO/IEC 15417 with code sets B and C: printable ASCII, digit pairs packed where that is shorter.
/// </summary>
internal static class Code128
{
    /// <summary>Modules left white on either side, as the standard asks.</summary>
    public const int QuietZone = 10;

    private const int SwitchToC = 99;
    private const int SwitchToB = 100;
    private const int StartB = 104;
    private const int StartC = 105;
    private const int Stop = 106;

    private static readonly string[] Patterns =
    [
        "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213",
        "221312", "231212", "112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132",
        "221231", "213212", "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211",
        "212123", "212321", "232121", "111323", "131123", "131321", "112313", "132113", "132311", "211313",
        "231113", "231311", "112133", "112331", "132131", "113123", "113321", "133121", "313121", "211331",
        "231131", "213113", "213311", "213131", "311123", "311321", "331121", "312113", "312311", "332111",
        "314111", "221411", "431111", "111224", "111422", "121124", "121421", "141122", "141221", "112214",
        "112412", "122114", "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111",
        "111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211", "212141",
        "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311", "113141",
        "114131", "311141", "411131", "211412", "211214", "211232", "2331112",
    ];

    /// <summary>Symbol values from start to stop, checksum included.</summary>
    public static IReadOnlyList<int> Symbols(string text)
    {
        Check(text);
        var symbols = Data(text);
        var sum = symbols[0];
        for (var position = 1; position < symbols.Count; position++)
            sum += position * symbols[position];

        symbols.Add(sum % 103);
        symbols.Add(Stop);
        return symbols;
    }

    /// <summary>Widths in modules, bar and space in turn, beginning and ending with a bar; without the quiet zone.</summary>
    public static IReadOnlyList<int> Widths(string text) =>
        [.. Symbols(text).SelectMany(symbol => Patterns[symbol]).Select(width => width - '0')];

    public static ModuleArt Art(string text, int height)
    {
        var bars = new List<DarkRun>();
        var x = QuietZone;
        var dark = true;
        foreach (var width in Widths(text))
        {
            if (dark)
                bars.Add(new DarkRun(x, 0, width, height));
            x += width;
            dark = !dark;
        }

        return new ModuleArt(x + QuietZone, height, bars);
    }

    public static string Svg(string text) => Art(text, height: 32).Svg($"Barcode {text}", pixelsPerModule: 2);

    private static void Check(string text)
    {
        if (string.IsNullOrEmpty(text))
            throw new ArgumentException("A barcode needs at least one character.", nameof(text));
        if (text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            throw new ArgumentException("A barcode holds only printable ASCII: letters, digits, spaces and common signs.", nameof(text));
    }

    private static List<int> Data(string text)
    {
        var (inB, inC) = Costs(text);
        var packed = inC[0] < inB[0];
        var symbols = new List<int> { packed ? StartC : StartB };
        for (var at = 0; at < text.Length;)
        {
            var pack = packed ? IsPair(text, at) && inC[at] == 1 + inC[at + 2] : inB[at] != 1 + inB[at + 1];
            if (pack != packed)
                symbols.Add(pack ? SwitchToC : SwitchToB);
            packed = pack;
            symbols.Add(pack ? ((text[at] - '0') * 10) + text[at + 1] - '0' : text[at] - ' ');
            at += pack ? 2 : 1;
        }

        return symbols;
    }

    /// <summary>The fewest symbols that write the rest of the text from each position, being in set B or in set C there.</summary>
    private static (int[] InB, int[] InC) Costs(string text)
    {
        var inB = new int[text.Length + 1];
        var inC = new int[text.Length + 1];
        for (var at = text.Length - 1; at >= 0; at--)
        {
            inB[at] = 1 + inB[at + 1];
            inC[at] = 2 + inB[at + 1];
            if (!IsPair(text, at))
                continue;
            inB[at] = Math.Min(inB[at], 2 + inC[at + 2]);
            inC[at] = Math.Min(inC[at], 1 + inC[at + 2]);
        }

        return (inB, inC);
    }

    private static bool IsPair(string text, int at) =>
        at + 1 < text.Length && char.IsAsciiDigit(text[at]) && char.IsAsciiDigit(text[at + 1]);
}
