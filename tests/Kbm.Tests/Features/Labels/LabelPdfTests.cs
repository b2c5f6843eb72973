using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Kbm.Features.Labels;
using Kbm.Tests.Support;

namespace Kbm.Tests.Features.Labels;

public sealed class LabelPdfTests
{
    private const string Odd = "<b>&amp;</b> (\\) 🔑👩‍👩‍👧🏽 鍵 مفتاح \u202e\0\t\r\n\ud83d \uffff end";

    public static TheoryData<string, int> Prints =>
        new(from stock in LabelStock.All from dots in new[] { 203, 300 } select (stock.Key, dots));

    public static TheoryData<string> Stocks => [.. LabelStock.All.Select(s => s.Key)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Prints))]
    public async Task A_scanner_reads_the_code_and_the_address_of_every_label(string key, int dotsPerInch)
    {
        var stock = LabelStock.Of(key);
        var labels = Labels(stock.IsSheet ? stock.PerPage + 2 : 4);

        var pdf = LabelPdf.Render(new(stock) { Company = "Harbor Property Care" }, labels);
        var read = await Decoder.ReadParts(pdf, dotsPerInch, [.. Enumerable.Range(0, stock.PerPage).Select(stock.Cell)], Cancellation);

        read.Count.ShouldBe(stock.IsSheet ? 2 * stock.PerPage : 4);
        for (var at = 0; at < labels.Count; at++)
            read[at].ShouldBe([$"CODE-128:{labels[at].Code}", $"QR-Code:{labels[at].Address}"], ignoreOrder: true);
        read.Skip(labels.Count).ShouldAllBe(r => r.Count == 0);
    }

    [Theory]
    [MemberData(nameof(Prints))]
    public async Task The_longest_code_at_a_long_address_is_read_too(string key, int dotsPerInch)
    {
        var label = new Label("ASAZZ999", "Sign", null, "https://the-longest-company-name-of-them-all.keys.property-management.example.com:8443/items/ASAZZ999");

        var pages = await Decoder.Read(LabelPdf.Render(new(LabelStock.Of(key)), [label]), dotsPerInch, Cancellation);

        pages.ShouldHaveSingleItem().ShouldBe([$"CODE-128:{label.Code}", $"QR-Code:{label.Address}"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("5160", 1)]
    [InlineData("5160", 2)]
    [InlineData("5160", 17)]
    [InlineData("5160", 30)]
    [InlineData("l7160", 21)]
    [InlineData("l7160", 5)]
    public async Task A_sheet_that_was_begun_goes_on_where_it_ended(string key, int start)
    {
        var stock = LabelStock.Of(key);

        var words = await Words(LabelPdf.Render(new(stock) { Start = start }, Labels(stock.PerPage)));

        var codes = words.Where(w => w.Text.StartsWith("KA", StringComparison.Ordinal)).ToList();
        codes.Count.ShouldBe(stock.PerPage);
        for (var at = 0; at < codes.Count; at++)
        {
            var place = start - 1 + at;
            codes[at].Text.ShouldBe(Code(at + 1));
            codes[at].Page.ShouldBe(place / stock.PerPage);
            Encloses(stock, place % stock.PerPage, codes[at]).ShouldBeTrue($"{codes[at]} is not at place {place + 1}");
        }
    }

    [Theory]
    [MemberData(nameof(Stocks))]
    public async Task However_long_the_text_it_stays_on_its_own_label(string key)
    {
        var stock = LabelStock.Of(key);
        string[] texts = [new('W', 120), string.Join(' ', Enumerable.Repeat("word", 24)), "Front door of the building at the end of the road behind the old mill", Odd];
        var labels = Labels(texts.Length).Select((l, at) => l with { Text = texts[at], Place = texts[at] }).ToList();

        var words = await Words(LabelPdf.Render(new(stock) { Company = texts[1] }, labels));

        foreach (var word in words)
        {
            var all = stock.IsSheet ? Enumerable.Range(0, stock.PerPage) : [0];
            all.Any(place => Encloses(stock, place, word)).ShouldBeTrue($"{word} is outside");
        }
        words.Count(w => w.Text.EndsWith('…')).ShouldBeGreaterThanOrEqualTo(2);
    }

    [Theory]
    [MemberData(nameof(Prints))]
    public async Task Markup_emoji_and_broken_text_harm_neither_the_paper_nor_its_symbols(string key, int dotsPerInch)
    {
        var label = Labels(1)[0] with { Text = Odd, Place = Odd };

        var pages = await Decoder.Read(LabelPdf.Render(new(LabelStock.Of(key)) { Company = Odd }, [label]), dotsPerInch, Cancellation);

        pages.ShouldHaveSingleItem().ShouldBe([$"CODE-128:{label.Code}", $"QR-Code:{label.Address}"], ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Stocks))]
    public async Task A_page_is_as_large_as_the_stock_and_its_labels_lie_on_it_apart(string key)
    {
        var stock = LabelStock.Of(key);
        var facts = await Decoder.Facts(LabelPdf.RenderCalibration(stock), Cancellation);

        facts.ShouldContain("Pages:           1");
        var size = Regex.Match(facts, @"Page size: +(?<width>[\d.]+) x (?<height>[\d.]+) pts", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        double.Parse(size.Groups["width"].Value, CultureInfo.InvariantCulture).ShouldBe(stock.PageWidth, 0.5);
        double.Parse(size.Groups["height"].Value, CultureInfo.InvariantCulture).ShouldBe(stock.PageHeight, 0.5);
        var cells = Enumerable.Range(0, stock.PerPage).Select(stock.Cell).ToList();
        cells.ShouldAllBe(c => c.Left >= 0 && c.Top >= 0 && c.Right <= stock.PageWidth + 0.01 && c.Bottom <= stock.PageHeight + 0.01);
        for (var a = 0; a < cells.Count; a++)
            for (var b = a + 1; b < cells.Count; b++)
                (Math.Min(cells[a].Right, cells[b].Right) - Math.Max(cells[a].Left, cells[b].Left) > 0.01
                    && Math.Min(cells[a].Bottom, cells[b].Bottom) - Math.Max(cells[a].Top, cells[b].Top) > 0.01).ShouldBeFalse($"{a + 1} and {b + 1} overlap");
    }

    private static string Code(int number) => string.Create(CultureInfo.InvariantCulture, $"KA{number:000}");

    private static List<Label> Labels(int count) =>
        [.. Enumerable.Range(1, count).Select(n => new Label(Code(n), $"Front door {n}", "Winthrop Apts., unit 4B", "https://harbor.keys.example.com/items/" + Code(n)))];

    private static bool Encloses(LabelStock stock, int place, Placed word)
    {
        var cell = stock.Cell(place);
        return word.Left >= cell.Left && word.Right <= cell.Right && word.Top >= cell.Top - 2 && word.Bottom <= cell.Bottom + 2;
    }

    private static async Task<List<Placed>> Words(byte[] pdf)
    {
        var pages = await Decoder.Words(pdf, Cancellation);
        return [.. pages.SelectMany((page, at) => page.Select(w => new Placed(at, w.Value, Point(w, "xMin"), Point(w, "xMax"), Point(w, "yMin"), Point(w, "yMax"))))];
    }

    private static double Point(XElement word, string name) => double.Parse(word.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private sealed record Placed(int Page, string Text, double Left, double Right, double Top, double Bottom);
}
