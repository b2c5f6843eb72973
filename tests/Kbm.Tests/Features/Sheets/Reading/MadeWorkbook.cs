using System.IO.Compression;
using System.Text;

namespace Kbm.Tests.Features.Sheets.Reading;

/// <summary>XLSX files put together by hand, so that what no program writes can be written.</summary>
internal static class MadeWorkbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>A workbook of one sheet with these rows, as markup.</summary>
    public static MemoryStream Of(string rows, string after = "", string shared = "", string styles = "") => Of(w =>
    {
        Add(w, "xl/worksheets/sheet1.xml", $"<worksheet xmlns='{Main}'><sheetData>{rows}</sheetData>{after}</worksheet>");
        Add(w, "xl/sharedStrings.xml", $"<sst xmlns='{Main}'>{shared}</sst>");
        Add(w, "xl/styles.xml", $"<styleSheet xmlns='{Main}'>{styles}</styleSheet>");
    });

    public static MemoryStream Of(Action<ZipArchive> parts, string sheets = "<sheet name='One' sheetId='1' r:id='rId1'/>", string properties = "", string before = "")
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "_rels/.rels", $"<Relationships><Relationship Id='r' Type='{Relations}/officeDocument' Target='/xl/workbook.xml'/></Relationships>");
            Add(zip, "xl/workbook.xml", $"{before}<workbook xmlns='{Main}' xmlns:r='{Relations}'>{properties}<sheets>{sheets}</sheets></workbook>");
            Add(zip, "xl/_rels/workbook.xml.rels", $"""
                <Relationships>
                  <Relationship Id='rId1' Type='{Relations}/worksheet' Target='worksheets/sheet1.xml'/>
                  <Relationship Id='rId2' Type='{Relations}/worksheet' Target='../xl/worksheets/sheet2.xml'/>
                  <Relationship Id='rId3' Type='{Relations}/chartsheet' Target='chartsheets/sheet1.xml'/>
                  <Relationship Id='rId4' Type='{Relations}/sharedStrings' Target='sharedStrings.xml'/>
                  <Relationship Id='rId5' Type='{Relations}/styles' Target='styles.xml'/>
                </Relationships>
                """);
            parts(zip);
        }
        file.Position = 0;
        return file;
    }

    public static void Add(ZipArchive zip, string name, string text)
    {
        using var part = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        part.Write(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>A part that says the same again and again.</summary>
    public static void Repeat(ZipArchive zip, string name, string start, string again, int times, string end)
    {
        using var part = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
        part.Write(Encoding.UTF8.GetBytes(start));
        var bytes = Encoding.UTF8.GetBytes(again);
        for (var i = 0; i < times; i++) part.Write(bytes);
        part.Write(Encoding.UTF8.GetBytes(end));
    }
}
