namespace Kbm.Features.Sheets.Reading;

/// <summary>Cells of one column that are merged: rows from the first to the last, numbered from 1.</summary>
internal readonly record struct MergedCells(int FirstRow, int LastRow, int Column);

/// <summary>
/// Lets a value that is merged over several rows stand in each of them: a property's name beside its ten keys belongs to each key. Merged
/// over several columns it stands in the first, as the file has it.
/// </summary>
internal static class FillDown
{
    public const int MaxMerged = 100_000;

    public static IEnumerable<RawRow> Over(IEnumerable<RawRow> rows, List<MergedCells> merged, int columns)
    {
        // A row of more columns is refused, so that nothing has to be filled in there.
        merged.RemoveAll(m => m.Column >= columns);
        return merged.Count == 0 ? rows : Fill(rows, merged);
    }

    private static IEnumerable<RawRow> Fill(IEnumerable<RawRow> rows, List<MergedCells> merged)
    {
        merged.Sort((a, b) => a.FirstRow.CompareTo(b.FirstRow));
        var open = new Dictionary<int, (int LastRow, string Value)>();
        var next = 0;
        foreach (var row in rows)
        {
            for (; next < merged.Count && merged[next].FirstRow <= row.Number; next++)
            {
                var cell = merged[next];
                if (cell.FirstRow == row.Number && cell.Column < row.Cells.Length && !string.IsNullOrWhiteSpace(row.Cells[cell.Column])) open[cell.Column] = (cell.LastRow, row.Cells[cell.Column]);
            }
            // A row that has nothing of its own stays empty.
            if (Array.TrueForAll(row.Cells, string.IsNullOrWhiteSpace)) continue;
            yield return open.Count == 0 ? row : row with { Cells = Filled(row, open) };
        }
    }

    private static string[] Filled(RawRow row, Dictionary<int, (int LastRow, string Value)> open)
    {
        foreach (var (column, (lastRow, _)) in open)
            if (lastRow < row.Number) open.Remove(column);
        var (cells, width) = (row.Cells, open.Keys.Select(c => c + 1).DefaultIfEmpty().Max());
        if (width > cells.Length) cells = [.. cells, .. Enumerable.Repeat("", width - cells.Length)];
        foreach (var (column, (_, value)) in open)
            if (string.IsNullOrWhiteSpace(cells[column])) cells[column] = value;
        return cells;
    }
}
