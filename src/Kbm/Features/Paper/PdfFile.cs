using SkiaSharp;

namespace Kbm.Features.Paper;

/// <summary>What a PDF says of itself.</summary>
internal sealed record PdfAbout(string Title, string Subject, string Author);

/// <summary>Writes PDFs.</summary>
internal static class PdfFile
{
    public static byte[] Make(PdfAbout about, Action<SKDocument> draw)
    {
        using var file = new MemoryStream();
        using var document = Open(about, file);
        draw(document);
        document.Close();
        return file.ToArray();
    }

    /// <summary>A document that writes itself to the stream as its pages end, and the rest when it is closed.</summary>
    public static SKDocument Open(PdfAbout about, Stream file) => SKDocument.CreatePdf(file, new SKDocumentPdfMetadata
    {
        Title = PaperFace.Clean(about.Title),
        Subject = PaperFace.Clean(about.Subject),
        Author = PaperFace.Clean(about.Author),
        Creator = "KBM",
        RasterDpi = SKDocumentPdfMetadata.DefaultRasterDpi,
        EncodingQuality = SKDocumentPdfMetadata.DefaultEncodingQuality,
    });
}
