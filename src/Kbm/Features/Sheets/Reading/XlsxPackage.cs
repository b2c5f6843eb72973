using System.IO.Compression;
using System.Xml;

namespace Kbm.Features.Sheets.Reading;

/// <summary>
/// The parts of an XLSX file. What is inflated is counted for each, and over all of them however often each is read; a part's XML may have no document
/// type, no more names than a workbook needs, and nothing that has to be held in memory without an end.
/// </summary>
internal sealed class XlsxPackage : IDisposable
{
    private const int MaxNames = 20_000;
    private readonly ZipArchive _zip;
    private readonly SheetLimits _limits;
    private long _inflated;
    private readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);

    public XlsxPackage(Stream stream, SheetLimits limits)
    {
        ZipLimits.Check(stream, limits);
        _limits = limits;
        _zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var entry in _zip.Entries) _parts.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
    }

    public bool Has(string part) => _parts.ContainsKey(part);

    public Stream Open(string part)
    {
        if (!_parts.TryGetValue(part, out var entry)) throw SheetRefused.Corrupt();
        return new Inflated(entry.Open(), entry.CompressedLength, _limits, read => _inflated += read);
    }

    /// <summary>Walk it with <see cref="XmlSteps"/>, which keep it from nesting too deep.</summary>
    public XmlReader Xml(string part) => XmlReader.Create(new MarkupText(Open(part)), new XmlReaderSettings
    {
        CloseInput = true,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        NameTable = new FewNames(),
        // What a sheet's text may not hold is taken out when its cells are cleaned.
        CheckCharacters = false,
    });

    /// <summary>A part's relationships by their ids: the last word of the type, and the part that is meant.</summary>
    public Dictionary<string, (string Type, string Part)> Relationships(string part)
    {
        var slash = part.LastIndexOf('/') + 1;
        var (folder, own) = (part[..slash], $"{part[..slash]}_rels/{part[slash..]}.rels");
        var all = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        if (!Has(own)) return all;
        using var xml = Xml(own);
        while (xml.Step())
        {
            if (!xml.Starts("Relationship") || xml.GetAttribute("Target") is not { } target) continue;
            var type = xml.GetAttribute("Type") ?? "";
            all[xml.GetAttribute("Id") ?? ""] = (type[(type.LastIndexOf('/') + 1)..], Resolve(folder, target));
        }
        return all;
    }

    public void Dispose() => _zip.Dispose();

    private static string Resolve(string folder, string target)
    {
        if (target.StartsWith('/')) return target[1..];
        var steps = new List<string>();
        foreach (var step in (folder + target).Split('/'))
        {
            if (step == ".." && steps.Count > 0) steps.RemoveAt(steps.Count - 1);
            else if (step is not ("." or "..")) steps.Add(step);
        }
        return string.Join('/', steps);
    }

    /// <summary>A reader keeps every name that it meets.</summary>
    private sealed class FewNames : NameTable
    {
        private int _count;

        public override string Add(char[] key, int start, int len)
        {
            if (Get(key, start, len) is { } known) return known;
            return ++_count <= MaxNames ? base.Add(key, start, len) : throw SheetRefused.Bomb();
        }
    }
}
