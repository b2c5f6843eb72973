using Kbm.Data;
using Kbm.Features.Items;
using Kbm.Web;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Audits;

/// <summary>One item at a place of the walk.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Label">Null for a code that no item has.</param>
/// <param name="Place">Its property and unit.</param>
/// <param name="Row">Null for a code that no item has.</param>
/// <param name="Count">What was counted of it here.</param>
/// <param name="Expected">Copies that belong here; those that were in at the count, once it has been counted.</param>
internal sealed record StopLine(string Code, string? Label, string? Place, ItemRow? Row, AuditCount? Count, int Expected)
{
    public bool BelongsHere { get; init; }

    /// <summary>Whether only one of it can be there.</summary>
    public bool IsOne => Row is { } row && (!ItemKind.Of(row.Type).HasCopies || row.Copies == 1);

    public bool IsRight => Count is { } count && count.Quantity == count.Expected;
}

/// <summary>A place of the walk with what belongs there and what was found there.</summary>
internal sealed record StopView(HookPlace Place, Paged<StopLine> Belongs, IReadOnlyList<StopLine> Others)
{
    public const int MostOthers = 100;

    public static async Task<StopView> Of(TenantDb db, long audit, HookPlace place, int? page)
    {
        var items = await db.ItemsAt(audit, place).Where(i => i.InLockboxId == null).OrderBy(i => i.Code.Length).ThenBy(i => i.Code).Page(page);
        var counts = await db.AuditCounts.AsNoTracking().Last(audit).Where(c => c.Hook == place.Hook && c.Location == place.Location).ToListAsync();
        var here = items.Rows.Select(i => i.Id).ToHashSet();
        var foreign = counts.FindAll(c => (c.ItemId is null || !c.IsHome) && c.Quantity > 0).OrderByDescending(c => c.Id).Take(MostOthers).ToList();
        var rows = (await ItemRow.Load(db, [.. here, .. foreign.Select(c => c.ItemId).OfType<long>().Where(id => !here.Contains(id))])).ToDictionary(r => r.Id);
        var counted = counts.Where(c => c.ItemId is not null).ToLookup(c => c.ItemId!.Value);
        return new(place,
            items.With<StopLine>([.. items.Rows.Select(i => rows[i.Id]).Where(r => r.InSign is null).Select(r => Line(r, counted[r.Id].LastOrDefault()) with { BelongsHere = true })]),
            [.. foreign.Where(c => c.ItemId is not { } id || !here.Contains(id)).Select(c => c.ItemId is { } id
                ? Line(rows[id], c) : new StopLine(c.Code, null, null, null, c, 0))]);
    }

    private static StopLine Line(ItemRow row, AuditCount? count) => new(row.Code, row.Label, row.Place, row, count, count?.Expected ?? row.Stock.In);
}
