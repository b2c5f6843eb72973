using System.Text;

namespace Kbm.Features.Receipts;

/// <summary>A receipt as a link that opens the reader's own mail program with a letter to its holder.</summary>
internal static class ReceiptMail
{
    // Mail programs cut off longer addresses.
    private const int MostLines = 20;

    public static string Link(ReceiptPaper paper, string? email) =>
        $"mailto:{Uri.EscapeDataString(email ?? "")}?subject={Uri.EscapeDataString($"Receipt {paper.Number}, {paper.CompanyName}")}"
        + $"&body={Uri.EscapeDataString(Body(paper))}";

    public static string Body(ReceiptPaper paper)
    {
        var body = new StringBuilder();
        Line($"{paper.Title}: {paper.Holder}, {paper.At}, by {paper.By}.");
        if (paper.Due is { } due) Line($"Due back: {due}.");
        if (paper.Purpose is { } purpose) Line($"Purpose: {purpose}.");
        Line("");
        foreach (var line in paper.Lines.Take(MostLines))
            Line($"{line.Quantity} x {line.Code} {line.Label}{(line.Place is { } place ? $", {place}" : "")}");
        if (paper.Lines.Count > MostLines) Line($"and {paper.Lines.Count - MostLines} more lines");
        Line("");
        Line(paper.Address);
        return body.ToString().TrimEnd();

        void Line(string text) => body.Append(text).Append("\r\n");
    }
}
