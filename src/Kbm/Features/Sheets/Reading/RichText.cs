using System.Xml;

namespace Kbm.Features.Sheets.Reading;

/// <summary>Text in runs of several styles, with hints how it is pronounced, which are not part of it.</summary>
internal static class RichText
{
    /// <summary>Reads to the end of the element that the reader is in.</summary>
    public static void Append(XmlReader xml, XmlTextBuffer buffer, string element)
    {
        var (isText, hints) = (false, 0);
        while (xml.Step() && !xml.Ends(element))
        {
            if (xml.Starts("t")) isText = !xml.IsEmptyElement;
            else if (xml.Ends("t")) isText = false;
            else if (xml.Starts("rPh") && !xml.IsEmptyElement) hints++;
            else if (xml.Ends("rPh")) hints--;
            else if (isText && hints == 0 && xml.IsText()) buffer.Append(xml);
        }
    }
}
