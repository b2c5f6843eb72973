namespace Kbm.Features.Sheets.Reading;

/// <summary>What a file is, by its first bytes and its parts.</summary>
internal static class FileKind
{
    private const string SaveAs = "Open it in a spreadsheet program, save it as an Excel workbook (XLSX) or as CSV, and send that.";
    private const string UsualWorkbook = "xl/workbook.xml";
    private const string Wanted = "Send an Excel workbook (XLSX or XLS) or a CSV file.";

    /// <summary>Files that people take for sheets, by how they begin.</summary>
    private static readonly (byte[] Start, string What, string WayOn)[] s_others =
    [
        ([.. "%PDF"u8], "a PDF", "Send the workbook that it was printed from, as XLSX or CSV."),
        ([.. "{\\rtf"u8], "a text document (RTF)", Wanted),
        ([0x89, .. "PNG"u8], "a picture", Wanted),
        ([0xFF, 0xD8, 0xFF], "a picture", Wanted),
        ([.. "GIF8"u8], "a picture", Wanted),
        ([.. "BM"u8, 0, 0], "a picture", Wanted),
        ([.. "II*"u8, 0], "a picture", Wanted),
        ([.. "MM"u8, 0, 0x2A], "a picture", Wanted),
        ([.. "RIFF"u8], "a picture or a recording", Wanted),
        ([0x1F, 0x8B], "packed (gzip)", "Unpack it, and send what is inside."),
        ([.. "7z"u8, 0xBC, 0xAF], "packed (7z)", "Unpack it, and send what is inside."),
        ([.. "Rar!"u8], "packed (RAR)", "Unpack it, and send what is inside."),
        ([.. "SQLite format 3"u8], "a database", Wanted),
    ];

    /// <exception cref="SheetRefused">It is none that is read, or not a sound one.</exception>
    public static SheetSource Open(Stream stream, string name, SheetLimits limits)
    {
        if (stream.Length > limits.MaxBytes) throw SheetRefused.TooLarge(limits.MaxBytes);
        var head = Head(stream);
        if (head.Length == 0) throw SheetRefused.Empty();
        if (Array.Find(s_others, o => head.AsSpan().StartsWith(o.Start)) is { What: not null } other) throw SheetRefused.WrongKind(other.What, other.WayOn);
        if (head.AsSpan().StartsWith("PK"u8) && head.Length > 4 && head[2] < 8) return Zip(stream, limits);
        if (OleFile.Looks(head)) return OleFile.Open(stream);
        return XlsSource.IsBareStream(head) ? new XlsSource(stream) : new CsvSource(stream, name, limits);
    }

    private static XlsxSource Zip(Stream stream, SheetLimits limits)
    {
        var package = new XlsxPackage(stream, limits);
        try
        {
            var main = package.Relationships("").Values.FirstOrDefault(r => r.Type == "officeDocument").Part;
            if (main is null && package.Has(UsualWorkbook)) main = UsualWorkbook;
            return main?.Split('/')[0] == "xl" && main.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) ? new XlsxSource(package, main, limits) : throw OtherZip(package, main);
        }
        catch
        {
            package.Dispose();
            throw;
        }
    }

    private static SheetRefused OtherZip(XlsxPackage package, string? main) => main?.Split('/')[0] switch
    {
        "xl" => SheetRefused.WrongKind("a binary workbook (XLSB)", SaveAs),
        "word" => SheetRefused.WrongKind("a Word document", "Copy its table into a workbook, and send that as XLSX or CSV."),
        "ppt" => SheetRefused.WrongKind("a presentation", Wanted),
        _ when package.Has("content.xml") => SheetRefused.WrongKind("an OpenDocument file (ODS or the like)", SaveAs),
        _ when package.Has("Index/Document.iwa") => SheetRefused.WrongKind("a Numbers document", "Export it from Numbers as Excel or CSV, and send that."),
        _ => SheetRefused.WrongKind("packed (ZIP)", "Unpack it, and send the workbook or CSV file that is inside."),
    };

    private static byte[] Head(Stream stream)
    {
        stream.Position = 0;
        var head = new byte[Math.Min(4096, stream.Length)];
        stream.ReadExactly(head);
        stream.Position = 0;
        return head;
    }
}
