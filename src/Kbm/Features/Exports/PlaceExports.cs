using Kbm.Data;
using Kbm.Features.Imports;
using Kbm.Features.Keys;
using Kbm.Features.Properties;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;
using DoorCol = Kbm.Features.Exports.TableColumn<Kbm.Features.Exports.OpeningSheetRow>;
using PropertyCol = Kbm.Features.Exports.TableColumn<Kbm.Features.Exports.PropertySheetRow>;
using UnitCol = Kbm.Features.Exports.TableColumn<Kbm.Features.Exports.UnitSheetRow>;

namespace Kbm.Features.Exports;

/// <summary>A property with what only its sheet shows.</summary>
internal sealed record PropertySheetRow(PropertyRow Row, Property Property);

/// <summary>Properties as their list finds them.</summary>
internal sealed class PropertiesExport() : ListExport<PropertySheetRow>(
[
    PropertyCol.Text("name", "Property", r => r.Row.Name).As(Field.Property),
    PropertyCol.Text("type", "Property type", r => r.Row.Type).As(Field.PropertyType),
    PropertyCol.Text("street", "Street", r => r.Property.Addresses.FirstOrDefault()?.Street).As(Field.Street),
    PropertyCol.Text("city", "City", r => r.Property.Addresses.FirstOrDefault()?.City).As(Field.City),
    PropertyCol.Text("state", "State", r => r.Property.Addresses.FirstOrDefault()?.State).As(Field.State),
    PropertyCol.Text("postalCode", "Postal code", r => r.Property.Addresses.FirstOrDefault()?.PostalCode).As(Field.PostalCode),
    PropertyCol.Text("moreAddresses", "More addresses", r => AddressCell.Of(r.Property.Addresses.Skip(1))).As(Field.MoreAddresses),
    PropertyCol.Text("owner", "Owner", r => r.Property.Owner?.Name).As(Field.Owner),
    PropertyCol.Text("phone", "Phone", r => r.Property.Phone).As(Field.PropertyPhone),
    PropertyCol.Number("units", "Units", r => r.Row.Units),
    PropertyCol.Number("keys", "Keys", r => r.Row.Keys),
    PropertyCol.Number("out", "Out now", r => r.Row.Out),
    PropertyCol.Number("overdue", "Overdue", r => r.Row.Overdue),
    PropertyCol.Text("notes", "Notes", r => r.Property.Notes).As(Field.PropertyNotes),
    PropertyCol.Date("retired", "Retired", r => r.Row.RetiredAt).As(Field.Retired),
])
{
    public override string Name => "properties";

    public override string Title => "Properties";

    public override string Path => "/properties";

    public override ImportKind? ImportKind => Imports.ImportKind.Properties;

    public override Task<IReadOnlyList<string>> Words(ExportAsk ask)
    {
        var filter = PropertyFilter.Read(ask.Request.Query);
        return Task.FromResult<IReadOnlyList<string>>(
        [
            .. Checks.Line(filter.Q) is { Length: > 0 } q ? [$"Search: {q}"] : Array.Empty<string>(),
            .. string.IsNullOrEmpty(filter.Type) ? Array.Empty<string>() : [$"Type: {filter.Type}"],
            .. filter.Retired ? ["Retired"] : Array.Empty<string>(),
        ]);
    }

    protected override async IAsyncEnumerable<PropertySheetRow> Rows(ExportAsk ask)
    {
        var late = ask.Time.OverdueBefore;
        var ids = await ask.Db.PropertyIds(PropertyFilter.Read(ask.Request.Query), late).ToListAsync(ask.Request.HttpContext.RequestAborted);
        await foreach (var row in InParts(ids, async some =>
        {
            var rows = await ask.Db.PropertiesOf(some, late);
            var more = await ask.Db.Properties.Include(p => p.Addresses.OrderBy(a => a.Id)).Include(p => p.Owner).Where(p => some.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
            return rows.Where(r => more.ContainsKey(r.Id)).Select(r => new PropertySheetRow(r, more[r.Id]));
        })) yield return row;
    }
}

internal sealed record UnitSheetRow(string Property, string Unit, string? Street, string? Notes, int Keys, int Out, DateTime? RetiredAt);

/// <summary>Units, property by property.</summary>
internal sealed class UnitsExport() : ListExport<UnitSheetRow>(
[
    UnitCol.Text("property", "Property", r => r.Property).As(Field.Property),
    UnitCol.Text("unit", "Unit", r => r.Unit).As(Field.Unit),
    UnitCol.Text("street", "Street", r => r.Street).As(Field.Street),
    UnitCol.Number("keys", "Keys", r => r.Keys),
    UnitCol.Number("out", "Out now", r => r.Out),
    UnitCol.Text("notes", "Notes", r => r.Notes).As(Field.UnitNotes),
    UnitCol.Date("retired", "Retired", r => r.RetiredAt).As(Field.Retired),
])
{
    public override string Name => "units";

    public override string Title => "Units";

    public override string Path => "/properties";

    public override ImportKind? ImportKind => Imports.ImportKind.Units;

    public override async Task<IReadOnlyList<string>> Words(ExportAsk ask) => ask["property"] is null ? [] : [$"Property: {await NameOf(ask)}"];

    internal static async Task<string> NameOf(ExportAsk ask)
    {
        var id = PropertyOf(ask);
        return await ask.Db.Properties.Where(p => p.Id == id).Select(p => p.Name).FirstOrDefaultAsync() ?? "unknown";
    }

    internal static long? PropertyOf(ExportAsk ask) => ask["property"] is not { } text ? null : long.TryParse(text, out var id) ? id : 0;

    protected override IAsyncEnumerable<UnitSheetRow> Rows(ExportAsk ask)
    {
        var db = ask.Db;
        var units = ask["retired"] == "yes" ? db.Units.Where(u => u.RetiredAt != null) : db.Units.Where(u => u.RetiredAt == null);
        if (PropertyOf(ask) is { } property) units = units.Where(u => u.PropertyId == property);
        return units.OrderBy(u => KbmDb.Folded(u.Property!.Name)).ThenBy(u => u.PropertyId).ThenBy(u => u.SortKey).ThenBy(u => u.Id).Select(u => new UnitSheetRow(
            u.Property!.Name, u.Label, u.Address!.Street, u.Notes, db.Keys.Count(k => k.UnitId == u.Id && k.RetiredAt == null),
            db.Checkouts.Where(c => c.Outstanding > 0 && c.Item.UnitId == u.Id).Sum(c => c.Outstanding), u.RetiredAt)).AsAsyncEnumerable();
    }
}

internal sealed record OpeningSheetRow(string Property, DoorKey Key);

/// <summary>What opens what: each key of a door, and the masters above it, the nearest first.</summary>
internal sealed class OpeningsExport() : ListExport<OpeningSheetRow>(
[
    DoorCol.Text("property", "Property", r => r.Property),
    DoorCol.Text("unit", "Unit", r => r.Key.Unit),
    DoorCol.Text("code", "Code", r => r.Key.Code),
    DoorCol.Text("label", "Label", r => r.Key.Label),
    DoorCol.Text("masters", "Masters", r => string.Join("; ", r.Key.Masters.Where(m => !m.IsRetired).Select(m => m.Code))),
    DoorCol.Text("masterLabels", "Called", r => string.Join("; ", r.Key.Masters.Where(m => !m.IsRetired).Select(m => m.Label))),
])
{
    public override string Name => "what-opens-what";

    public override string Title => "What opens what";

    public override string Path => "/properties";

    public override async Task<IReadOnlyList<string>> Words(ExportAsk ask) => ask["property"] is null ? [] : [$"Property: {await UnitsExport.NameOf(ask)}"];

    protected override async IAsyncEnumerable<OpeningSheetRow> Rows(ExportAsk ask)
    {
        var keys = ask.Db.Keys.Where(k => k.PropertyId != null && k.RetiredAt == null);
        if (UnitsExport.PropertyOf(ask) is { } property) keys = keys.Where(k => k.PropertyId == property);
        var ids = await keys.OrderBy(k => KbmDb.Folded(k.Property!.Name)).ThenBy(k => k.PropertyId).ThenBy(k => k.UnitId != null).ThenBy(k => k.Unit!.SortKey).ThenBy(k => k.UnitId)
            .ThenBy(k => k.Code.Length).ThenBy(k => k.Code).Select(k => k.Id).ToListAsync(ask.Request.HttpContext.RequestAborted);
        await foreach (var row in InParts(ids, async some =>
        {
            var found = await ask.Db.Keys.Where(k => some.Contains(k.Id))
                .Select(k => new { k.Property!.Name, Key = new DoorKey(k.Id, k.Code, k.Label, k.UnitId, k.Unit!.Label, k.MasterKeyId) }).ToDictionaryAsync(k => k.Key.Id);
            var keysInOrder = await ask.Db.WithMasters([.. some.Where(found.ContainsKey).Select(id => found[id].Key)]);
            return keysInOrder.Select(k => new OpeningSheetRow(found[k.Id].Name, k));
        })) yield return row;
    }
}
