using Kbm.Features.Items;

namespace Kbm.Tests.Features.Items;

public sealed class ItemCodeTests
{
    [Theory]
    [InlineData(1, "KA001")]
    [InlineData(999, "KA999")]
    [InlineData(1_000, "KB001")]
    [InlineData(25_974, "KZ999")]
    [InlineData(25_975, "KAA001")]
    [InlineData(26_974, "KAB001")]
    public void A_code_is_a_letter_and_three_digits_then_the_next_letter_then_two(long number, string code) =>
        ItemCode.Of(ItemKind.Key.Prefix, number).ShouldBe(code);
}
