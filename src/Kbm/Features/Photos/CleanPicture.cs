using System.Globalization;
using System.Security.Cryptography;
using Kbm.Data;
using SkiaSharp;

namespace Kbm.Features.Photos;

/// <summary>
/// A picture as it is kept: decoded and encoded anew, upright, so that nothing of the file that came survives but what can be seen.
/// </summary>
/// <param name="Hash">SHA-256 of the picture.</param>
/// <param name="Type">Its media type.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Picture">At most <see cref="LargestSide"/> pixels wide and high.</param>
/// <param name="Thumbnail">At most <see cref="ThumbnailSide"/>.</param>
internal sealed record CleanPicture(string Hash, string Type, int Width, int Height, byte[] Picture, byte[] Thumbnail)
{
    public const int LargestSide = 2048;
    public const int ThumbnailSide = 320;
    private const int Quality = 85;
    private static readonly SKSamplingOptions s_smooth = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    /// <summary>Reads a file that somebody sent. Its header is looked at before memory is taken for its pixels.</summary>
    public static Outcome<CleanPicture> Of(byte[] file, PhotoOptions limits)
    {
        if (file.Length > limits.MaxBytes) return Refuse($"This file is too large: a photo may have up to {limits.MaxMegabytes} MB.", "too_large", 413);
        if (PictureKind.Refusal(file) is { } sentence) return Refuse(sentence);
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        if (codec is null) return Damaged();
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if (width > limits.MaxSide || height > limits.MaxSide || (long)width * height > limits.MaxMegapixels * 1_000_000L)
        {
            return Refuse(string.Create(CultureInfo.InvariantCulture,
                $"This picture has {width:#,0} × {height:#,0} pixels. A photo may have {limits.MaxMegapixels} million, and {limits.MaxSide:#,0} on a side: make it smaller first."));
        }
        return Decode(codec) is { } picture ? Keep(picture, codec.EncodedOrigin) : Damaged();
    }

    private static SKImage? Decode(SKCodec codec)
    {
        // A JPEG is decoded at some eighths of its size, which takes a fraction of the memory; the next ones up lose nothing.
        var scale = (float)LargestSide / Math.Max(codec.Info.Width, codec.Info.Height);
        var size = codec.GetScaledDimensions(Math.Min(1, MathF.Ceiling(scale * 8) / 8));
        var alpha = codec.Info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul;
        using var srgb = SKColorSpace.CreateSrgb();
        using var bitmap = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, alpha, srgb));
        if (codec.GetPixels(bitmap.Info, bitmap.GetPixels()) != SKCodecResult.Success) return null;
        bitmap.SetImmutable();
        return SKImage.FromBitmap(bitmap);
    }

    private static CleanPicture Keep(SKImage decoded, SKEncodedOrigin origin)
    {
        using (decoded)
        {
            using var upright = Draw(decoded, LargestSide, origin);
            using var small = Draw(upright, ThumbnailSide, SKEncodedOrigin.TopLeft);
            var (type, format) = upright.AlphaType == SKAlphaType.Opaque ? ("image/jpeg", SKEncodedImageFormat.Jpeg) : ("image/webp", SKEncodedImageFormat.Webp);
            using var picture = upright.Encode(format, Quality);
            using var thumbnail = small.Encode(format, Quality);
            var bytes = picture.ToArray();
            return new(Convert.ToHexStringLower(SHA256.HashData(bytes)), type, upright.Width, upright.Height, bytes, thumbnail.ToArray());
        }
    }

    private static SKImage Draw(SKImage image, int most, SKEncodedOrigin origin)
    {
        var scale = Math.Min(1f, (float)most / Math.Max(image.Width, image.Height));
        var (width, height) = (Math.Max(1, (int)MathF.Round(image.Width * scale)), Math.Max(1, (int)MathF.Round(image.Height * scale)));
        var isTurned = origin >= SKEncodedOrigin.LeftTop;
        // Without a colour space of its own the picture is sRGB, and no profile is written into it.
        using var surface = new SKBitmap(new SKImageInfo(isTurned ? height : width, isTurned ? width : height, SKColorType.Rgba8888, image.AlphaType));
        surface.Erase(SKColors.Transparent);
        using (var canvas = new SKCanvas(surface))
        {
            canvas.Concat(Upright(origin, width, height));
            canvas.DrawImage(image, SKRect.Create(width, height), s_smooth);
        }
        surface.SetImmutable();
        return SKImage.FromBitmap(surface);
    }

    /// <summary>What turns a picture of this width and height as its camera held it; the eight ways of EXIF's Orientation.</summary>
    private static SKMatrix Upright(SKEncodedOrigin origin, int w, int h) => origin switch
    {
        SKEncodedOrigin.TopRight => new(-1, 0, w, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new(-1, 0, w, 0, -1, h, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new(1, 0, 0, 0, -1, h, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new(0, -1, h, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new(0, -1, h, -1, 0, w, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new(0, 1, 0, -1, 0, w, 0, 0, 1),
        _ => SKMatrix.Identity,
    };

    private static Refusal Damaged() => Refuse("This picture cannot be read to its end: the file is damaged or was cut short. Send it again, or take another.");

    private static Refusal Refuse(string sentence, string code = "invalid", int status = 400) => new(code, sentence, PhotoInput.Field, status);
}
