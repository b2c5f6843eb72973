using System.Text;

namespace Kbm.Features.Sheets.Reading;

/// <summary>
/// A compound file, the container of XLS, of old documents of other programs, and of any workbook under a password. Its streams' names tell
/// which; directory entries stand at multiples of 128 bytes, so that no chain of sectors has to be followed or believed.
/// </summary>
internal static class OleFile
{
    private const int EntryLength = 128;
    private const int NameLength = 64;
    private const byte StreamEntry = 2;
    private static readonly byte[] s_start = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    public static bool Looks(ReadOnlySpan<byte> head) => head.StartsWith(s_start);

    public static SheetSource Open(Stream stream)
    {
        var names = StreamNames(stream);
        if (names.Contains("EncryptedPackage")) throw SheetRefused.Encrypted();
        if (names.Contains("Workbook") || names.Contains("Book")) return new XlsSource(stream);
        const string wayOn = "Send an Excel workbook (XLSX or XLS) or a CSV file.";
        if (names.Contains("WordDocument")) throw SheetRefused.WrongKind("a Word document", wayOn);
        if (names.Contains("PowerPoint Document")) throw SheetRefused.WrongKind("a presentation", wayOn);
        throw names.Count == 0 ? SheetRefused.Corrupt() : SheetRefused.WrongKind("a document of another program", wayOn);
    }

    private static HashSet<string> StreamNames(Stream stream)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var buffer = new byte[EntryLength * 512];
        stream.Position = 0;
        while (stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) is > 0 and var read)
        {
            for (var at = 0; at + EntryLength <= read && names.Count < 1000; at += EntryLength)
            {
                if (Name(buffer.AsSpan(at, EntryLength)) is { } name) names.Add(name);
            }
        }
        stream.Position = 0;
        return names;
    }

    private static string? Name(ReadOnlySpan<byte> entry)
    {
        var bytes = entry[NameLength] | (entry[NameLength + 1] << 8);
        if (entry[NameLength + 2] != StreamEntry || bytes is < 4 or > NameLength || bytes % 2 != 0) return null;
        return entry[bytes - 2] == 0 && entry[bytes - 1] == 0 ? Encoding.Unicode.GetString(entry[..(bytes - 2)]) : null;
    }
}
