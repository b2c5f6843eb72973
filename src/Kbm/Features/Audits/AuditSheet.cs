using System.Runtime.CompilerServices;
using Kbm.Data;
using Kbm.Features.Exports;
using Kbm.Features.Items;
using Kbm.Features.Settings;
using Microsoft.EntityFrameworkCore;
using Col = Kbm.Features.Exports.TableColumn<Kbm.Features.Audits.SheetRow>;

namespace Kbm.Features.Audits;

/// <summary>A line of a sheet to count on.</summary>
internal sealed record SheetRow(HookPlace Place, string Code, string Label, string? Belongs, int? Expected);

/// <summary>What is still to be counted, in the order of the walk, with room to write the numbers.</summary>
internal sealed class AuditSheet(TenantDb db, Audit audit, CompanySettings company, CompanyTime time)
{
    private const int AtOnce = 500;

    private static readonly TableColumn<SheetRow> s_expected = Col.Number("expected", "Expected", r => r.Expected);

    public Table Open()
    {
        IReadOnlyList<TableColumn<SheetRow>> columns =
        [
            Col.Text("hook", "Hook", r => r.Place.Hook ?? "–"),
            Col.Text("location", "Location", r => r.Place.Location),
            Col.Text("code", "Code", r => r.Code),
            Col.Text("item", "Item", r => r.Label),
            Col.Text("place", "Place", r => r.Belongs),
            .. audit.IsBlind ? Array.Empty<TableColumn<SheetRow>>() : [s_expected],
            Col.Text("counted", "Counted: ________", _ => null),
        ];
        return new()
        {
            Name = $"audit-{audit.Id}-sheet",
            Title = $"Count sheet of audit {audit.Id}: {audit.Title}",
            Company = company,
            Time = time,
            Columns = columns,
            Rows = Table.Cells(Rows(), columns, time),
            Filters = [$"Printed {time.FullDateAndTime(time.Now)}", "Note the time of the count, and type it in with the numbers"],
            IsReport = true,
        };
    }

    private async IAsyncEnumerable<SheetRow> Rows([EnumeratorCancellation] CancellationToken cancel = default)
    {
        var ids = (await db.ToCount(audit.Id).Select(i => new { i.Id, i.Hook, i.Location, i.Code }).ToListAsync(cancel))
            .OrderBy(i => new HookPlace(i.Hook, i.Location).SortKey, StringComparer.Ordinal).ThenBy(i => i.Code.Length).ThenBy(i => i.Code, StringComparer.Ordinal).Select(i => i.Id);
        foreach (var some in ids.Chunk(AtOnce))
            foreach (var row in await ItemRow.Load(db, some))
                yield return new(new(row.Hook, row.Location), row.Code, row.Label, row.Place, row.Stock.In);
    }
}
