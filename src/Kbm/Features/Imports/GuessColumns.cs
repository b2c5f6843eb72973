namespace Kbm.Features.Imports;

/// <summary>A column as it is matched: its head and some of its values.</summary>
/// <param name="At">Its place from 0.</param>
/// <param name="Head">What stands in the row of heads.</param>
/// <param name="Values">The first values that are not empty.</param>
public sealed record SheetHead(int At, string Head, IReadOnlyList<string> Values);

/// <summary>Guesses where the heads are and what each column means: by names, by synonyms and by the values.</summary>
internal static class GuessColumns
{
    public const int MostColumns = 200;
    private const int RowsLookedAt = 20;
    private const int ValuesLookedAt = 60;
    private static readonly HashSet<string> s_heads = [.. ImportField.All.SelectMany(f => f.Heads)];

    /// <summary>The number of the row that holds the heads: of the first rows, that in which most cells are names of fields.</summary>
    public static int HeaderRow(IReadOnlyList<KeptRow> rows)
    {
        var best = rows.Take(RowsLookedAt).Select((r, i) => (r.Number, Known: r.Cells.Count(c => s_heads.Contains(HeadText.Fold(c))), Filled: r.Cells.Count(c => !string.IsNullOrWhiteSpace(c)), i))
            .OrderByDescending(r => r.Known).ThenByDescending(r => r.Known > 0 ? 0 : r.Filled).ThenBy(r => r.i).FirstOrDefault();
        return best.Number;
    }

    /// <summary>The columns that have a head or a value, with some values of each.</summary>
    public static IReadOnlyList<SheetHead> Heads(IReadOnlyList<KeptRow> rows, int headerRow)
    {
        var head = rows.FirstOrDefault(r => r.Number == headerRow)?.Cells ?? [];
        var below = rows.Where(r => r.Number > headerRow).ToList();
        var width = below.Select(r => r.Cells.Length).Append(head.Length).Max();
        return
        [
            .. Enumerable.Range(0, width).Select(at => new SheetHead(at, at < head.Length ? CellLook.Plain(head[at]) : "", ValuesOf(below, at)))
                .Where(h => h.Head.Length > 0 || h.Values.Count > 0).Take(MostColumns),
        ];
    }

    /// <summary>What each column means; each meaning goes to the column that fits it best.</summary>
    public static IReadOnlyDictionary<int, Field> Columns(ImportKind kind, IReadOnlyList<SheetHead> heads)
    {
        if (OwnSheet.Columns(kind, heads) is { } own) return own;
        var fields = ImportField.For(kind);
        var matches = heads.SelectMany(h => fields.Select((f, order) => (Head: h, Field: f, Score: Score(f, h) * 100 - order))).Where(m => m.Score > 0)
            .OrderByDescending(m => m.Score).ThenBy(m => m.Head.At);
        var columns = new Dictionary<int, Field>();
        foreach (var (head, field, _) in matches)
            if (!columns.ContainsKey(head.At) && !columns.ContainsValue(field.Field)) columns.Add(head.At, field.Field);
        foreach (var (at, field) in columns.ToList())
            if (ImportField.Of(field).Beside is { } beside && !columns.ContainsValue(beside)) columns.Remove(at);
        return columns;
    }

    /// <summary>How well a head means a field: exactly so, more the earlier among its names; and by values alone where they speak for themselves.</summary>
    private static int Score(ImportField field, SheetHead head)
    {
        if (head.Values.Count > 0 && head.Values.All(CellLook.IsCoordinates)) return 0;
        var at = HeadText.Fold(head.Head) is { Length: > 0 } folded ? field.Heads.ToList().IndexOf(folded) : -1;
        // Under its own name a column may be full of mistakes: those are for the review to show.
        if (field.Looks is { } looks && head.Values.Count > 0 && !(at == 0 ? head.Values.Any(looks) : Fits(head, looks))) return 0;
        if (at >= 0) return 40 - Math.Min(at, 20);
        if (HeadText.Fold(head.Head) is var name && field.NumberHeads.Contains(name) && Fits(head, CellLook.IsTagNumber)) return 10;
        return head.Values.Count > 0 && field.Field is Field.Email ? 5 : 0;
    }

    public static bool Fits(SheetHead head, Func<string, bool> looks) => head.Values.Count > 0 && head.Values.Count(looks) * 5 >= head.Values.Count * 3;

    private static List<string> ValuesOf(List<KeptRow> rows, int at) =>
        [.. rows.Where(r => at < r.Cells.Length).Select(r => CellLook.Plain(r.Cells[at])).Where(v => v.Length > 0).Take(ValuesLookedAt)];
}
