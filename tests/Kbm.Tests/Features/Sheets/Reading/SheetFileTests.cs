using System.Text;
using Kbm.Features.Sheets.Reading;

namespace Kbm.Tests.Features.Sheets.Reading;

public sealed class SheetFileTests
{
    [Theory]
    [InlineData("keys.xlsx", " | #DIV/0!", " | #N/A")]
    [InlineData("keys.xls", "", "")]
    public void A_workbook_of_LibreOffice_reads_as_it_shows(string name, string divided, string notThere)
    {
        using (var file = SheetFile.Open(Sent.Fixture(name), name).Value!) file.Sheets.ShouldBe(["Keys 2024", "Boxes"]);
        Sent.Read(Sent.Fixture(name), 0).ShouldBe(
        [
            "1: Keys of Harbor Homes",
            "3: Property | Key |  | Copies | Since | Seen | Gate | All | Wrong",
            "4: Property | Tag | Label",
            "5: 1910 S. Albany Ave. | KA001 | Front door | 2 | 2024-03-05 | 2024-03-05 14:30 | 0042 | 20" + divided,
            "6: 1910 S. Albany Ave. | KA002 | Back \"5 inch\" door\nand gate | 1 | 2024-03-06 | 2024-03-06 06:00 | 0815 | 3" + notThere,
            "8: 1910 S. Albany Ave. | KA003 | Größe, Müller; Łódź | 0.1 | 2024-03-07 | 10:30 | 0007 | ab",
        ]);
        Sent.Read(Sent.Fixture(name), 1).ShouldBe(["1: Code | Where", "2: LBA001 | Porch"]);
    }

