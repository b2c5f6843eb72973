using System.Xml;

namespace Kbm.Features.Sheets.Reading;

/// <summary>How an XML part is walked. Names are compared without their namespace: strict and transitional workbooks differ in it.</summary>
internal static class XmlSteps
{
    private const int MaxDepth = 64;

    public static bool Step(this XmlReader xml)
    {
        try
        {
            if (!xml.Read()) return false;
        }
        catch (XmlException e) when (e.Message.Contains("DTD is prohibited", StringComparison.Ordinal))
        {
            throw SheetRefused.ForbiddenXml();
        }
        return xml.Depth <= MaxDepth ? true : throw SheetRefused.Bomb();
    }

    public static bool Starts(this XmlReader xml, string name) => xml.NodeType == XmlNodeType.Element && xml.LocalName == name;

    public static bool Ends(this XmlReader xml, string name) => xml.NodeType == XmlNodeType.EndElement && xml.LocalName == name;

    public static bool IsText(this XmlReader xml) => xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace;

    /// <summary>An attribute of a namespace, whichever: <c>r:id</c>.</summary>
    public static string? Qualified(this XmlReader xml, string name)
    {
        for (var has = xml.MoveToFirstAttribute(); has; has = xml.MoveToNextAttribute())
        {
            if (xml.LocalName != name || xml.Prefix.Length == 0) continue;
            var value = xml.Value;
            xml.MoveToElement();
            return value;
        }
        xml.MoveToElement();
        return null;
    }
}
