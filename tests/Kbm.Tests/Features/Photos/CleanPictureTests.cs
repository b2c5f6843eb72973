using System.Text;
using Kbm.Features.Photos;
using Kbm.Tests.Support;
using SkiaSharp;

namespace Kbm.Tests.Features.Photos;

public sealed class CleanPictureTests
{
    private static readonly PhotoOptions s_limits = new();

    public static TheoryData<int> Orientations => [1, 2, 3, 4, 5, 6, 7, 8];

    [Theory]
    [MemberData(nameof(Orientations))]
    public void A_photo_of_a_turned_camera_stands_upright_and_no_longer_says_where_it_was_taken(int orientation)
    {
        var kept = Kept(TestPictures.JpegWithGps((ushort)orientation));

        ShouldSayNothing(kept);
        kept.Type.ShouldBe("image/jpeg");
        (kept.Width, kept.Height).ShouldBe(orientation >= 5 ? (40, 60) : (60, 40));
        using var picture = TestPictures.Read(kept.Picture);
        // The red half is on the left as the camera held it; where that belongs is what the orientation says.
        var (x, y) = orientation switch { 1 or 4 => (5, 20), 2 or 3 => (54, 20), 5 or 6 => (20, 5), _ => (20, 54) };
        IsRed(picture.GetPixel(x, y)).ShouldBeTrue();
        IsRed(picture.GetPixel(picture.Width - 1 - x, picture.Height - 1 - y)).ShouldBeFalse();
    }

    [Fact]
    public void Texts_in_a_PNG_and_what_a_WebP_says_of_itself_are_gone()
    {
        ShouldSayNothing(Kept(TestPictures.PngWithTexts()));
        ShouldSayNothing(Kept(TestPictures.WebpWithExif()));
    }

    [Fact]
    public void What_hangs_behind_a_picture_is_gone()
    {
        byte[] polyglot = [.. TestPictures.Plain(SKEncodedImageFormat.Jpeg), .. Encoding.ASCII.GetBytes($"PK\x03\x04 <script>{TestPictures.Canary}</script>")];

        ShouldSayNothing(Kept(polyglot));
    }

    [Fact]
    public void What_is_transparent_stays_transparent()
    {
        var kept = Kept(TestPictures.Plain(SKEncodedImageFormat.Png, hasAlpha: true));

        kept.Type.ShouldBe("image/webp");
        using var picture = TestPictures.Read(kept.Picture);
        picture.GetPixel(55, 20).Alpha.ShouldBe((byte)0);
        IsRed(picture.GetPixel(5, 20)).ShouldBeTrue();
    }

    [Fact]
    public void A_large_picture_is_made_smaller_and_a_small_one_is_not_made_larger()
    {
        var large = Kept(TestPictures.Plain(SKEncodedImageFormat.Jpeg, 4000, 3000));
        var small = Kept(TestPictures.Plain(SKEncodedImageFormat.Jpeg));

        (large.Width, large.Height).ShouldBe((2048, 1536));
        using var thumbnail = TestPictures.Read(large.Thumbnail);
        (thumbnail.Width, thumbnail.Height).ShouldBe((320, 240));
        (small.Width, small.Height).ShouldBe((60, 40));
    }

    [Fact]
    public void A_header_that_claims_too_many_pixels_is_refused_before_memory_is_taken_for_them()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        var sentence = Refused(TestPictures.PngBomb(60_000));

        sentence.ShouldContain("60,000 × 60,000 pixels");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1_000_000);
    }

    [Theory]
    [InlineData("GIF89a", "GIF")]
    [InlineData("%PDF-1.7", "PDF")]
    [InlineData("<?xml version=\"1.0\"?><svg onload=\"alert(1)\">", "SVG")]
    [InlineData("BM123456", "BMP")]
    [InlineData("\0\0\0\u0018ftypavif", "AVIF")]
    [InlineData("\0\0\0\u0018ftypisom", "film")]
    [InlineData("<html><script>alert(1)</script>", "not a picture")]
    [InlineData("", "empty")]
    public void Anything_else_is_refused_in_a_sentence_that_names_it(string file, string word) =>
        Refused(Encoding.Latin1.GetBytes(file)).ShouldContain(word);

    [Fact]
    public void A_HEIC_is_refused_with_what_to_do_on_the_phone() => Refused(TestPictures.Heic).ShouldContain("Most Compatible");

    [Fact]
    public void A_picture_that_was_cut_short_is_refused_wherever_it_was_cut()
    {
        foreach (var format in new[] { SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Png, SKEncodedImageFormat.Webp })
        {
            var whole = TestPictures.Plain(format, 300, 200);
            foreach (var part in new[] { 12, 30, whole.Length / 4, whole.Length / 2 }) Refused(whole[..part]).ShouldContain("cut short");
        }
    }

    [Fact]
    public void A_file_beyond_the_limit_is_refused_with_the_limit() =>
        Refused([.. TestPictures.Plain(SKEncodedImageFormat.Jpeg), .. new byte[s_limits.MaxBytes]]).ShouldContain("15 MB");

    private static CleanPicture Kept(byte[] file)
    {
        var done = CleanPicture.Of(file, s_limits);
        done.IsRefused.ShouldBeFalse(done.IsRefused ? done.Refusals[0].Sentence : null);
        return done.Value!;
    }

    private static string Refused(byte[] file) => CleanPicture.Of(file, s_limits).Refusals.ShouldHaveSingleItem().Sentence;

    private static void ShouldSayNothing(CleanPicture kept)
    {
        foreach (var text in new[] { kept.Picture, kept.Thumbnail }.Select(Encoding.Latin1.GetString))
            foreach (var trace in new[] { TestPictures.Canary, "Exif", "EXIF", "eXIf", "tEXt", "XMP", "ICC", "<script" }) text.ShouldNotContain(trace, Case.Sensitive);
    }

    private static bool IsRed(SKColor colour) => colour.Red > 150 && colour.Blue < 100;
}
