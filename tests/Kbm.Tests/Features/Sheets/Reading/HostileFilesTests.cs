using System.IO.Compression;
using System.Text;
using Kbm.Features.Sheets.Reading;
using Made = Kbm.Tests.Features.Sheets.Reading.MadeWorkbook;

namespace Kbm.Tests.Features.Sheets.Reading;

public sealed class HostileFilesTests
{
    private const string Cell = "<c t='inlineStr'><is><t>x</t></is></c>";

    /// <summary>By its name: a file, the code of its refusal, and words of the sentence.</summary>
    private static readonly Dictionary<string, (Func<Stream> File, string Code, string Words)> s_files = new()
    {
        ["nothing"] = (() => new MemoryStream(), "file_empty", "empty"),
        ["blanks"] = (() => Sent.Text(" \r\n\t\r\n"), "file_empty", "empty"),
        ["a byte order mark"] = (() => Sent.Text("", Encoding.Unicode), "file_empty", "empty"),
        ["an XLSX under a password"] = (() => Sent.Fixture("password.xlsx"), "file_encrypted", "password"),
        ["an XLS under a password"] = (() => Sent.Fixture("password.xls"), "file_encrypted", "password"),
        ["ODS"] = (() => Sent.Fixture("keys.ods"), "file_kind", "OpenDocument"),
        ["a page"] = (() => Sent.Fixture("keys.html"), "file_kind", "web page"),
        ["XML of 2003"] = (() => Sent.Fixture("keys-2003.xml"), "file_kind", "XML spreadsheet of 2003"),
        ["PDF"] = (() => Sent.Text("%PDF-1.7\n%\u00E2\n1 0 obj"), "file_kind", "a PDF"),
        ["PNG"] = (() => new MemoryStream([0x89, .. "PNG\r\n\u001A\n\0\0\0"u8]), "file_kind", "picture"),
        ["JPEG"] = (() => new MemoryStream([0xFF, 0xD8, 0xFF, 0xE0, 0, 16]), "file_kind", "picture"),
        ["JSON"] = (() => Sent.Text("[\n {\"code\": \"KA001\"}]"), "file_kind", "JSON"),
        ["a program"] = (() => new MemoryStream([0x7F, .. "ELF"u8, 2, 1, 1, 0, 0, 0]), "file_kind", "neither"),
        ["a zip of something"] = (() => Zip(z => Made.Add(z, "readme.txt", "hello")), "file_kind", "ZIP"),
        ["Word"] = (() => Zip(z => Made.Add(z, "_rels/.rels", "<R><Relationship Id='1' Type='x/officeDocument' Target='word/document.xml'/></R>")), "file_kind", "Word"),
        ["XLSB"] = (() => Zip(z => Made.Add(z, "_rels/.rels", "<R><Relationship Id='1' Type='x/officeDocument' Target='xl/workbook.bin'/></R>")), "file_kind", "XLSB"),
        ["an XLSX cut short"] = (() => Cut("keys.xlsx", 5000), "file_corrupt", "damaged"),
        ["an XLS cut short"] = (() => Cut("keys.xls", 3000), "file_corrupt", "damaged"),
        ["no sheets"] = (() => Made.Of(_ => { }, ""), "file_empty", "no sheet"),
        ["a sheet that is not there"] = (() => Made.Of(_ => { }), "file_corrupt", "damaged"),
        ["broken markup"] = (() => Made.Of("<row><c><v>1</c></row>"), "file_corrupt", "damaged"),
        ["a row beyond the last"] = (() => Made.Of("<row r='1048577'><c><v>1</v></c></row>"), "file_corrupt", "damaged"),
        ["a cell beyond the last"] = (() => Made.Of("<row><c r='ZZZZZZZZZZ1'><v>1</v></c></row>"), "file_corrupt", "damaged"),
        ["16,384 columns"] = (() => Made.Of($"<row><c r='XFD1'><v>1</v></c></row>"), "too_many_columns", "Row 1 has 16,384 columns"),
        ["16,000 columns of text"] = (() => Sent.Text("Code\n" + string.Join(',', Enumerable.Repeat("x", 16_000))), "too_many_columns", "Row 2 has 16,000 columns"),
        ["a million commas"] = (() => Sent.Text("a,b\n" + new string(',', 1_000_000)), "too_many_columns", "Row 2"),
        ["a row without an end"] = (() => Sent.Text("a,b\n" + new string(',', 10_000_000)), "row_too_long", "Row 2"),
        ["a quotation mark without its pair"] = (() => Sent.Text("a,b\nc,\"" + string.Concat(Enumerable.Repeat("KA001,Front door\n", 200_000))), "row_too_long", "quotation mark"),
        ["a long cell of text"] = (() => Sent.Text("a,b\nc," + new string('x', 32_768)), "cell_too_long", "Row 2"),
        ["a long cell"] = (() => Made.Of($"<row r='7'><c t='inlineStr'><is><t>{new string('x', 32_768)}</t></is></c></row>"), "cell_too_long", "Row 7"),
        ["a long shared text"] = (() => Made.Of("<row r='7'><c t='s'><v>0</v></c></row>", shared: $"<si><t>{new string('x', 50_000)}</t></si>"), "cell_too_long", "Row 7"),
        ["too many rows"] = (() => Sent.Text(string.Concat(Enumerable.Repeat("x\n", 200_001))), "too_many_rows", "200,000 rows"),
        ["a document type"] = (() => Made.Of(_ => { }, before: "<!DOCTYPE workbook [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"), "file_doctype", "entities"),
        ["an external document type"] = (() => Made.Of(_ => { }, before: "<!DOCTYPE workbook SYSTEM 'http://127.0.0.1:1/x.dtd'>"), "file_doctype", "entities"),
        ["a document type behind the declaration"] = (() => Made.Of(_ => { }, before: "<?xml version='1.0' encoding='UTF-8'?><!DOCTYPE workbook [<!ENTITY x 'y'>]>"), "file_doctype", "entities"),
        ["a billion laughs"] = (() => Made.Of(z => Made.Add(z, "xl/worksheets/sheet1.xml", Laughs())), "file_doctype", "entities"),
        ["a billion laughs in shared text"] = (() => Made.Of(z => Made.Add(z, "xl/sharedStrings.xml", Laughs())), "file_doctype", "entities"),
        ["an entity that nobody declared"] = (() => Made.Of("<row><c t='inlineStr'><is><t>&xxe;</t></is></c></row>"), "file_corrupt", "damaged"),
        ["too many parts"] = (() => Made.Of(z => { for (var i = 0; i < 5001; i++) z.CreateEntry($"xl/{i}.xml"); }), "file_inflates", "unpack"),
        ["a bomb that says so"] = (() => Made.Of(z => Made.Repeat(z, "xl/media/x.bin", "", new string('0', 1 << 20), 1100, "")), "file_inflates", "unpack"),
        ["a sheet that inflates without measure"] = (() => Made.Of(z => Made.Repeat(z, "xl/worksheets/sheet1.xml", "<worksheet><sheetData>", "<x/>", 20_000_000, "</sheetData></worksheet>")), "file_inflates", "unpack"),
        ["a tag without an end"] = (() => Made.Of(z => Made.Repeat(z, "xl/worksheets/sheet1.xml", "<worksheet a='", "x", 3_000_000, "'/>")), "file_inflates", "unpack"),
        ["tags without end"] = (() => Made.Of(z => Made.Repeat(z, "xl/worksheets/sheet1.xml", "", "<a>", 100_000, "")), "file_inflates", "unpack"),
        ["names without end"] = (() => Made.Of(string.Concat(Enumerable.Range(0, 30_000).Select(i => $"<n{i}/>"))), "file_inflates", "unpack"),
    };

