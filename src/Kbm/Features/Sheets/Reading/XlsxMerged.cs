namespace Kbm.Features.Sheets.Reading;

/// <summary>
/// The merged cells of a sheet's part. They stand behind its rows, so that they are looked for first; most sheets have none, which their
/// bytes tell sooner than their markup.
/// </summary>
internal static class XlsxMerged
{
    private static readonly byte[] s_word = [.. "mergeCell"u8];

    public static List<MergedCells> Read(XlsxPackage package, string part)
    {
        var merged = new List<MergedCells>();
        if (!Mentions(package, part)) return merged;
        using var xml = package.Xml(part);
        while (xml.Step() && merged.Count < FillDown.MaxMerged)
        {
            if (!xml.Starts("mergeCell") || xml.GetAttribute("ref") is not { } area || area.IndexOf(':', StringComparison.Ordinal) is not (> 0 and var colon)) continue;
            var (from, to) = (CellReference.Of(area.AsSpan(0, colon)), CellReference.Of(area.AsSpan(colon + 1)));
            if (to.Row > from.Row) merged.Add(new(from.Row, to.Row, from.Column));
        }
        return merged;
    }

    private static bool Mentions(XlsxPackage package, string part)
    {
        using var bytes = package.Open(part);
        var buffer = new byte[64 * 1024];
        var kept = 0;
        while (bytes.Read(buffer.AsSpan(kept)) is > 0 and var read)
        {
            var known = buffer.AsSpan(0, kept + read);
            if (known.IndexOf(s_word) >= 0) return true;
            kept = Math.Min(s_word.Length - 1, known.Length);
            known[^kept..].CopyTo(buffer);
        }
        return false;
    }
}
