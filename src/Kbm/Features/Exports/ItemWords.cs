using Kbm.Data;
using Kbm.Features.Items;
using Kbm.Features.Shared;
using Kbm.Features.Signs;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Exports;

/// <summary>What a list of items is narrowed to, in words.</summary>
internal static class ItemWords
{
    public static async Task<IReadOnlyList<string>> Of(TenantDb db, ItemQuery query)
    {
        var words = new List<string>();
        if (query.Q is { } q) words.Add($"Search: {Checks.Line(q)}");
        if (query.State is { } state) words.Add($"State: {StateName(state)}");
        if (query.Out) words.Add("Out now");
        if (query.Overdue) words.Add("Overdue");
        if (query.DueToday) words.Add("Due today");
        if (query.LowCopies) words.Add("Low on copies");
        if (query.Piece is { } piece) words.Add($"Piece: {PieceWords.Of(piece)}");
        if (query.PropertyId is { } property) words.Add($"Property: {await db.Properties.Where(p => p.Id == property).Select(p => p.Name).FirstOrDefaultAsync() ?? "unknown"}");
        if (query.UnitId is { } unit) words.Add($"Unit: {await db.Units.Where(u => u.Id == unit).Select(u => u.Label).FirstOrDefaultAsync() ?? "unknown"}");
        if (query.HolderId is { } holder) words.Add($"With: {await db.Contacts.Where(c => c.Id == holder).Select(c => c.Name).FirstOrDefaultAsync() ?? "unknown"}");
        return words;
    }

    private static string StateName(ItemState state) => state switch
    {
        ItemState.PartlyOut => "partly out",
        ItemState.Out => "all out",
        ItemState.InLockbox => "in a lockbox",
        ItemState.InSign => "in a sign",
        _ => ListAddress.Word(state),
    };
}
