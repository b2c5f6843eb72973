using Kbm.Data;
using Kbm.Features.Activity;
using Kbm.Features.Items;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Photos;

/// <summary>How an address names the thing that photos are of: an item by its code, a property or a unit by its id.</summary>
public readonly record struct PhotoOf(string? Item = null, long? Property = null, long? Unit = null);

/// <summary>The item, property or unit that photos are of.</summary>
/// <param name="Name">As a sentence names it: "KA014 Roof", "unit 2A of Casa Tabasco".</param>
/// <param name="Href">Its page.</param>
/// <param name="About">What an activity entry names.</param>
/// <param name="Address">Where its photos are added and changed.</param>
internal sealed record PhotoThing(string Name, string Href, About About, string Address)
{
    public long? ItemId { get; private init; }
    public long? PropertyId { get; private init; }
    public long? UnitId { get; private init; }

    public static async Task<PhotoThing?> Find(TenantDb db, PhotoOf of) => of switch
    {
        { Item: { } code } => await ByCode(db, ItemCode.Read(code)) is { } item ? Of(item) : null,
        { Property: { } id } => await db.Properties.Where(p => p.Id == id).Select(p => p.Name).FirstOrDefaultAsync() is { } name
            ? new($"property {name}", $"/properties/{id}", new(Property: id), $"/properties/{id}/photos") { PropertyId = id }
            : null,
        { Unit: { } id } => await db.Units.Where(u => u.Id == id).Select(u => new { u.Label, u.PropertyId, u.Property!.Name }).FirstOrDefaultAsync() is { } unit
            ? new($"unit {unit.Label} of {unit.Name}", $"/units/{id}", new(Property: unit.PropertyId, Unit: id), $"/units/{id}/photos") { UnitId = id }
            : null,
        _ => null,
    };

    /// <summary>What a photo is of.</summary>
    public static Task<PhotoThing?> Of(TenantDb db, Photo photo) => photo.ItemId is { } item
        ? Item(db, item)
        : Find(db, new(Property: photo.PropertyId, Unit: photo.UnitId));

    public IQueryable<Photo> Photos(TenantDb db) => db.Photos.Where(p => p.ItemId == ItemId && p.PropertyId == PropertyId && p.UnitId == UnitId);

    private static Task<Item?> ByCode(TenantDb db, string code) => db.Items.FirstOrDefaultAsync(i => i.Code == code);

    private static async Task<PhotoThing?> Item(TenantDb db, long id) => Of(await db.Items.FirstAsync(i => i.Id == id));

    private static PhotoThing Of(Item item) => new($"{item.Code} {item.Label}", ItemKind.Of(item.Type).PageOf(item.Code), KeepItems.About(item), $"/items/{item.Code}/photos") { ItemId = item.Id };
}
