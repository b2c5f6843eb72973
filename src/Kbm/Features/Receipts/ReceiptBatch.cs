using Kbm.Data;
using Kbm.Features.Settings;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Receipts;

/// <summary>
/// Several receipts as one PDF, each beginning on a page of its own: those that are ticked, or all that a list's filters find. Lock codes stand
/// on none of them; they are printed one receipt at a time.
/// </summary>
internal sealed class ReceiptBatch(TenantDb db, CompanySettings settings, CompanyTime time, HttpRequest request)
{
    public const int Most = 500;
    private const int ReadAtOnce = 50;

    /// <summary>"number", again and again, or "all" with the list's filters; "size" is letter, roll or, without it, A4.</summary>
    public static readonly string[] Names = ["number", "all", "size"];

    public async Task<Outcome<byte[]>> Render()
    {
        var wanted = await Wanted();
        var ids = await wanted.Take(Most + 1).ToListAsync();
        if (ids.Count == 0) return new Refusal("nothing_chosen", "Tick the receipts to print, or print all that match.");
        if (ids.Count > Most) return new Refusal("too_many", $"Up to {Most} receipts are printed at once. Narrow the list, by a period for example.");
        var papers = new List<ReceiptPaper>();
        foreach (var some in ids.Chunk(ReadAtOnce)) papers.AddRange(await Papers(some));
        return ReceiptPdf.Render(papers, Size(request.Query["size"]), $"{papers.Count} receipts");
    }

    public static PaperSize Size(string? word) => word switch
    {
        "letter" => PaperSize.Letter,
        "roll" => PaperSize.Roll80,
        _ => PaperSize.A4,
    };

    private async Task<IQueryable<long>> Wanted()
    {
        if (request.Query["all"] == "true") return await db.ReceiptIds(ReceiptFilter.Read(request.Query), time);
        var numbers = request.Query["number"].Take(Most + 1).Select(n => Receipt.TryParseNumber(n, out var sequence) ? sequence : 0).ToList();
        return db.Receipts.Where(r => numbers.Contains(r.Sequence)).OrderByDescending(r => r.Sequence).Select(r => r.Id);
    }

    private async Task<IEnumerable<ReceiptPaper>> Papers(long[] ids)
    {
        var receipts = await db.Receipts.Where(r => ids.Contains(r.Id)).WithLines().OrderByDescending(r => r.Sequence).ToListAsync();
        return receipts.Select(r => ReceiptPaperOf.Of(r, settings, time, ReceiptPaperOf.Address(request, r)));
    }
}
