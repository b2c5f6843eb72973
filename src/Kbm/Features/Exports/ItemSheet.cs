using Kbm.Data;
using Kbm.Features.Imports;
using Kbm.Features.Items;
using Kbm.Features.Secrets;
using Kbm.Features.Shared;
using Kbm.Features.SmartLocks;
using Microsoft.EntityFrameworkCore;
using Col = Kbm.Features.Exports.TableColumn<Kbm.Features.Exports.SheetRow>;

namespace Kbm.Features.Exports;

/// <summary>An item with what only its sheet shows.</summary>
internal sealed record SheetRow(ItemRow Item, string? Notes, string? Instructions, DateTime AddedAt)
{
    /// <summary>Its codes, where they were asked for.</summary>
    public IReadOnlyDictionary<SecretField, string> Secrets { get; init; } = new Dictionary<SecretField, string>();
}

/// <summary>The columns of sheets of items, which types of items have them, and what imports take them for.</summary>
internal static class ItemSheet
{
    private static readonly (Col Column, ItemType[]? Types)[] s_columns =
    [
        (Col.Text("code", "Code", r => r.Item.Code).As(Field.Code), null),
        (Col.Text("type", "Type", r => r.Item.Type.ToString()).As(Field.Type), []),
        (Col.Text("label", "Label", r => r.Item.Label).As(Field.Label), null),
        (Col.Text("property", "Property", r => r.Item.Property).As(Field.Property), null),
        (Col.Text("unit", "Unit", r => r.Item.Unit).As(Field.Unit), null),
        (Col.Text("hook", "Hook", r => r.Item.Hook).As(Field.Hook), [ItemType.Key, ItemType.Lockbox, ItemType.SignPiece, ItemType.AssembledSign]),
        (Col.Text("location", "Location", r => r.Item.Location).As(Field.Location), [ItemType.Key, ItemType.Lockbox, ItemType.SignPiece, ItemType.AssembledSign]),
        (Col.Text("inside", "Inside", r => r.Item.Inside).As(Field.Inside), [ItemType.Key, ItemType.SignPiece]),
        (Col.Text("state", "State", (r, time) => StateView.Of(r.Item, time).Text), null),
        (Col.Number("copies", "Copies", r => r.Item.Copies).As(Field.Copies), [ItemType.Key]),
        (Col.Number("copiesIn", "Copies in", r => r.Item.Stock.In), [ItemType.Key]),
        (Col.Text("with", "With", r => string.Join("; ", r.Item.Holders.Select(h => h.Name))), [ItemType.Key, ItemType.Lockbox, ItemType.SignPiece, ItemType.AssembledSign]),
        (Col.Moment("due", "Due", r => r.Item.Holders.Min(h => h.DueAt)), [ItemType.Key, ItemType.Lockbox, ItemType.SignPiece, ItemType.AssembledSign]),
        (Col.Text("master", "Master key", r => r.Item.MasterKey).As(Field.MasterKey), [ItemType.Key]),
        (Col.Text("supraId", "Supra id", r => r.Item.SupraId).As(Field.SupraId), [ItemType.Lockbox]),
        (Col.Text("spot", "Spot", r => r.Item.Spot).As(Field.Spot), [ItemType.Lockbox]),
        (Col.Text("contents", "Keys inside", r => string.Join("; ", r.Item.Contents.Select(c => c.Code))), [ItemType.Lockbox]),
        (Col.Text("piece", "Piece", r => r.Item.Piece?.Type.ToString()).As(Field.PieceType), [ItemType.SignPiece]),
        (Col.Text("riderText", "Rider text", r => r.Item.Piece?.RiderText).As(Field.RiderText), [ItemType.SignPiece]),
        (Col.Text("material", "Material", r => r.Item.Piece?.Material).As(Field.Material), [ItemType.SignPiece]),
        (Col.Text("condition", "Condition", r => r.Item.Piece?.Condition.ToString()).As(Field.Condition), [ItemType.SignPiece]),
        (Col.Text("pieces", "Pieces", r => string.Join("; ", r.Item.Pieces.Select(p => p.Code))), [ItemType.AssembledSign]),
        (Col.Text("provider", "Provider", r => r.Item.Lock?.Provider).As(Field.Provider), [ItemType.SmartLock]),
        (Col.Text("model", "Model", r => r.Item.Lock?.Model).As(Field.Model), [ItemType.SmartLock]),
        (Col.Text("serial", "Serial", r => r.Item.Lock?.Serial).As(Field.Serial), [ItemType.SmartLock]),
        (Col.Text("instructions", "Instructions", r => r.Instructions).As(Field.Instructions), [ItemType.SmartLock]),
        (Col.Text("notes", "Notes", r => r.Notes).As(Field.Notes), null),
        (Col.Date("added", "Added", r => r.AddedAt), null),
        (Col.Date("retired", "Retired", r => r.Item.RetiredAt).As(Field.Retired), null),
    ];

    /// <summary>The columns that items of a type have; without a type, those that any has.</summary>
    public static IReadOnlyList<Col> ColumnsOf(ItemType? type) =>
        [.. s_columns.Where(c => type is not { } its || c.Types is null || c.Types.Contains(its)).Select(c => c.Column)];

    /// <summary>A column for each code that items of a type can have.</summary>
    public static IReadOnlyList<Col> SecretsOf(IEnumerable<SecretField> fields) =>
        [.. fields.Select(f => Col.Text(ListAddress.Word(f), Word.Heading(SecretName.Of(f)), r => r.Secrets.GetValueOrDefault(f)).As(ImportField.Of(f)))];

    public static async Task<IEnumerable<SheetRow>> Read(TenantDb db, long[] ids)
    {
        var items = await ItemRow.Load(db, ids);
        var more = await db.Items.Where(i => ids.Contains(i.Id))
            .Select(i => new { i.Id, i.Notes, i.CreatedAt, (i as SmartLock)!.Instructions }).ToDictionaryAsync(i => i.Id);
        return items.Where(i => more.ContainsKey(i.Id)).Select(i => new SheetRow(i, more[i.Id].Notes, more[i.Id].Instructions, more[i.Id].CreatedAt));
    }
}
