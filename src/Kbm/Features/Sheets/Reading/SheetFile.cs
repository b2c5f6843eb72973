using Kbm.Data;

namespace Kbm.Features.Sheets.Reading;

/// <summary>
/// A file of rows that somebody sent: CSV, XLSX or XLS. What it is, its content says; its name does not. Nothing in it is trusted: whatever
/// is wrong with it becomes a <see cref="Refusal"/>. Not for several threads at once.
/// </summary>
internal sealed class SheetFile : IDisposable
{
    private readonly SheetSource _source;
    private readonly Stream _stream;
    private readonly SheetLimits _limits;

    private SheetFile(SheetSource source, Stream stream, SheetLimits limits) => (_source, _stream, _limits) = (source, stream, limits);

    /// <summary>Names of the sheets that show; a CSV file has one, called as the file.</summary>
    public IReadOnlyList<string> Sheets => _source.Sheets;

    /// <summary>Tells what the file is and checks its container's limits before anything is inflated. The stream is closed with it, or at once if it is refused.</summary>
    public static Outcome<SheetFile> Open(Stream seekable, string name, SheetLimits? limits = null)
    {
        limits ??= SheetLimits.Default;
        try
        {
            return new SheetFile(Guarded(() => FileKind.Open(seekable, name, limits)), seekable, limits);
        }
        catch (SheetRefused e)
        {
            seekable.Dispose();
            return e.Refusal;
        }
    }

    /// <summary>The sheet's rows, read while they are asked for.</summary>
    /// <exception cref="SheetRefused">Something further on is not to be read.</exception>
    public IEnumerable<RawRow> Rows(int sheet)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sheet);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sheet, Sheets.Count);
        return Checked(sheet);
    }

    public void Dispose()
    {
        _source.Dispose();
        _stream.Dispose();
    }

    private IEnumerable<RawRow> Checked(int sheet)
    {
        var count = 0;
        using var rows = Guarded(() => _source.Rows(sheet).GetEnumerator());
        while (Guarded(rows.MoveNext))
        {
            var row = rows.Current;
            if (Clean(row) is not { Length: > 0 } cells) continue;
            if (++count > _limits.MaxRows) throw SheetRefused.TooManyRows(_limits.MaxRows);
            yield return row with { Cells = cells };
        }
    }

    private string[] Clean(RawRow row)
    {
        var used = 0;
        for (var i = 0; i < row.Cells.Length; i++)
        {
            if (row.Cells[i].Length > _limits.MaxCell) throw SheetRefused.CellTooLong(row.Number, _limits.MaxCell);
            row.Cells[i] = CellText.Clean(row.Cells[i]);
            if (row.Cells[i].Length > 0) used = i + 1;
        }
        if (used > _limits.MaxColumns) throw SheetRefused.TooManyColumns(row.Number, used, _limits.MaxColumns);
        return used == row.Cells.Length ? row.Cells : row.Cells[..used];
    }

    /// <summary>A damaged file makes its readers throw whatever they happen to trip over.</summary>
    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not (SheetRefused or OperationCanceledException or OutOfMemoryException))
        {
            throw SheetRefused.Corrupt(e);
        }
    }
}
