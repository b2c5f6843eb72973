namespace Kbm.Features.Imports;

/// <summary>A column of one of the file's sheets, both from 0.</summary>
public sealed record SheetColumn(int Sheet, int Column);

/// <summary>
/// Which columns of a sheet may hold codes, whatever they are matched to. Once sealed, a column stays so: its values are dots wherever it is
/// not matched, and to everybody but who sent the sheet wherever it is.
/// </summary>
internal static class SealedColumns
{
    private const int RowsLookedAt = 20;
    private const int MostWords = 6;
    private static readonly HashSet<string> s_known = [.. ImportField.All.SelectMany(f => f.Heads)];
    private static readonly HashSet<string> s_heads = [.. ImportField.All.Where(f => f.IsSecret).SelectMany(f => f.Heads)];
    private static readonly HashSet<string> s_words = ["code", "codes", "combination", "combinations", "combo", "combos", "passcode", "passcodes", "password", "pin", "pins", "bitting", "pairing", "qr"];
    private static readonly HashSet<string> s_otherCodes = ["zip", "postal", "post", "area", "country", "dialing", "color", "colour", "bar"];

    /// <summary>By the heads: the names of codes anywhere among the first rows, since people choose which row has the heads, and whatever speaks of a code in that row.</summary>
    public static IEnumerable<SheetColumn> ByHeads(IReadOnlyList<KeptRow> rows, int sheet, int headerRow)
    {
        var width = rows.Select(r => r.Cells.Length).DefaultIfEmpty().Max();
        for (var at = 0; at < width; at++)
            if (rows.Take(RowsLookedAt).Any(r => at < r.Cells.Length && (s_heads.Contains(HeadText.Fold(r.Cells[at])) || (r.Number == headerRow && SpeaksOfCodes(r.Cells[at])))) && !AreItemCodes(rows, at))
                yield return new(sheet, at);
    }

    /// <summary>A matched map remembers every column that was ever one of codes.</summary>
    public static ImportMap Seal(this ImportMap map, IReadOnlyList<KeptRow> rows, params IReadOnlyList<ImportMap> before) => map with
    {
        Sealed = [.. before.Append(map).SelectMany(m => m.Sealed.Concat(m.Columns.Where(c => ImportField.Of(c.Value).IsSecret).Select(c => new SheetColumn(m.Sheet, c.Key)))).Concat(ByHeads(rows, map.Sheet, map.HeaderRow)).Distinct()],
    };

    /// <summary>Whether the values of a column are dots to somebody. Others see what is matched only: what a column without a meaning holds, nobody knows.</summary>
    public static bool Hides(this ImportMap map, int column, bool fromSender)
    {
        var isMatched = map.Columns.TryGetValue(column, out var field);
        if (isMatched && ImportField.Of(field).IsSecret) return true;
        var isSealed = map.IsSealed(column);
        return fromSender ? isSealed && !isMatched : isSealed || !isMatched;
    }

    /// <summary>Whether what a field says is dots to somebody.</summary>
    public static bool Hides(this ImportMap map, Field field, bool fromSender) => map.Columns.Any(c => c.Value == field && map.Hides(c.Key, fromSender));

    public static bool HasCodes(this ImportMap map) => map.Sealed.Any(s => s.Sheet == map.Sheet) || map.Columns.Values.Any(f => ImportField.Of(f).IsSecret);

    public static bool IsSealed(this ImportMap map, int column) => map.Sealed.Contains(new(map.Sheet, column));

    /// <summary>A cell of the first rows as those see it who look for the heads: heads in clear, and values to who sent them.</summary>
    public static string Head(this Import import, ImportMap map, int row, int column, string cell, bool fromSender) =>
        cell.Length == 0 || IsHead(cell) || (!map.IsSealed(column) && (fromSender || (map.Sheet == import.Map.Sheet && row <= import.Map.HeaderRow))) ? cell : ImportRows.Dots;

    private static bool IsHead(string cell) => s_known.Contains(HeadText.Fold(cell)) || SpeaksOfCodes(cell);

    private static bool SpeaksOfCodes(string head)
    {
        var words = HeadText.Fold(head).Split(' ');
        return words.Length <= MostWords && !head.Any(char.IsAsciiDigit) && words.Any(s_words.Contains) && !words.Any(s_otherCodes.Contains);
    }

    // A column of KBM's own codes, such as that of the masters, is none of secrets.
    private static bool AreItemCodes(IReadOnlyList<KeptRow> rows, int at)
    {
        var codes = rows.Where(r => at < r.Cells.Length).Select(r => CellLook.Plain(r.Cells[at])).Where(v => v.Length > 0).ToList();
        return codes.Count(CellLook.IsCode) * 5 >= codes.Count * 3;
    }
}
