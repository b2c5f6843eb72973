namespace Kbm.Tests.Support;

/// <summary>LibreOffice as somebody's spreadsheet program.</summary>
internal static class LibreOffice
{
    /// <summary>Opens workbooks and saves each as a workbook of its own making.</summary>
    public static async Task<IReadOnlyDictionary<string, byte[]>> Save(IReadOnlyDictionary<string, byte[]> books, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("kbm-office-");
        try
        {
            foreach (var (name, book) in books) await File.WriteAllBytesAsync(Path.Combine(folder.FullName, name + ".xlsx"), book, cancellation);
            string[] arguments =
            [
                "--headless", "--norestore", $"-env:UserInstallation={new Uri(Path.Combine(folder.FullName, "profile"))}",
                "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", "saved", .. books.Keys.Select(name => name + ".xlsx"),
            ];
            await Tool.Run("soffice", folder, arguments, cancellation);
            var saved = new Dictionary<string, byte[]>();
            foreach (var name in books.Keys) saved[name] = await File.ReadAllBytesAsync(Path.Combine(folder.FullName, "saved", name + ".xlsx"), cancellation);
            return saved;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
