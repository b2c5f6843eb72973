using QRCoder;

namespace Kbm.Features.Receipts;

/// <summary>QR symbols at error correction level M, which survives a crease or a smudge, with the quiet zone of four modules.</summary>
internal static class QrSvg
{
    public static string Svg(string text, string label) => Art(text).Svg(label, pixelsPerModule: 4);

    public static ModuleArt Art(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var matrix = code.ModuleMatrix;
        var dark = new List<DarkRun>();
        for (var y = 0; y < matrix.Count; y++)
        {
            for (var x = 0; x < matrix.Count; x++)
            {
                var start = x;
                while (x < matrix.Count && matrix[y][x])
                    x++;
                if (x > start)
                    dark.Add(new DarkRun(start, y, x - start, 1));
            }
        }

        return new ModuleArt(matrix.Count, matrix.Count, dark);
    }
}
