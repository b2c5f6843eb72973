using System.Globalization;
using Kbm.Features.Receipts;
using Kbm.Tests.Support;

namespace Kbm.Tests.Features.Receipts;

public sealed class ReceiptPdfTests
{
    private const string Address = "https://harbor.keys.example.com/receipts/R-000123";

    public static TheoryData<string, int> Prints =>
        new(from size in Enum.GetNames<PaperSize>() from dots in new[] { 203, 300 } select (size, dots));

    public static TheoryData<string> Sizes => [.. Enum.GetNames<PaperSize>()];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Prints))]
    public async Task A_scanner_reads_the_number_and_the_address_from_paper(string size, int dotsPerInch)
    {
        var pages = await Decoder.Read(Render(Paper(Lines(3)), size), dotsPerInch, Cancellation);

        pages.ShouldHaveSingleItem().ShouldBe(["CODE-128:R-000123", $"QR-Code:{Address}"], ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Everything_on_the_paper_can_be_read(string size)
    {
        var text = await Decoder.Text(Render(Paper(Lines(1)), size), Cancellation);

        foreach (var words in new[] { "Handed over", "Harbor Property Care", "Ana Ruiz", "Keys stay ours.", "KA001", "Front door 1", "Received by" })
            text.ShouldContain(words);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Two_hundred_lines_make_numbered_pages_and_lose_nothing(string size)
    {
        var pdf = Render(Paper(Lines(200)), size);
        var text = await Decoder.Text(pdf, Cancellation);
        var pages = text.Count(sign => sign == '\f');

        pages.ShouldBeGreaterThan(1);
        for (var page = 1; page <= pages; page++)
            text.ShouldContain($"Page {page} of {pages}");
        foreach (var line in Lines(200))
            text.ShouldContain(line.Code);
    }

    [Fact]
    public async Task The_codes_of_a_long_receipt_are_on_its_last_page()
    {
        var pages = await Decoder.Read(Render(Paper(Lines(60)), "A4"), 203, Cancellation);

        pages[^1].Count.ShouldBe(2);
        pages.SkipLast(1).ShouldAllBe(page => page.Count == 0);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Markup_emoji_and_broken_text_are_harmless(string size)
    {
        const string odd = "<b>&amp;</b> (\\) 🔑👩‍👩‍👧🏽 鍵 مفتاح \u202e\0\t\r\n\ud83d \uffff end";
        var paper = Paper([new ReceiptPaperLine(odd, odd, odd, 1, odd)]) with
        {
            Title = odd,
            CompanyName = odd,
            Header = odd,
            Footer = odd,
            At = odd,
            By = odd,
            Holder = odd,
            HolderDetail = odd,
            Purpose = odd,
            Due = odd,
        };

        var text = await Decoder.Text(Render(paper, size), Cancellation);

        text.ShouldContain("<b>&amp;</b>");
        text.ShouldContain("end");
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Very_long_text_wraps_over_pages_within_the_margins(string size)
    {
        var word = new string('W', 20_000);
        var sentence = string.Join(' ', Enumerable.Range(1, 2_000).Select(number => $"word{number}"));
        var paper = Paper([new ReceiptPaperLine(new string('K', 500), word, sentence, int.MaxValue, null)]) with { Footer = sentence, Holder = sentence };

        var text = await Decoder.Text(Render(paper, size), Cancellation);

        text.Count(letter => letter == 'W').ShouldBe(20_000);
        text.ShouldContain("word2000");
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Empty_optional_text_leaves_no_trace(string size)
    {
        var paper = Paper([]) with { Header = "", Footer = "", HolderDetail = " ", Purpose = "", Due = "" };

        var text = await Decoder.Text(Render(paper, size), Cancellation);

        text.ShouldNotContain("Due back");
        text.ShouldNotContain("Purpose");
        text.Count(sign => sign == '\f').ShouldBe(1);
    }

    [Fact]
    public async Task The_document_says_what_it_is()
    {
        var facts = await Decoder.Facts(Render(Paper(Lines(1)), "Letter"), Cancellation);

        facts.ShouldContain("Receipt R-000123");
        facts.ShouldContain("Harbor Property Care");
        facts.ShouldContain("612 x 792 pts (letter)");
    }

    [Fact]
    public void Many_receipts_rendered_at_once_are_the_same_bytes()
    {
        var expected = Render(Paper(Lines(40)), "A4");
        var files = new byte[32][];

        Parallel.For(0, files.Length, at => files[at] = Render(Paper(Lines(40)), "A4"));

        files.ShouldAllBe(file => file.SequenceEqual(expected));
    }

    private static byte[] Render(ReceiptPaper paper, string size) => ReceiptPdf.Render(paper, Enum.Parse<PaperSize>(size));

    private static ReceiptPaperLine[] Lines(int count) =>
        [.. Enumerable.Range(1, count).Select(number => new ReceiptPaperLine(
            string.Create(CultureInfo.InvariantCulture, $"KA{number:000}"), $"Front door {number}", "4 Elm Street, unit 4B", 1, null))];

    private static ReceiptPaper Paper(IReadOnlyList<ReceiptPaperLine> lines) => new()
    {
        Number = "R-000123",
        Title = "Handed over",
        CompanyName = "Harbor Property Care",
        Header = "12 Quay Street, Chicago, IL 60601\n(312) 555-0134",
        Footer = "Keys stay ours. Please bring them back by the day above.",
        At = "11 Jun 2026, 10:04",
        By = "Maya Lindt",
        Holder = "Ana Ruiz",
        HolderDetail = "Vendor, Ruiz Plumbing, (312) 555-0188",
        Purpose = "Repair of the kitchen tap",
        Due = "Fri 12 Jun 2026",
        Lines = lines,
        Address = Address,
    };
}
