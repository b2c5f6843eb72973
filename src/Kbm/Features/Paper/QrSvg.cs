using QRCoder;

namespace Kbm.Features.Paper;

/// <summary>QR symbols with the quiet zone of four modules, at error correction level M, which survives a crease or a smudge.</summary>
internal static class QrSvg
{
    public static string Svg(string text, string label) => Art(text).Svg(label, pixelsPerModule: 4);

    public static ModuleArt Art(string text) => Art(text, QRCodeGenerator.ECCLevel.M);

    /// <summary>Fewer modules at error correction level L, for where those of level M would be too small to print.</summary>
    public static ModuleArt CoarseArt(string text) => Art(text, QRCodeGenerator.ECCLevel.L);

    private static ModuleArt Art(string text, QRCodeGenerator.ECCLevel level)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, level);
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
