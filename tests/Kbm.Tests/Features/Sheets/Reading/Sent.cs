using System.Text;
using Kbm.Features.Sheets.Reading;

namespace Kbm.Tests.Features.Sheets.Reading;

/// <summary>A file as somebody sends it.</summary>
internal static class Sent
{
    public static FileStream Fixture(string name) => File.OpenRead(Path.Combine(AppContext.BaseDirectory, "fixtures", "sheets", name));

    public static MemoryStream Text(string text, Encoding? encoding = null) => new([.. (encoding ?? new UTF8Encoding(false)).GetPreamble(), .. (encoding ?? Encoding.UTF8).GetBytes(text)]);

    /// <summary>The rows of a sheet, each as its number and its cells.</summary>
    public static List<string> Read(Stream file, int sheet = 0, string name = "keys", SheetLimits? limits = null)
    {
        var opened = SheetFile.Open(file, name, limits);
        opened.Refusals.ShouldBeEmpty();
        using var open = opened.Value!;
        return [.. open.Rows(sheet).Select(r => $"{r.Number}: {string.Join(" | ", r.Cells)}")];
    }

    /// <summary>The code and sentence of what keeps it from being read, at once or on the way; null if all of it was read.</summary>
    public static (string Code, string Sentence)? Refusal(Stream file, string name = "keys", SheetLimits? limits = null)
    {
        var opened = SheetFile.Open(file, name, limits);
        if (opened.IsRefused) return (opened.Refusals[0].Code, opened.Refusals[0].Sentence);
        using var open = opened.Value;
        try
        {
            for (var sheet = 0; sheet < open.Sheets.Count; sheet++)
            {
                foreach (var row in open.Rows(sheet)) row.Cells.ShouldNotBeEmpty();
            }
            return null;
        }
        catch (SheetRefused e)
        {
            return (e.Refusal.Code, e.Refusal.Sentence);
        }
    }
}
