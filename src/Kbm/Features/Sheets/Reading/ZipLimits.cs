using System.Buffers.Binary;

namespace Kbm.Features.Sheets.Reading;

/// <summary>
/// Walks a zip file's directory before anything else reads it: how many parts there are and what they say they inflate to. The number of
/// parts that a file declares is not believed; each is counted.
/// </summary>
internal static class ZipLimits
{
    private const uint EndSignature = 0x06054b50;
    private const uint EntrySignature = 0x02014b50;
    private const int EndLength = 22;
    private const int EntryLength = 46;

    public static void Check(Stream stream, SheetLimits limits)
    {
        stream.Position = Directory(stream);
        using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        Span<byte> entry = stackalloc byte[EntryLength];
        long declared = 0;
        for (var parts = 1; stream.Length - stream.Position >= EntryLength; parts++)
        {
            stream.ReadExactly(entry);
            if (BinaryPrimitives.ReadUInt32LittleEndian(entry) != EntrySignature) break;
            if ((entry[8] & 1) != 0) throw SheetRefused.Encrypted();
            // A part of four gigabytes or more has this field full, and is too large as well.
            declared += BinaryPrimitives.ReadUInt32LittleEndian(entry[24..]);
            if (parts > limits.MaxParts || declared > limits.MaxInflated) throw SheetRefused.Bomb();
            stream.Position += Length(entry, 28) + Length(entry, 30) + Length(entry, 32);
        }
        stream.Position = 0;
    }

    private static long Directory(Stream stream)
    {
        var length = (int)Math.Min(stream.Length, EndLength + ushort.MaxValue);
        var tail = new byte[length];
        stream.Position = stream.Length - length;
        stream.ReadExactly(tail);
        for (var at = length - EndLength; at >= 0; at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at)) != EndSignature) continue;
            var start = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + 16));
            // Zip64, for files of four gigabytes or 65,535 parts, has this full; none that small needs it.
            return start < stream.Length ? start : throw SheetRefused.Corrupt();
        }
        throw SheetRefused.Corrupt();
    }

    private static int Length(ReadOnlySpan<byte> entry, int at) => BinaryPrimitives.ReadUInt16LittleEndian(entry[at..]);
}
