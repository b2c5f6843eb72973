using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using SkiaSharp;

namespace Kbm.Tests.Support;

/// <summary>Pictures as cameras and programs write them, with what they write beside the picture.</summary>
public static class TestPictures
{
    /// <summary>What only the metadata of these pictures contains.</summary>
    public const string Canary = "zqGPScanary";

    /// <summary>The left half red, the right half blue.</summary>
    public static byte[] Plain(SKEncodedImageFormat format, int width = 60, int height = 40, bool hasAlpha = false, SKColor? left = null)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, hasAlpha ? SKAlphaType.Premul : SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(bitmap))
        {
            using var paint = new SKPaint { Color = left ?? SKColors.Red };
            canvas.Clear(hasAlpha ? SKColors.Transparent : SKColors.Blue);
            canvas.DrawRect(SKRect.Create(width / 2f, height), paint);
        }
        using var image = SKImage.FromBitmap(bitmap);
        using var data = image.Encode(format, 95);
        return data.ToArray();
    }

    /// <summary>A JPEG whose camera was turned and knew where it was.</summary>
    public static byte[] JpegWithGps(ushort orientation, int width = 60, int height = 40)
    {
        var jpeg = Plain(SKEncodedImageFormat.Jpeg, width, height);
        byte[] segment = [.. "Exif\0\0"u8, .. Exif(orientation)];
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(segment.Length + 2));
        return [.. jpeg[..2], 0xff, 0xe1, .. length, .. segment, .. jpeg[2..]];
    }

    public static byte[] PngWithTexts()
    {
        var png = Plain(SKEncodedImageFormat.Png, hasAlpha: true);
        return [.. png[..33], .. Chunk("tEXt", Encoding.Latin1.GetBytes($"Comment\0{Canary}")), .. Chunk("eXIf", Exif(1)), .. png[33..]];
    }

    public static byte[] WebpWithExif()
    {
        var webp = Plain(SKEncodedImageFormat.Webp);
        byte[] frame = webp[12..];
        byte[] extended = [.. "VP8X"u8, 10, 0, 0, 0, 0x0c, 0, 0, 0, 59, 0, 0, 39, 0, 0];
        byte[] body = [.. "WEBP"u8, .. extended, .. frame, .. Riff("EXIF", Exif(1)), .. Riff("XMP ", Encoding.Latin1.GetBytes($"<x>{Canary}</x>"))];
        return Riff("RIFF", body);
    }

    /// <summary>A PNG that says it is this large and has next to nothing in it.</summary>
    public static byte[] PngBomb(int side)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, side);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), side);
        (header[8], header[9]) = (8, 6);
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zip.Write(new byte[64]);
        return [0x89, .. "PNG\r\n\x1a\n"u8, .. Chunk("IHDR", header), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    public static byte[] Heic => [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8, .. new byte[64]];

    public static SKBitmap Read(byte[] picture) => SKBitmap.Decode(picture);

    // Little-endian TIFF: the orientation, a make that is the canary, and a directory of GPS with a latitude's letter.
    private static byte[] Exif(ushort orientation)
    {
        var make = Encoding.ASCII.GetBytes(Canary + "\0");
        const int Directory = 8;
        const int Gps = Directory + 2 + 3 * 12 + 4;
        const int Make = Gps + 2 + 12 + 4;
        var exif = new byte[Make + make.Length];
        "II*\0"u8.CopyTo(exif);
        Put32(exif, 4, Directory);
        Put16(exif, Directory, 3);
        Entry(exif, Directory + 2, 0x010f, 2, make.Length, Make);
        Entry(exif, Directory + 14, 0x0112, 3, 1, orientation);
        Entry(exif, Directory + 26, 0x8825, 4, 1, Gps);
        Put16(exif, Gps, 1);
        Entry(exif, Gps + 2, 1, 2, 2, 'N');
        make.CopyTo(exif, Make);
        return exif;
    }

    private static void Entry(byte[] to, int at, int tag, int type, int count, int value)
    {
        Put16(to, at, tag);
        Put16(to, at + 2, type);
        Put32(to, at + 4, count);
        Put32(to, at + 8, value);
    }

    private static void Put16(byte[] to, int at, int value) => BinaryPrimitives.WriteUInt16LittleEndian(to.AsSpan(at), (ushort)value);

    private static void Put32(byte[] to, int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(to.AsSpan(at), value);

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] typed = [.. Encoding.ASCII.GetBytes(type), .. data];
        var (length, sum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(sum, Crc(typed));
        return [.. length, .. typed, .. sum];
    }

    private static uint Crc(byte[] data)
    {
        var crc = uint.MaxValue;
        foreach (var one in data)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xedb88320;
        }
        return ~crc;
    }

    private static byte[] Riff(string type, byte[] data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, data.Length);
        return [.. Encoding.ASCII.GetBytes(type), .. length, .. data, .. new byte[data.Length % 2]];
    }
}
