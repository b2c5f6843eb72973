using Kbm.Features.Items;

namespace Kbm.Features.Imports;

/// <summary>Guesses what the rows of a sheet are, from all of its columns: each kind has as many points as the columns say that it is meant.</summary>
internal static class GuessKind
{
    private const int ByNoun = 5;
    private const int BySheetName = 4;
    private const int ByOwnHead = 3;
    private const int ByFileName = 2;
    private static readonly HashSet<string> s_others = [.. ImportField.Of(Field.Inside).Heads, .. ImportField.Of(Field.MasterKey).Heads];
    private static readonly HashSet<string> s_marks = new(StringComparer.OrdinalIgnoreCase) { "yes", "no", "y", "n", "true", "false", "x", "-", "n/a" };

    /// <summary>Heads that say different things of different kinds of rows, such as "type".</summary>
    private static readonly HashSet<string> s_common = [.. ImportField.All.SelectMany(f => f.Heads.Select(h => (Head: h, f.Part))).Distinct().GroupBy(h => h.Head).Where(g => g.Count() > 1).Select(g => g.Key)];

    /// <summary>What names the thing itself, in a head or in the name of the sheet.</summary>
    private static readonly (ImportKind Kind, HashSet<string> Words)[] s_nouns =
    [
        (ImportKind.Keys, ["key", "keys", "bitting"]),
        (ImportKind.Lockboxes, ["lockbox", "lockboxes", "keybox", "keyboxes", "supra", "shackle"]),
        (ImportKind.SignPieces, ["sign", "signs", "rider", "riders", "frame", "frames"]),
        (ImportKind.SmartLocks, ["smart", "smartlock", "smartlocks", "pairing", "homekit"]),
        (ImportKind.Properties, ["properties", "buildings", "sites"]),
        (ImportKind.Units, ["units", "apartments", "suites"]),
        (ImportKind.Contacts, ["contacts", "people", "vendors", "residents", "tenants", "owners", "agents", "phonebook"]),
    ];

    public static ImportKind Of(IReadOnlyList<SheetHead> heads, string fileName, string sheetName)
    {
        if (OwnSheet.KindOf(heads) is { } own) return own;
        if (heads.Any(h => HeadText.Fold(h.Head) is "type" or "item type" && GuessColumns.Fits(h, CellLook.IsItemType))) return ImportKind.Items;
        // The codes of what rows are in or under say nothing of the rows.
        var codes = heads.Where(h => !s_others.Contains(HeadText.Fold(h.Head)) && GuessColumns.Fits(h, CellLook.IsCode)).SelectMany(h => h.Values).Select(v => ItemKind.OfCode(ItemCode.Read(v))?.Type).OfType<ItemType>().ToList();
        if (codes.Count > 0) return ImportMap.KindOf(codes.GroupBy(t => t).MaxBy(g => g.Count())!.Key);
        var folded = heads.Select(h => HeadText.Fold(h.Head)).ToHashSet();
        if (folded.Contains("out now")) return folded.Contains("property type") ? ImportKind.Properties : ImportKind.Units;
        var (sheet, file) = (Words(Letters(sheetName)), Words(Letters(fileName)));
        return s_nouns.Select((n, order) => (n.Kind, Points: Points(n.Kind, n.Words, heads) + (n.Words.Overlaps(sheet) ? BySheetName : 0) + (n.Words.Overlaps(file) ? ByFileName : 0), First: FirstNamed(n.Words, heads), order))
            .OrderByDescending(k => k.Points).ThenBy(k => k.First).ThenBy(k => k.order).First().Kind;
    }

    private static int Points(ImportKind kind, HashSet<string> nouns, IReadOnlyList<SheetHead> heads)
    {
        var columns = heads.Where(h => !IsMarks(h)).ToList();
        var found = GuessColumns.Columns(kind, columns).Select(c => (Field: ImportField.Of(c.Value), Head: HeadText.Fold(heads.First(h => h.At == c.Key).Head))).ToList();
        return kind switch
        {
            ImportKind.Properties => PropertyPoints(found),
            ImportKind.Units => found.Exists(f => f.Field.Field == Field.Unit) ? found.Count - 1 + ByOwnHead : 0,
            ImportKind.Contacts => ContactPoints(found, columns),
            _ => ItemPoints(kind, found, columns.Any(h => Names(h, nouns))),
        };
    }

    private static int PropertyPoints(List<(ImportField Field, string Head)> found) =>
        found.Exists(f => f.Field.Field == Field.Street || (f.Field.Field is Field.Property or Field.PropertyType && !s_common.Contains(f.Head))) ? found.Count + 1 : 0;

    /// <summary>A list of people names them; where it names places, one way to reach somebody makes no such list.</summary>
    private static int ContactPoints(List<(ImportField Field, string Head)> found, List<SheetHead> columns)
    {
        var isNamed = found.Exists(f => f.Field.Field is Field.Name or Field.FirstName or Field.LastName or Field.Company);
        var hasPlaces = GuessColumns.Columns(ImportKind.Units, columns).Values.Any(f => f is Field.Property or Field.Street or Field.Unit);
        return isNamed || !hasPlaces ? found.Sum(f => f.Field.Field is Field.ContactNotes ? 0 : s_common.Contains(f.Head) ? ByOwnHead - 1 : ByOwnHead) : 0;
    }

    /// <summary>What a row says of an item; its place counts as well once it is plain that there is an item.</summary>
    private static int ItemPoints(ImportKind kind, List<(ImportField Field, string Head)> found, bool isNamed)
    {
        var own = found.Where(f => f.Field.Part is Part.Key or Part.Lockbox or Part.SignPiece or Part.SmartLock && !IsCounting(f.Field, f.Head) && !s_common.Contains(f.Head)).ToList();
        // Most of what hangs on a hook are keys.
        var hook = !found.Exists(f => f.Field.Field == Field.Hook && !s_common.Contains(f.Head)) ? 0 : kind == ImportKind.Keys ? ByOwnHead : 1;
        return (isNamed ? ByNoun : hook) + own.Count * ByOwnHead + (isNamed || own.Count > 1 || hook > 1 ? found.Count - own.Count : 0);
    }

    // "Quantity" may count anything.
    private static bool IsCounting(ImportField field, string head) => field.Field == Field.Copies && !head.Contains("cop", StringComparison.Ordinal) && !head.Contains("key", StringComparison.Ordinal);

    private static int FirstNamed(HashSet<string> nouns, IReadOnlyList<SheetHead> heads) => heads.Where(h => Names(h, nouns)).Select(h => h.At).DefaultIfEmpty(int.MaxValue).First();

    private static bool Names(SheetHead head, HashSet<string> nouns) =>
        !IsMarks(head) && HeadText.Fold(head.Head) is var folded && !s_others.Contains(folded) && !folded.StartsWith("sign out", StringComparison.Ordinal) && !folded.StartsWith("sign in", StringComparison.Ordinal) && nouns.Overlaps(Words(head.Head));

    /// <summary>A column that only says whether there is one.</summary>
    private static bool IsMarks(SheetHead head) => head.Values.Count > 0 && head.Values.All(s_marks.Contains);

    private static string[] Words(string text) =>
        HeadText.Fold(text).Replace("lock box", "lockbox", StringComparison.Ordinal).Replace("key box", "keybox", StringComparison.Ordinal).Replace("key safe", "keybox", StringComparison.Ordinal).Split(' ');

    private static string Letters(string text) => string.Concat(text.Select(c => char.IsDigit(c) || c is '_' or '-' or '.' ? ' ' : c));
}
