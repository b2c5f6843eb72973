using System.Globalization;
using System.Text;
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
            return await Scan(folder, Pages(folder).Select(page => page.Name), cancellation);
        });

    /// <summary>What a scanner reads on each part of each page that is held before it; the parts are in points from the top left corner.</summary>
    public static Task<IReadOnlyList<IReadOnlyList<string>>> ReadParts(
        byte[] pdf, int dotsPerInch, IReadOnlyList<SKRect> parts, CancellationToken cancellation) =>
        With<IReadOnlyList<IReadOnlyList<string>>>(pdf, async folder =>
        {
            await Tool.Run("pdftoppm", folder, ["-gray", "-r", dotsPerInch.ToString(CultureInfo.InvariantCulture), "paper.pdf", "page"], cancellation);
            var scale = dotsPerInch / 72f;
            var cuts = new List<string>();
            foreach (var file in Pages(folder))
            {
                var page = GreyPicture.Read(await File.ReadAllBytesAsync(file.FullName, cancellation));
                foreach (var part in parts)
                {
                    cuts.Add(string.Create(CultureInfo.InvariantCulture, $"part-{cuts.Count}.pgm"));
                    var cut = page.Cut(SKRectI.Round(new(part.Left * scale, part.Top * scale, part.Right * scale, part.Bottom * scale)));
                    await File.WriteAllBytesAsync(Path.Combine(folder.FullName, cuts[^1]), cut, cancellation);
                }
            }

            return await Scan(folder, cuts, cancellation);
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

    private static IOrderedEnumerable<FileInfo> Pages(DirectoryInfo folder) => folder.GetFiles("page*.pgm").OrderBy(file => file.Name, StringComparer.Ordinal);

    /// <summary>What a scanner reads on each picture; one program reads them all, since starting it takes longer than reading.</summary>
    private static async Task<IReadOnlyList<IReadOnlyList<string>>> Scan(DirectoryInfo folder, IEnumerable<string> pictures, CancellationToken cancellation)
    {
        var read = XElement.Parse(await Tool.Run("zbarimg", folder, ["--quiet", "--xml", .. pictures], cancellation));
        var symbols = read.Elements().Select(source => source.Descendants().Where(e => e.Name.LocalName == "symbol"));
        return [.. symbols.Select(found => (IReadOnlyList<string>)[.. found.Select(s => $"{s.Attribute("type")!.Value}:{s.Value.Trim()}")])];
    }

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

    /// <summary>A picture as pdftoppm writes it: <c>P5</c>, width and height, the value of white, then a byte for each dot.</summary>
    private sealed record GreyPicture(int Width, int Height, ReadOnlyMemory<byte> Dots)
    {
        public static GreyPicture Read(byte[] file)
        {
            var words = Encoding.ASCII.GetString(file, 0, 32).Split([' ', '\n']);
            if (words is not ["P5", var width, var height, "255", ..]) throw new InvalidDataException($"This is no grey picture: {words[0]}");
            var head = words.Take(4).Sum(w => w.Length + 1);
            return new(int.Parse(width, CultureInfo.InvariantCulture), int.Parse(height, CultureInfo.InvariantCulture), file.AsMemory(head));
        }

        /// <summary>A file of the part within these edges.</summary>
        public byte[] Cut(SKRectI edges)
        {
            var part = SKRectI.Intersect(edges, new(0, 0, Width, Height));
            using var file = new MemoryStream();
            file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"P5\n{part.Width} {part.Height}\n255\n")));
            for (var y = part.Top; y < part.Bottom; y++) file.Write(Dots.Span.Slice((y * Width) + part.Left, part.Width));
            return file.ToArray();
        }
    }
}
