using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Secrets;
using Kbm.Features.Shared;
using Kbm.Features.Tenancy;
using Microsoft.EntityFrameworkCore;
using Col = Kbm.Features.Exports.TableColumn<Kbm.Features.Secrets.CodeToChange>;

namespace Kbm.Features.Exports;

/// <summary>The codes that ought to be changed, and why; without the codes.</summary>
internal sealed class CodesToChangeExport() : ListExport<CodeToChange>(
[
    Col.Text("code", "Code", r => r.Item.Code),
    Col.Text("label", "Label", r => r.Item.Label),
    Col.Text("property", "Property", r => r.Item.Property),
    Col.Text("unit", "Unit", r => r.Item.Unit),
    Col.Text("spot", "Spot", r => r.Item.Spot),
    Col.Text("which", "Which code", r => Word.Heading(SecretName.Of(r.Field))),
    Col.Date("set", "Set", r => r.SetAt),
    Col.Number("days", "Days old", r => r.Days),
    Col.Text("why", "Why", r => string.Join("; ", r.Reasons)),
])
{
    public override string Name => "codes-to-change";

    public override string Title => "Codes to change";

    public override string Path => "/codes";

    public override string Permission => Permissions.RevealAny;

    protected override async IAsyncEnumerable<CodeToChange> Rows(ExportAsk ask)
    {
        const int atOnce = 500;
        var services = ask.Request.HttpContext.RequestServices;
        var leavers = await WhoKnows.Leavers(services.GetRequiredService<CatalogDb>(), services.GetRequiredService<CurrentTenant>());
        var (limit, now) = (ask.Company.LockCodeDays, ask.Time.Now);
        var ids = await CodesToChange.Ids(ask.Db, limit, now, leavers).ToListAsync(ask.Request.HttpContext.RequestAborted);
        foreach (var some in ids.Chunk(atOnce))
            foreach (var row in await CodesToChange.Of(ask.Db, some, limit, now, leavers)) yield return row;
    }
}