    public static TheoryData<string> Names => [.. s_files.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_refused_with_a_sentence(string name)
    {
        var (file, code, words) = s_files[name];
        var refusal = Sent.Refusal(file(), "keys.xlsx");
        refusal.ShouldNotBeNull();
        refusal.Value.Code.ShouldBe(code);
        refusal.Value.Sentence.ShouldContain(words);
    }

    [Fact]
    public void Sizes_that_a_bomb_does_not_admit_are_counted()
    {
        var bomb = Made.Of(z => Made.Repeat(z, "xl/worksheets/sheet1.xml", "<worksheet><sheetData>", $"<row>{Cell}</row>", 2_000_000, "</sheetData></worksheet>")).ToArray();
        var entry = bomb.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(bomb.AsSpan(entry + 24), 1000u).ShouldBeTrue();
        Sent.Refusal(new MemoryStream(bomb))!.Value.Code.ShouldBeOneOf("file_corrupt", "file_inflates");
    }

    [Fact]
    public void A_file_too_large_is_not_even_opened()
    {
        var refusal = Sent.Refusal(Sent.Text("a,b\n1,2\n"), limits: new() { MaxBytes = 4 });
        refusal!.Value.Code.ShouldBe("file_too_large");
    }

    [Fact]
    public void Shared_text_is_held_up_to_a_limit() =>
        Sent.Refusal(Made.Of("", shared: string.Concat(Enumerable.Repeat("<si><t>x</t></si>", 1000))), limits: new() { MaxSharedText = 10_000 })!.Value.Code.ShouldBe("file_too_large");

    [Fact]
    public void A_part_that_is_read_again_and_again_is_counted_each_time()
    {
        MemoryStream Sheets(int count) => Made.Of(
            z => Made.Add(z, "xl/worksheets/sheet1.xml", $"<worksheet><sheetData>{string.Concat(Enumerable.Range(1, 1000).Select(n => $"<row r='{n}'>{Cell}</row>"))}</sheetData></worksheet>"),
            sheets: string.Concat(Enumerable.Range(1, count).Select(n => $"<sheet name='{n}' sheetId='{n}' r:id='rId1'/>")));
        var limits = new SheetLimits { MaxInflatedAgain = 1 << 20 };

        Sent.Refusal(Sheets(1), limits: limits).ShouldBeNull();
        Sent.Refusal(Sheets(40), limits: limits)!.Value.Code.ShouldBe("file_inflates");
    }

    [Fact]
    public void Merged_columns_without_number_or_value_cost_nothing()
    {
        string Column(int n) => (n >= 26 ? Column((n / 26) - 1) : "") + (char)('A' + (n % 26));
        var merged = string.Concat(Enumerable.Range(1, 16_000).Select(n => $"<mergeCell ref='{Column(n)}1:{Column(n)}2000'/>"));
        var rows = $"<row r='1'><c r='A1' t='inlineStr'><is><t>x</t></is></c><c r='XFD1' t='inlineStr'><is><t xml:space='preserve'> </t></is></c></row>{string.Concat(Enumerable.Range(2, 200).Select(n => $"<row r='{n}'>{Cell}</row>"))}";
        var clock = System.Diagnostics.Stopwatch.StartNew();

        Sent.Read(Made.Of(rows, after: $"<mergeCells>{merged}</mergeCells>")).Count.ShouldBe(201);

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void What_is_refused_is_closed()
    {
        var file = Sent.Text("");
        SheetFile.Open(file, "x").IsRefused.ShouldBeTrue();
        file.CanRead.ShouldBeFalse();
    }

    private static MemoryStream Zip(Action<ZipArchive> parts)
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true)) parts(zip);
        return file;
    }

    private static MemoryStream Cut(string name, int length)
    {
        using var file = Sent.Fixture(name);
        var bytes = new byte[length];
        file.ReadExactly(bytes);
        return new MemoryStream(bytes);
    }

    private static string Laughs() => "<!DOCTYPE lolz [<!ENTITY l0 'lol'>"
        + string.Concat(Enumerable.Range(1, 9).Select(i => $"<!ENTITY l{i} '{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}'>"))
        + "]><worksheet><sheetData><row><c><v>&l9;</v></c></row></sheetData></worksheet>";
}
