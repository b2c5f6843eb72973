using Kbm.Features.Exports;

namespace Kbm.Features.Imports;

/// <summary>
/// Recognises sheets that KBM has exported. What each of their columns means, the export says; names in them are spelled as they are, and
/// no two rows are one thing.
/// </summary>
internal static class OwnSheet
{
    /// <summary>What a sheet of rows with problems has behind its own columns.</summary>
    public static readonly string[] ProblemHeads = ["Row", "What is wrong"];

    private static readonly IReadOnlyList<ListExport> s_lists = [.. ListExport.All.Where(l => l.ImportKind is not null)];

    /// <summary>What the rows are of a sheet with all columns of a list and no others; null for any other sheet.</summary>
    public static ImportKind? KindOf(IReadOnlyList<SheetHead> heads)
    {
        var there = heads.Select(h => h.Head).ToHashSet();
        return s_lists.FirstOrDefault(l => l.Columns.All(c => there.Contains(c.Head)) && IsOf(l, heads))?.ImportKind;
    }

    /// <summary>What the columns mean of a sheet that KBM has exported; null for one that anybody may have made.</summary>
    public static IReadOnlyDictionary<int, Field>? Columns(ImportKind kind, IReadOnlyList<SheetHead> heads) =>
        s_lists.Where(l => l.ImportKind == kind && IsOf(l, heads)).Select(l => Meanings(l, heads))
            .FirstOrDefault(m => m.Exists(c => c.Field is null) && m.Exists(c => c.Field is not null))?
            .Where(c => c.Field is not null).ToDictionary(c => c.At, c => c.Field!.Value);

    private static bool IsOf(ListExport list, IReadOnlyList<SheetHead> heads) =>
        heads.All(h => ProblemHeads.Contains(h.Head) || list.EveryColumn.Any(c => c.Head == h.Head)) && heads.Select(h => h.Head).Distinct().Count() == heads.Count;

    private static List<(int At, Field? Field)> Meanings(ListExport list, IReadOnlyList<SheetHead> heads)
    {
        var fields = ImportField.For(list.ImportKind!.Value).Select(f => (Field?)f.Field).ToHashSet();
        return [.. heads.Select(h => (h.At, list.EveryColumn.FirstOrDefault(c => c.Head == h.Head)?.Field)).Select(m => fields.Contains(m.Field) ? m : (m.At, null))];
    }
}
