namespace Kbm.Features.Sheets.Reading;

/// <summary>A kind of file, opened. Rows come as they are found, raw: not counted, trimmed or measured yet.</summary>
internal abstract class SheetSource : IDisposable
{
    public abstract IReadOnlyList<string> Sheets { get; }

    public abstract IEnumerable<RawRow> Rows(int sheet);

    public abstract void Dispose();
}
