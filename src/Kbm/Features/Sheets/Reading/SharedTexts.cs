namespace Kbm.Features.Sheets.Reading;

/// <summary>The texts that an XLSX file's cells refer to by number.</summary>
internal static class SharedTexts
{
    private const int OwnSize = 32;

    public static List<string> Read(XlsxPackage package, string part, SheetLimits limits)
    {
        var texts = new List<string>();
        var buffer = new XmlTextBuffer(limits.MaxCell);
        long size = 0;
        using var xml = package.Xml(part);
        while (xml.Step())
        {
            if (!xml.Starts("si")) continue;
            buffer.Clear();
            if (!xml.IsEmptyElement) RichText.Append(xml, buffer, "si");
            var text = buffer.ToString();
            size += OwnSize + (text.Length * sizeof(char));
            if (size > limits.MaxSharedText) throw SheetRefused.TooMuchText();
            texts.Add(text);
        }
        return texts;
    }
}
