namespace Kbm.Features.Photos;

/// <summary>What a file is, by its first bytes; what it is called and says of itself does not count.</summary>
internal static class PictureKind
{
    /// <summary>What pictures are kept and sent as.</summary>
    public static readonly IReadOnlyList<string> Types = ["image/jpeg", "image/png", "image/webp"];

    private const string Wanted = "Choose a JPEG, PNG or WebP picture.";

    /// <summary>Why it is not taken and what to do, or null for a JPEG, PNG or WebP.</summary>
    public static string? Refusal(ReadOnlySpan<byte> file) => file switch
    {
        [] => "This file is empty. Choose it again, or take another photo.",
        [0xff, 0xd8, 0xff, ..] => null,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => null,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => null,
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => Boxed(file),
        _ when file.StartsWith("GIF8"u8) => "This is a GIF. Save it as PNG, then choose that.",
        _ when file.StartsWith("%PDF"u8) => "This is a PDF, not a picture. Take a screenshot of the page, or photograph it.",
        _ when file.StartsWith("BM"u8) => "This is a bitmap (BMP). Save it as PNG, then choose that.",
        _ when file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8) => "This is a TIFF or a camera's raw file. Save it as JPEG, then choose that.",
        _ when Head(file).IndexOf("<svg"u8) >= 0 => "This is an SVG drawing. Save it as PNG, then choose that.",
        _ => $"This is not a picture that KBM can show. {Wanted}",
    };

    private static string Boxed(ReadOnlySpan<byte> file)
    {
        var head = Head(file);
        if (head.IndexOf("avif"u8) >= 0 || head.IndexOf("avis"u8) >= 0) return $"This is an AVIF picture, which KBM cannot read. {Wanted}";
        return IsHeif(head)
            ? "This is a HEIC picture, as iPhones save them, which KBM cannot read. On the iPhone choose Most Compatible under Settings, Camera, Formats; or take the photo from here."
            : $"This is a film, not a picture. {Wanted}";
    }

    private static bool IsHeif(ReadOnlySpan<byte> head)
    {
        foreach (var brand in new[] { "heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1" })
            if (head.IndexOf(System.Text.Encoding.ASCII.GetBytes(brand)) >= 0) return true;
        return false;
    }

    private static ReadOnlySpan<byte> Head(ReadOnlySpan<byte> file) => file[..Math.Min(file.Length, 512)];
}
