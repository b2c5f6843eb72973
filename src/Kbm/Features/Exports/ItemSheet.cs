using System.Globalization;
using System.Runtime.CompilerServices;
using Kbm.Data;
using Kbm.Features.Items;
using Kbm.Features.Settings;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Exports;

/// <summary>An item with what only its sheet shows.</summary>
internal sealed record SheetRow(ItemRow Item, string? Master, string? Notes);

/// <summary>A column of a sheet of items.</summary>
internal sealed record SheetColumn(string Head, Func<SheetRow, CompanyTime, string?> Cell);

/// <summary>Items as rows of a sheet. Secret codes are not among its columns.</summary>
internal static class ItemSheet
{
    private const int ReadAtOnce = 500;

    public static readonly IReadOnlyList<SheetColumn> Columns =
    [
        new("Code", (r, _) => r.Item.Code),
        new("Type", (r, _) => r.Item.Type.ToString()),
        new("Label", (r, _) => r.Item.Label),
        new("Property", (r, _) => r.Item.Property),
        new("Unit", (r, _) => r.Item.Unit),
        new("Hook", (r, _) => r.Item.Hook),
        new("Location", (r, _) => r.Item.Location),
        new("Inside", (r, _) => r.Item.Inside),
        new("State", (r, time) => StateView.Of(r.Item, time).Text),
        new("Copies", (r, _) => Number(r.Item.Copies)),
        new("Copies in", (r, _) => Number(r.Item.Stock.In)),
        new("With", (r, _) => string.Join("; ", r.Item.Holders.Select(h => h.Name))),
        new("Due", (r, time) => r.Item.Holders.Select(h => h.DueAt).OfType<DateTime>().Order().Select(d => time.Local(d).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)).FirstOrDefault()),
        new("Master key", (r, _) => r.Master),
        new("Supra id", (r, _) => r.Item.SupraId),
        new("Spot", (r, _) => r.Item.Spot),
        new("Piece", (r, _) => r.Item.Piece?.Type.ToString()),
        new("Rider text", (r, _) => r.Item.Piece?.RiderText),
        new("Material", (r, _) => r.Item.Piece?.Material),
        new("Condition", (r, _) => r.Item.Piece?.Condition.ToString()),
        new("Notes", (r, _) => r.Notes),
    ];

    /// <summary>The heads and then a row for each item, some hundred of them in memory at a time.</summary>
    public static async IAsyncEnumerable<IEnumerable<string?>> Rows(
        TenantDb db, IReadOnlyList<long> ids, CompanyTime time, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        yield return Columns.Select(c => c.Head);
        foreach (var some in ids.Chunk(ReadAtOnce))
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var row in await Read(db, some)) yield return Columns.Select(c => c.Cell(row, time));
        }
    }

    private static async Task<IEnumerable<SheetRow>> Read(TenantDb db, long[] ids)
    {
        var items = await ItemRow.Load(db, ids);
        var more = await db.Items.Where(i => ids.Contains(i.Id))
            .Select(i => new { i.Id, i.Notes, Master = (i as Keys.Key)!.MasterKey!.Code }).ToDictionaryAsync(i => i.Id);
        return items.Where(i => more.ContainsKey(i.Id)).Select(i => new SheetRow(i, more[i.Id].Master, more[i.Id].Notes));
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
