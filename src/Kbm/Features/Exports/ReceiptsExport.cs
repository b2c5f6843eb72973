using Kbm.Features.Receipts;
using Microsoft.EntityFrameworkCore;
using Col = Kbm.Features.Exports.TableColumn<Kbm.Features.Receipts.ReceiptRow>;

namespace Kbm.Features.Exports;

/// <summary>Receipts as their list finds them, each on one row.</summary>
internal sealed class ReceiptsExport() : ListExport<ReceiptRow>(
[
    Col.Text("number", "Receipt", r => r.Number),
    Col.Text("kind", "Kind", r => r.Kind == ReceiptKind.Out ? "Handed over" : "Taken back"),
    Col.Moment("at", "When", r => r.At),
    Col.Text("holder", "Person", r => r.HolderName),
    Col.Text("items", "Items", r => string.Join(", ", r.Codes)),
    Col.Number("copies", "Copies", r => r.Quantity),
    Col.Number("outstanding", "Still out", r => r.Outstanding),
    Col.Text("state", "State", (r, time) => r.State(time).Text),
    Col.Moment("due", "Due", r => r.DueAt),
    Col.Text("purpose", "Purpose", r => r.Purpose),
    Col.Text("by", "By", r => r.UserName),
])
{
    public override string Name => "receipts";

    public override string Title => "Receipts";

    public override string Path => "/receipts";

    public override Task<IReadOnlyList<string>> Words(ExportAsk ask) => ReceiptWords.Of(ask.Db, ReceiptFilter.Read(ask.Request.Query));

    protected override async IAsyncEnumerable<ReceiptRow> Rows(ExportAsk ask)
    {
        var ids = await (await ask.Db.ReceiptIds(ReceiptFilter.Read(ask.Request.Query), ask.Time)).ToListAsync(ask.Request.HttpContext.RequestAborted);
        await foreach (var row in InParts(ids, async some => await ask.Db.ReceiptsOf(some))) yield return row;
    }
}
