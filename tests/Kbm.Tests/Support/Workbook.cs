using System.Data;
using System.IO.Compression;
using System.Text;
using ExcelDataReader;

namespace Kbm.Tests.Support;

/// <summary>Reads a workbook as a program does that knows nothing of who wrote it.</summary>
internal static class Workbook
{
    /// <summary>Its sheets, cell by cell, the heads among them.</summary>
    public static IReadOnlyList<DataTable> Sheets(byte[] book)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(book));
        var sheets = new List<DataTable>();
        do
        {
            var sheet = new DataTable(reader.Name);
            while (reader.Read())
            {
                while (sheet.Columns.Count < reader.FieldCount) sheet.Columns.Add(new DataColumn { DataType = typeof(object) });
                sheet.Rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)]);
            }
            sheets.Add(sheet);
        }
        while (reader.NextResult());
        return sheets;
    }

    /// <summary>What is written of the first sheet.</summary>
    public static string FirstSheetXml(byte[] book)
    {
        using var zip = new ZipArchive(new MemoryStream(book));
        using var part = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        return part.ReadToEnd();
    }
}
