using Kbm.Data;
using Kbm.Features.Items;
using Microsoft.EntityFrameworkCore;
using Col = Kbm.Features.Exports.TableColumn<Kbm.Features.Exports.SignOutSheetRow>;

namespace Kbm.Features.Exports;

internal sealed record SignOutSheetRow(
    string? Property, string Code, string Label, ItemType Type, string Holder, string? Phone, DateTime Since, DateTime? DueAt, string? Purpose);

/// <summary>Every sign and piece that is out, by the property that it is put up at.</summary>
internal sealed class SignsOutExport() : ListExport<SignOutSheetRow>(
[
    Col.Text("property", "Put up at", r => r.Property),
    Col.Text("code", "Code", r => r.Code),
    Col.Text("label", "Label", r => r.Label),
    Col.Text("type", "Type", r => r.Type.ToString()),
    Col.Text("holder", "With", r => r.Holder),
    Col.Text("phone", "Phone", r => r.Phone),
    Col.Date("since", "Since", r => r.Since),
    Col.Number("days", "Days up", (r, time) => time.Today.DayNumber - time.DateOf(r.Since).DayNumber),
    Col.Moment("due", "Due", r => r.DueAt),
    Col.Text("purpose", "Purpose", r => r.Purpose),
])
{
    public override string Name => "signs-out";

    public override string Title => "Signs out at properties";

    public override string Path => "/signs/out";

    protected override IAsyncEnumerable<SignOutSheetRow> Rows(ExportAsk ask) => ask.Db.Checkouts
        .Where(c => c.Outstanding > 0 && (c.Item.Type == ItemType.AssembledSign || c.Item.Type == ItemType.SignPiece))
        .OrderBy(c => c.PropertyId == null).ThenBy(c => KbmDb.Folded(c.Property!.Name)).ThenBy(c => c.PropertyId).ThenBy(c => c.At).ThenBy(c => c.Id)
        .Select(c => new SignOutSheetRow(
            c.Property!.Name, c.Item.Code, c.Item.Label, c.Item.Type, c.Holder.Name, c.Holder.Phone, c.At, c.DueAt, c.Purpose)).AsAsyncEnumerable();
}
