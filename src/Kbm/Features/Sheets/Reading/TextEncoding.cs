using System.Text;

namespace Kbm.Features.Sheets.Reading;

/// <summary>How a text file is written down: by its byte order mark, by where its zeros are, as UTF-8 if all of it is, or else as Windows does.</summary>
internal static class TextEncoding
{
    private const int FewOdd = 8;
    private static readonly Encoding s_windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static Encoding Of(Stream stream)
    {
        var head = new byte[(int)Math.Min(4096, stream.Length)];
        stream.Position = 0;
        stream.ReadExactly(head);
        if (Marked(head) is { } marked) return marked;
        if (Sixteen(head) is { } sixteen) return sixteen;
        return Scan(stream) ? new UTF8Encoding(false) : s_windows;
    }

    private static Encoding? Marked(ReadOnlySpan<byte> head) => head switch
    {
        [0xEF, 0xBB, 0xBF, ..] => new UTF8Encoding(false),
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    private static Encoding? Sixteen(ReadOnlySpan<byte> head)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i < head.Length; i++)
        {
            if (head[i] == 0) _ = i % 2 == 0 ? even++ : odd++;
        }
        // Most characters of a Western text have a zero for their other half, and none has two.
        if (odd > head.Length / 4 && even == 0) return Encoding.Unicode;
        return even > head.Length / 4 && odd == 0 ? Encoding.BigEndianUnicode : null;
    }

    /// <returns>Whether all of it is UTF-8.</returns>
    /// <exception cref="SheetRefused">It is no text.</exception>
    private static bool Scan(Stream stream)
    {
        stream.Position = 0;
        var decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        var (bytes, chars) = (new byte[64 * 1024], new char[64 * 1024 + 2]);
        var isUtf8 = true;
        long odd = 0;
        while (stream.Read(bytes) is > 0 and var read)
        {
            odd += Odd(bytes.AsSpan(0, read));
            isUtf8 = isUtf8 && Decodes(decoder, bytes.AsSpan(0, read), chars);
        }
        if (odd > (stream.Length / 100) + FewOdd) throw NoText();
        return isUtf8 && Decodes(decoder, [], chars, isEnd: true);
    }

    private static int Odd(ReadOnlySpan<byte> bytes)
    {
        var odd = 0;
        foreach (var b in bytes)
        {
            if (b == 0) throw NoText();
            if (b < 32 && b is not (9 or 10 or 12 or 13 or 26)) odd++;
        }
        return odd;
    }

    private static bool Decodes(Decoder decoder, ReadOnlySpan<byte> bytes, Span<char> chars, bool isEnd = false)
    {
        try
        {
            decoder.GetChars(bytes, chars, isEnd);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static SheetRefused NoText() => SheetRefused.WrongKind("neither a workbook nor text", "Send an Excel workbook (XLSX or XLS) or a CSV file.");
}
