using System.Data;
using Kbm.Features.Exports;
using Kbm.Features.Settings;
using Kbm.Tests.Support;
using Col = Kbm.Features.Exports.TableColumn<Kbm.Tests.Features.Exports.TableTests.Line>;

namespace Kbm.Tests.Features.Exports;

public sealed class TableTests
{
    private static readonly DateTime s_noon = new(2026, 11, 26, 18, 30, 0, DateTimeKind.Utc);
    private static readonly CompanySettings s_company = new() { Name = "Lakeside Homes", TimeZone = "America/Chicago" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_workbook_has_cells_of_the_right_types_a_head_that_stays_and_a_filter()
    {
        var bytes = await Write(TableFormat.Xlsx, [new("KA001", 3, s_noon, true), new("KA002", null, null, null)]);

        var sheet = Workbook.Sheets(bytes)[0];

        sheet.TableName.ShouldBe("Lines");
        sheet.Rows[0].ItemArray.ShouldBe(["Code", "Copies", "Since", "Day", "Late"]);
        sheet.Rows[1].ItemArray.ShouldBe(["KA001", 3.0, new DateTime(2026, 11, 26, 12, 30, 0), new DateTime(2026, 11, 26), true]);
        sheet.Rows[2].ItemArray.ShouldBe(["KA002", DBNull.Value, DBNull.Value, DBNull.Value, DBNull.Value]);
        var part = Workbook.FirstSheetXml(bytes);
        part.ShouldContain("state=\"frozen\"");
        part.ShouldContain("<autoFilter ref=\"A1:E3\"");
        part.ShouldContain("<cols>");
    }

    [Fact]
    public async Task The_second_sheet_of_a_report_says_what_it_is_and_its_sums()
    {
        var table = TableOf([new("KA001", 3, s_noon, true), new("KA002", 4, null, null)]) with { IsReport = true, Filters = ["Property: Elm Court"] };

        var about = Workbook.Sheets(await Write(TableFormat.Xlsx, table))[1];

        var facts = about.Rows.Cast<DataRow>().Select(r => $"{r[0]}: {r[1]}").ToList();
        facts.ShouldContain("Report: Lines");
        facts.ShouldContain("Company: Lakeside Homes");
        facts.ShouldContain("Only: Property: Elm Court");
        facts.ShouldContain("Rows: 2");
        facts.ShouldContain("Copies, in all: 7");
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task No_text_is_a_formula_and_every_text_comes_back_as_it_was(string text)
    {
        var book = await Write(TableFormat.Xlsx, [new(text, 1, null, null)]);
        var csv = System.Text.Encoding.UTF8.GetString(await Write(TableFormat.Csv, [new(text, 1, null, null)]));

        Workbook.FirstSheetXml(book).ShouldNotContain("<f>");
        Csv.Plain((string)Workbook.Sheets(book)[0].Rows[1][0]).ShouldBe(text);
        var cell = FirstCell(csv.Split("\r\n", 2)[1]);
        (cell[0] is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠').ShouldBeFalse();
        Csv.Plain(cell).ShouldBe(text);
    }

    [Fact]
    public async Task Every_hostile_text_makes_a_file_of_each_kind()
    {
        foreach (var text in HostileTexts.All.Values)
        {
            var lines = new Line[] { new(text, 1, s_noon, true) };
            Workbook.Sheets(await Write(TableFormat.Xlsx, lines))[0].Rows.Count.ShouldBe(2);
            (await Write(TableFormat.Csv, lines)).ShouldNotBeEmpty();
            (await Decoder.Text(await Write(TableFormat.Pdf, lines), Cancellation)).ShouldContain("Lakeside Homes");
        }
    }

    [Fact]
    public async Task A_long_table_is_paper_of_numbered_pages_that_each_have_the_heads_and_lose_nothing()
    {
        var table = TableOf([.. Enumerable.Range(1, 300).Select(n => new Line($"K{n:00000}", 2, s_noon, n % 2 == 0))]) with { Filters = ["Property: Elm Court", "Overdue"] };

        var text = await Decoder.Text(await Write(TableFormat.Pdf, table), Cancellation);

        var pages = text.Split('\f', StringSplitOptions.RemoveEmptyEntries);
        pages.Length.ShouldBeGreaterThan(2);
        for (var n = 1; n <= pages.Length; n++)
        {
            pages[n - 1].ShouldContain($"Page {n} of {pages.Length}");
            pages[n - 1].ShouldContain("Copies");
        }
        pages[0].ShouldContain("Property: Elm Court · Overdue");
        pages[0].ShouldContain("26 Nov 2026, 12:30");
        for (var n = 1; n <= 300; n++) text.ShouldContain($"K{n:00000}");
        pages[^1].ShouldContain("600");
        pages[^1].ShouldContain("300 rows");
    }

    [Fact]
    public async Task Wide_paper_lies_and_narrow_paper_stands()
    {
        var wide = TableOf([new(new string('W', 60), 1, s_noon, true)]);
        var narrow = TableOf([new("KA001", 1, s_noon, true)]) with { Columns = TableOf([]).Columns.Take(1).ToList(), Rows = Rows([new object?[] { "KA001" }]) };

        var lying = await Decoder.Facts(await Write(TableFormat.Pdf, wide with { Columns = [.. wide.Columns, .. wide.Columns], Rows = Twice(wide.Rows) }), Cancellation);
        var standing = await Decoder.Facts(await Write(TableFormat.Pdf, narrow), Cancellation);

        lying.ShouldContain("842 x 595");
        standing.ShouldContain("595 x 842");
    }

    [Fact]
    public async Task A_company_that_writes_days_as_Americans_do_has_American_paper()
    {
        var table = TableOf([new("KA001", 1, s_noon, true)]) with { Company = new() { Name = "Lakeside Homes", TimeZone = "America/Chicago", DateStyle = DateStyle.MonthDay } };

        (await Decoder.Facts(await Write(TableFormat.Pdf, table), Cancellation)).ShouldContain("612 x 792");
    }

    [Fact]
    public async Task An_empty_table_is_a_file_of_each_kind()
    {
        Workbook.Sheets(await Write(TableFormat.Xlsx, []))[0].Rows.Count.ShouldBe(1);
        (await Decoder.Text(await Write(TableFormat.Pdf, []), Cancellation)).ShouldContain("0 rows");
        System.Text.Encoding.UTF8.GetString(await Write(TableFormat.Csv, [])).ShouldBe("\uFEFFCode,Copies,Since,Day,Late\r\n");
    }

    public static TheoryData<string> Texts => ["=1+1", "+1 312 555", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "'=1", "''-2", "x;=2", "a\t+b", "＝1+1", "＋1", "－2", "＠SUM(A1)", "x;＝2", "'", "it's", " = 1", "0012", "1e3", "TRUE", "2026-11-26", "_x0041_", "_x005F_x0041_"];

    private static Table TableOf(Line[] lines)
    {
        IReadOnlyList<Col> columns =
        [
            Col.Text("code", "Code", l => l.Code), Col.Sum("copies", "Copies", l => l.Copies), Col.Moment("since", "Since", l => l.Since),
            Col.Date("day", "Day", l => l.Since), Col.YesNo("late", "Late", l => l.Late),
        ];
        var time = new CompanyTime(s_company, s_noon);
        return new() { Name = "lines", Title = "Lines", Company = s_company, Time = time, Columns = columns, Rows = Table.Cells(Rows(lines), columns, time, Cancellation) };
    }

    private static async IAsyncEnumerable<T> Rows<T>(IEnumerable<T> rows)
    {
        foreach (var row in rows)
        {
            await Task.Yield();
            yield return row;
        }
    }

    private static async IAsyncEnumerable<object?[]> Twice(IAsyncEnumerable<object?[]> rows)
    {
        await foreach (var row in rows) yield return [.. row, .. row];
    }

    private static Task<byte[]> Write(TableFormat format, Line[] lines) => Write(format, TableOf(lines));

    private static async Task<byte[]> Write(TableFormat format, Table table)
    {
        using var stream = new OnlyAsync();
        await format.Write(table, stream, Cancellation);
        return stream.ToArray();
    }

    /// <summary>The first cell of a row as RFC 4180 has it.</summary>
    private static string FirstCell(string csv)
    {
        if (csv[0] != '"') return csv.Split(',')[0];
        var end = csv.IndexOf("\",", 1, StringComparison.Ordinal);
        return csv[1..end].Replace("\"\"", "\"", StringComparison.Ordinal);
    }

    internal sealed record Line(string Code, int? Copies, DateTime? Since, bool? Late);

    /// <summary>Refuses to be written to without waiting, as the answer to a request does.</summary>
    private sealed class OnlyAsync : Stream
    {
        private readonly MemoryStream _written = new();

        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public byte[] ToArray() => _written.ToArray();

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            _written.WriteAsync(buffer, offset, count, cancellationToken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => _written.WriteAsync(buffer, cancellationToken);

        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override void Flush() => throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
