using FsCheck;
using FsCheck.Fluent;
using Kbm.Features.Search;
using Kbm.Features.Shared;
using Kbm.Tests.Support;

namespace Kbm.Tests.Features.Search;

public sealed class SearchTextTests
{
    private static readonly string[] s_unseen = ["\u00AD", "\u200B", "\uFEFF", "\uFFFE", "\uD800", "\u202E", "\U000E0041", "\u200D", "\t", "\u0301", "É", "ﬁ", "😀"];

    [Fact]
    public void What_was_pasted_is_found_as_what_is_kept_of_it()
    {
        var pasted = Gen.OneOf(Gen.Elements<string>([.. HostileTexts.All.Values, "Elm Court", "1910 S. Albany Ave.", "LBA001"]), Gen.Elements(s_unseen), Gen.Choose(0, 0xFFFF).Select(c => ((char)c).ToString()));
        var texts = Arb.From(Gen.ListOf(pasted).Select(string.Concat));

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Trial.Rounds(2_000)), Prop.ForAll(texts, text => SearchText.Fold(text) == SearchText.Fold(Checks.Line(text))));
    }
}