    [Theory]
    [InlineData("keys-comma-utf8.csv", "Łódź")]
    [InlineData("keys-semicolon-utf16.csv", "Łódź")]
    [InlineData("keys-tab-1252.csv", "?ód?")]
    public void A_text_file_of_LibreOffice_reads_as_it_shows(string name, string city)
    {
        var rows = Sent.Read(Sent.Fixture(name), name: name);
        rows.Select(r => r[..2]).ShouldBe(["1:", "3:", "4:", "5:", "6:", "8:"]);
        rows[3].ShouldBe("5: 1910 S. Albany Ave. | KA001 | Front door | 2 | 2024-03-05 | 2024-03-05 14:30 | 0042 | 20 | #DIV/0!");
        rows[4].ShouldStartWith("6:  | KA002 | Back \"5 inch\" door\nand gate | 1 |");
        rows[5].ShouldContain($"Größe, Müller; {city}");
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void The_separator_is_found(char separator)
    {
        var text = "Code,Label,Rate\r\nKA001,\"1, 2; 3|4\",5.5\r\nKA002,b,6\r\n".Replace(',', separator).Replace($"1{separator} 2; 3|4", "1, 2; 3|4", StringComparison.Ordinal);
        Sent.Read(Sent.Text(text)).ShouldBe(["1: Code | Label | Rate", "2: KA001 | 1, 2; 3|4 | 5.5", "3: KA002 | b | 6"]);
    }

    [Fact]
    public void Semicolons_divide_where_commas_are_decimal() =>
        Sent.Read(Sent.Text("Code;Rate;Copies\nKA001;1,5;2\nKA002;2,5;3\n")).ShouldBe(["1: Code | Rate | Copies", "2: KA001 | 1,5 | 2", "3: KA002 | 2,5 | 3"]);

    [Fact]
    public void A_line_that_names_the_separator_is_no_row() =>
        Sent.Read(Sent.Text("sep=;\r\nCode;Label\r\nKA001;a,b,c\r\n")).ShouldBe(["1: Code | Label", "2: KA001 | a,b,c"]);

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Every_encoding_reads_the_same(string encoding)
    {
        const string text = "Code,Label\r\nKA001,Größe Ä 👩‍👧\r\n";
        string[] rows = ["1: Code | Label", "2: KA001 | Größe Ä 👩‍👧"];
        var marked = Encoding.GetEncoding(encoding);
        Sent.Read(Sent.Text(text, marked)).ShouldBe(rows);
        Sent.Read(new MemoryStream(marked.GetBytes(text))).ShouldBe(rows);
    }

    [Fact]
    public void One_byte_that_is_no_UTF_8_makes_a_file_Windows_text()
    {
        var long1252 = new MemoryStream();
        for (var i = 0; i < 20_000; i++) long1252.Write("KA001,Front door\r\n"u8);
        long1252.Write([.. "KA002,M"u8, 0xFC, .. "ller "u8, 0x96, 0x80, .. "\r\n"u8]);
        Sent.Read(long1252)[^1].ShouldBe("20001: KA002 | Müller –€");
    }

    [Fact]
    public void An_inch_mark_in_a_cell_is_text() =>
        Sent.Read(Sent.Text("Code,Label\nKA001,5\" pipe\nKA002,\"a \"\"quoted\"\" word\"\n")).ShouldBe(["1: Code | Label", "2: KA001 | 5\" pipe", "3: KA002 | a \"quoted\" word"]);

    [Fact]
    public void Cells_are_trimmed_and_lose_what_nobody_sees()
    {
        Sent.Read(Sent.Text("Code,Label\n\u00A0KA001 ,\u200Ba\u00A0b\u0001\u0085c\n , \n")).ShouldBe(["1: Code | Label", "2: KA001 | a bc"]);
        Sent.Read(MadeWorkbook.Of("<row><c t='inlineStr'><is><t> a_x0000_b_x000D_&#10;c </t></is></c></row>")).ShouldBe(["1: ab\nc"]);
    }

    [Fact]
    public void A_name_says_nothing_about_what_a_file_is()
    {
        Sent.Read(Sent.Fixture("keys.xlsx"), name: "keys.csv").Count.ShouldBe(6);
        Sent.Read(Sent.Text("a,b\n1,2\n"), name: "keys.xls").ShouldBe(["1: a | b", "2: 1 | 2"]);
        SheetFile.Open(Sent.Text("a,b"), "Keys of 2024.csv").Value!.Sheets.ShouldBe(["Keys of 2024"]);
    }

    [Fact]
    public void Rows_can_be_read_again_and_left_half_way()
    {
        using var file = SheetFile.Open(Sent.Fixture("keys.xlsx"), "keys.xlsx").Value!;
        file.Rows(0).Take(2).Count().ShouldBe(2);
        file.Rows(1).Count().ShouldBe(2);
        file.Rows(0).Count().ShouldBe(6);
    }

    [Fact]
    public void Cells_need_no_addresses() =>
        Sent.Read(MadeWorkbook.Of("<row><c><v>1</v></c><c/><c><v>2.50</v></c></row><row r='9'><c r='C9'><v>1E3</v></c></row><row><c><v>-0.25</v></c></row><row r='2'><c><v>4</v></c></row>"))
            .ShouldBe(["1: 1 |  | 2.5", "9:  |  | 1000", "10: -0.25", "11: 4"]);

    [Fact]
    public void Shared_text_is_its_runs_without_how_they_are_pronounced() =>
        Sent.Read(MadeWorkbook.Of("<row><c t='s'><v>1</v></c><c t='s'><v>7</v></c><c t='s'><v>-1</v></c><c t='b'><v>1</v></c></row>", shared:
            "<si><t>no</t></si><si><r><t>Front </t></r><r><rPr><b/></rPr><t>door</t></r><rPh sb='0' eb='1'><t>ka</t></rPh></si>")).ShouldBe(["1: Front door |  |  | TRUE"]);

    [Fact]
    public void Numbers_read_as_their_formats_say()
    {
        const string styles = "<numFmts><numFmt numFmtId='200' formatCode='[$-409]d\\-mmm\\-yy;@'/><numFmt numFmtId='201' formatCode='[h]:mm'/><numFmt numFmtId='202' formatCode='00000'/><numFmt numFmtId='203' formatCode='\"dry\" 0.00'/></numFmts>"
            + "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='200'/><xf numFmtId='201'/><xf numFmtId='202'/><xf numFmtId='203'/></cellXfs>";
        string Row(string value, int style) => $"<row><c s='{style}'><v>{value}</v></c></row>";
        Sent.Read(MadeWorkbook.Of(Row("45356", 1) + Row("45356.99999999", 2) + Row("1.1041666667", 3) + Row("1234", 4) + Row("2.5", 5) + Row("-5", 1) + Row("0.30000000000000004", 0) + Row("12345678901234567", 0), styles: styles))
            .ShouldBe(["1: 2024-03-05", "2: 2024-03-06", "3: 26:30", "4: 01234", "5: 2.5", "6: -5", "7: 0.3", "8: 12345678901234600"]);
    }

    [Fact]
    public void Days_count_from_1904_where_a_workbook_says_so() =>
        Sent.Read(MadeWorkbook.Of(zip =>
        {
            MadeWorkbook.Add(zip, "xl/worksheets/sheet1.xml", "<worksheet><sheetData><row><c s='0'><v>43894</v></c></row></sheetData></worksheet>");
            MadeWorkbook.Add(zip, "xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId='14'/></cellXfs></styleSheet>");
        }, properties: "<workbookPr date1904='1'/>")).ShouldBe(["1: 2024-03-05"]);

    [Fact]
    public void Charts_are_no_sheets_and_hidden_ones_show_only_alone()
    {
        void Parts(System.IO.Compression.ZipArchive zip)
        {
            MadeWorkbook.Add(zip, "xl/worksheets/sheet1.xml", "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>");
            MadeWorkbook.Add(zip, "xl/worksheets/sheet2.xml", "<worksheet><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>");
        }
        using var some = SheetFile.Open(MadeWorkbook.Of(Parts, "<sheet name='Hidden' state='veryHidden' r:id='rId1'/><sheet name='Chart' r:id='rId3'/><sheet name='Two' r:id='rId2'/>"), "").Value!;
        some.Sheets.ShouldBe(["Two"]);
        some.Rows(0).Single().Cells.ShouldBe(["2"]);
        using var hidden = SheetFile.Open(MadeWorkbook.Of(Parts, "<sheet name='Hidden' state='hidden' r:id='rId1'/>"), "").Value!;
        hidden.Sheets.ShouldBe(["Hidden"]);
    }
}
