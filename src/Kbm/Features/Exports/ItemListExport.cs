using Kbm.Features.Imports;
using Kbm.Features.Items;
using Kbm.Features.Secrets;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Exports;

/// <summary>Items of one type, or of all: those that are ticked, or all that the list's filters find.</summary>
internal sealed class ItemListExport(string name, ItemKind? kind) : ListExport<SheetRow>(ItemSheet.ColumnsOf(kind?.Type))
{
    /// <summary>All items, and then each type's.</summary>
    public static new readonly IReadOnlyList<ListExport> All =
    [
        new ItemListExport("items", null),
        .. ItemKind.All.Select(k => new ItemListExport(NameOf(k), k)),
    ];

    public override string Name => name;

    public override string Title => Word.Heading(kind?.Many ?? "items");

    public override string Path => kind?.Path ?? ItemKind.All[0].Path;

    public override ImportKind? ImportKind => kind is null ? Imports.ImportKind.Items : ImportMap.KindOf(kind.Type);

    public override IReadOnlyList<SecretField> Secrets { get; } = [.. (kind is null ? ItemKind.All : [kind]).SelectMany(k => k.Secrets).Distinct()];

    protected override IReadOnlyList<TableColumn<SheetRow>> SecretColumns => ItemSheet.SecretsOf(Secrets);

    public static string NameOf(ItemKind kind) => kind.Many.Replace(' ', '-');

    public override async Task<IReadOnlyList<string>> Words(ExportAsk ask)
    {
        if (Selection(ask) is { All: null, Codes.Count: > 0 } chosen) return [$"{Word.Count(chosen.Codes.Count, ItemKind.Any.One, ItemKind.Any.Many)} chosen one by one"];
        return await ItemWords.Of(ask.Db, Query(ask));
    }

    protected override async IAsyncEnumerable<SheetRow> Rows(ExportAsk ask)
    {
        var selection = Selection(ask);
        var items = selection.Codes.Count > 0 ? selection.Items(ask.Db, ask.Company, ask.Time) : Query(ask).Every(ask.Db, ask.Company, ask.Time);
        var ids = await items.Select(i => i.Id).ToListAsync(ask.Request.HttpContext.RequestAborted);
        await foreach (var row in InParts(ids, some => Read(ask, some))) yield return row;
    }

    private async Task<IEnumerable<SheetRow>> Read(ExportAsk ask, long[] ids)
    {
        var rows = await ItemSheet.Read(ask.Db, ids);
        if (ask.Secrets is not { } open) return rows;
        var codes = await open(ids, Secrets);
        return rows.Select(r => r with { Secrets = codes[r.Item.Id].ToDictionary(c => c.Field, c => c.Value) });
    }

    private static ItemSelection Selection(ExportAsk ask) => ItemSelection.Read(ask.Request, ExportField.All);

    private ItemQuery Query(ExportAsk ask) => ListAddress.Read(ask.Request, kind?.Type ?? ListAddress.Word<ItemType>(ask["type"] ?? ""));
}
