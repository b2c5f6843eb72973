using System.Xml.Linq;
using Kbm.Features.Paper;

namespace Kbm.Tests.Features.Paper;

public sealed class Code128Tests
{
    [Theory]
    [InlineData("PJJ123C", new[] { 104, 48, 42, 42, 17, 18, 19, 35, 55, 106 })]
    [InlineData("123456", new[] { 105, 12, 34, 56, 44, 106 })]
    [InlineData("R-000001", new[] { 104, 50, 13, 99, 0, 0, 1, 71, 106 })]
    [InlineData("A", new[] { 104, 33, 34, 106 })]
    [InlineData("00", new[] { 105, 0, 2, 106 })]
    public void A_text_has_the_symbols_and_the_checksum_of_the_standard(string text, int[] symbols) =>
        Code128.Symbols(text).ShouldBe(symbols);

    [Theory]
    [InlineData("1234A", 7)]
    [InlineData("12345", 7)]
    [InlineData("A12B", 7)]
    [InlineData("A1234", 7)]
    [InlineData("A1234B", 9)]
    [InlineData("A123456B", 10)]
    public void Digits_are_packed_only_where_that_is_shorter(string text, int symbols) =>
        Code128.Symbols(text).Count.ShouldBe(symbols);

    [Fact]
    public void Every_symbol_is_eleven_modules_wide_and_the_stop_thirteen()
    {
        var printable = new string([.. Enumerable.Range(' ', 95).Select(code => (char)code)]);

        Code128.Widths(printable).Sum().ShouldBe(((Code128.Symbols(printable).Count - 1) * 11) + 13);
    }

    [Theory]
    [InlineData("", "at least one character")]
    [InlineData("Schlüssel", "printable ASCII")]
    [InlineData("A\tB", "printable ASCII")]
    [InlineData("A\u007f", "printable ASCII")]
    public void What_cannot_be_a_barcode_is_refused_with_a_sentence(string text, string reason) =>
        Should.Throw<ArgumentException>(() => Code128.Svg(text)).Message.ShouldContain(reason);

    [Fact]
    public void The_picture_has_a_name_a_quiet_zone_and_no_inline_style()
    {
        var svg = Code128.Svg("R-000001");

        svg.ShouldContain("role=\"img\" aria-label=\"Barcode R-000001\"");
        svg.ShouldContain("d=\"M10 0h2v32h-2z");
        svg.ShouldNotContain("style");
    }

    [Fact]
    public void Markup_in_a_code_stays_text_in_the_picture()
    {
        var svg = XElement.Parse(Code128.Svg("\"><script>&'"));

        svg.Attribute("aria-label")?.Value.ShouldBe("Barcode \"><script>&'");
        svg.Elements().Select(element => element.Name.LocalName).ShouldBe(["rect", "path"]);
    }
}
