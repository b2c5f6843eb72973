using System.Runtime.CompilerServices;
using Kbm.Features.Imports;
using Kbm.Features.Settings;

namespace Kbm.Features.Exports;

/// <summary>What stands in a column: text, a number, a <see cref="DateOnly"/>, an instant in UTC, or a bool.</summary>
internal enum CellKind { Text, Number, Date, Moment, YesNo }

/// <summary>A column of a table.</summary>
/// <param name="Name">The word that addresses, programs and a remembered choice know it by.</param>
/// <param name="Head">What stands above it. Imports know it by that too, so it does not change.</param>
/// <param name="Kind">What stands in it.</param>
internal record TableColumn(string Name, string Head, CellKind Kind)
{
    /// <summary>Its sum means something, and stands below it.</summary>
    public bool IsSummed { get; init; }

    /// <summary>What an import takes it for; null for what no import brings.</summary>
    public Field? Field { get; init; }
}

/// <summary>A column, and how its cell comes from a row.</summary>
internal sealed record TableColumn<T>(string Name, string Head, CellKind Kind, Func<T, CompanyTime, object?> Cell) : TableColumn(Name, Head, Kind)
{
    /// <summary>The same, which an import reads.</summary>
    public TableColumn<T> As(Field field) => this with { Field = field };

    public static TableColumn<T> Text(string name, string head, Func<T, string?> cell) => new(name, head, CellKind.Text, (row, _) => cell(row));

    public static TableColumn<T> Text(string name, string head, Func<T, CompanyTime, string?> cell) => new(name, head, CellKind.Text, cell);

    public static TableColumn<T> Number(string name, string head, Func<T, long?> cell) => new(name, head, CellKind.Number, (row, _) => cell(row));

    public static TableColumn<T> Number(string name, string head, Func<T, CompanyTime, long?> cell) => new(name, head, CellKind.Number, (row, time) => cell(row, time));

    /// <summary>A number whose sum stands below it.</summary>
    public static TableColumn<T> Sum(string name, string head, Func<T, long?> cell) => Number(name, head, cell) with { IsSummed = true };

    /// <summary>The company's day of an instant.</summary>
    public static TableColumn<T> Date(string name, string head, Func<T, DateTime?> utc) =>
        new(name, head, CellKind.Date, (row, time) => utc(row) is { } at ? time.DateOf(at) : null);

    public static TableColumn<T> Moment(string name, string head, Func<T, DateTime?> utc) => new(name, head, CellKind.Moment, (row, _) => utc(row));

    public static TableColumn<T> YesNo(string name, string head, Func<T, bool?> cell) => new(name, head, CellKind.YesNo, (row, _) => cell(row));
}

/// <summary>Rows under heads, whatever they are written as. The rows are read while they are written and are never in memory together.</summary>
internal sealed record Table
{
    /// <summary>The name of its file, without what says which kind of file it is: "keys".</summary>
    public required string Name { get; init; }
    public required string Title { get; init; }
    public required CompanySettings Company { get; init; }
    public required CompanyTime Time { get; init; }
    public required IReadOnlyList<TableColumn> Columns { get; init; }

    /// <summary>A cell for each column; null for an empty one.</summary>
    public required IAsyncEnumerable<object?[]> Rows { get; init; }

    /// <summary>What it is narrowed to, in words: "Property: Winthrop Apts.".</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>It is read as a whole and not brought back: a workbook says on a second sheet what it is, with its sums.</summary>
    public bool IsReport { get; init; }

    /// <summary>The same in these columns only, where it has any of them.</summary>
    public Table Only(IReadOnlyCollection<string> names)
    {
        int[] kept = [.. Enumerable.Range(0, Columns.Count).Where(at => names.Contains(Columns[at].Name))];
        return kept.Length == 0 ? this : this with { Columns = [.. kept.Select(at => Columns[at])], Rows = Parts(Rows, kept) };
    }

    private static async IAsyncEnumerable<object?[]> Parts(IAsyncEnumerable<object?[]> rows, int[] kept, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var row in rows.WithCancellation(cancel)) yield return Array.ConvertAll(kept, at => row[at]);
    }

    /// <summary>The cells of rows, one row after the other.</summary>
    public static async IAsyncEnumerable<object?[]> Cells<T>(
        IAsyncEnumerable<T> rows, IReadOnlyList<TableColumn<T>> columns, CompanyTime time, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var row in rows.WithCancellation(cancel))
        {
            var cells = new object?[columns.Count];
            for (var at = 0; at < cells.Length; at++) cells[at] = columns[at].Cell(row, time);
            yield return cells;
        }
    }
}

/// <summary>The first rows of a table, from which widths are measured, and then all of them.</summary>
internal sealed class ReadAhead : IAsyncDisposable
{
    private const int Most = 1000;
    private readonly List<object?[]> _first = [];
    private readonly IAsyncEnumerator<object?[]> _rest;

    private ReadAhead(IAsyncEnumerator<object?[]> rows) => _rest = rows;

    public IReadOnlyList<object?[]> First => _first;

    /// <summary>There are no more rows than the first.</summary>
    public bool IsAll { get; private set; }

    public static async Task<ReadAhead> Of(Table table, CancellationToken cancel)
    {
        var ahead = new ReadAhead(table.Rows.GetAsyncEnumerator(cancel));
        while (ahead._first.Count < Most && !ahead.IsAll)
        {
            if (await ahead._rest.MoveNextAsync()) ahead._first.Add(ahead._rest.Current);
            else ahead.IsAll = true;
        }
        return ahead;
    }

    public async IAsyncEnumerable<object?[]> Rows()
    {
        foreach (var row in _first) yield return row;
        while (!IsAll && await _rest.MoveNextAsync()) yield return _rest.Current;
    }

    public ValueTask DisposeAsync() => _rest.DisposeAsync();
}

/// <summary>The sums below a table's columns, added up as its rows go by.</summary>
internal sealed class TableSums(IReadOnlyList<TableColumn> columns)
{
    private readonly long[] _sums = new long[columns.Count];

    public long Rows { get; private set; }

    public bool Any => columns.Any(c => c.IsSummed);

    public void Add(object?[] row)
    {
        Rows++;
        for (var at = 0; at < row.Length; at++)
            if (columns[at].IsSummed && row[at] is long number) _sums[at] += number;
    }

    /// <summary>A sum for each column that has one.</summary>
    public long? Of(int column) => columns[column].IsSummed ? _sums[column] : null;
}
