using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using SkiaSharp;

namespace Kbm.Tests.Support;

/// <summary>Prints a PDF to pixels with pdftoppm and reads it back with zbarimg, as a printer and a scanner would.</summary>
internal static class Decoder
{
    /// <summary>What a scanner reads on each page, such as "CODE-128:R-000001".</summary>
    public static Task<IReadOnlyList<IReadOnlyList<string>>> Read(byte[] pdf, int dotsPerInch, CancellationToken cancellation) =>
        With<IReadOnlyList<IReadOnlyList<string>>>(pdf, async folder =>
        {
            await Tool.Run("pdftoppm", folder, ["-gray", "-r", dotsPerInch.ToString(CultureInfo.InvariantCulture), "paper.pdf", "page"], cancellation);
            var pages = new List<IReadOnlyList<string>>();
            foreach (var image in folder.GetFiles("page*.pgm").OrderBy(file => file.Name, StringComparer.Ordinal))
            {
                var read = await Tool.Run("zbarimg", folder, ["--quiet", image.Name], cancellation);
                pages.Add(read.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            }

            return pages;
        });

    /// <summary>What a scanner reads on each part of each page that is held before it; the parts are in points from the top left corner.</summary>
    public static Task<IReadOnlyList<IReadOnlyList<string>>> ReadParts(
        byte[] pdf, int dotsPerInch, IReadOnlyList<SKRect> parts, CancellationToken cancellation) =>
        With<IReadOnlyList<IReadOnlyList<string>>>(pdf, async folder =>
        {
            var dots = dotsPerInch.ToString(CultureInfo.InvariantCulture);
            await Tool.Run("pdftoppm", folder, ["-gray", "-png", "-r", dots, "paper.pdf", "page"], cancellation);
            var read = new List<IReadOnlyList<string>>();
            foreach (var file in folder.GetFiles("page*.png").OrderBy(file => file.Name, StringComparer.Ordinal))
            {
                using var page = SKBitmap.Decode(file.FullName);
                foreach (var part in parts)
                {
                    var scale = dotsPerInch / 72f;
                    var edges = SKRectI.Round(new(part.Left * scale, part.Top * scale, part.Right * scale, part.Bottom * scale));
                    using var cut = new SKBitmap();
                    page.ExtractSubset(cut, edges);
                    using (var image = File.Create(Path.Combine(folder.FullName, "part.png"))) cut.Encode(image, SKEncodedImageFormat.Png, 100);
                    var found = await Tool.Run("zbarimg", folder, ["--quiet", "part.png"], cancellation);
                    read.Add(found.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
                }
            }

            return read;
        });

    /// <summary>The text of a PDF as a reader would copy it, a form feed after each page.</summary>
    public static Task<string> Text(byte[] pdf, CancellationToken cancellation) =>
        With(pdf, folder => Tool.Run("pdftotext", folder, ["-layout", "paper.pdf", "-"], cancellation));

    /// <summary>The words of each page with the edges of each, in points from the page's top left corner.</summary>
    public static Task<IReadOnlyList<IReadOnlyList<XElement>>> Words(byte[] pdf, CancellationToken cancellation) =>
        With<IReadOnlyList<IReadOnlyList<XElement>>>(pdf, async folder =>
        {
            var text = await Tool.Run("pdftotext", folder, ["-bbox", "paper.pdf", "-"], cancellation);
            var clean = string.Concat(text.Where(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c)));
            var from = clean.IndexOf("<doc>", StringComparison.Ordinal);
            var doc = XElement.Parse(clean[from..(clean.IndexOf("</doc>", StringComparison.Ordinal) + 6)]);
            return [.. doc.Elements("page").Select(p => (IReadOnlyList<XElement>)[.. p.Elements("word")])];
        });

    /// <summary>Title, author, page size and the like, as a viewer shows them.</summary>
    public static Task<string> Facts(byte[] pdf, CancellationToken cancellation) =>
        With(pdf, folder => Tool.Run("pdfinfo", folder, ["paper.pdf"], cancellation));

    private static async Task<T> With<T>(byte[] pdf, Func<DirectoryInfo, Task<T>> read)
    {
        var folder = Directory.CreateTempSubdirectory("kbm-paper-");
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "paper.pdf"), pdf);
            return await read(folder);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
