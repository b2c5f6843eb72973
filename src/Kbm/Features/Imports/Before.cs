using System.Text.Json;
using Kbm.Data;
using Kbm.Features.Contacts;
using Kbm.Features.Items;
using Kbm.Features.Keys;
using Kbm.Features.Lockboxes;
using Kbm.Features.Properties;
using Kbm.Features.Signs;
using Kbm.Features.SmartLocks;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Imports;

/// <summary>What a property was before an import changed it.</summary>
internal sealed record PropertyBefore(PropertyFacts Facts, long? OwnerId)
{
    public IReadOnlyList<AddressInput> Addresses { get; init; } = [];

    public static string Of(Property p) => JsonSerializer.Serialize(
        new PropertyBefore(new(p.Name) { Type = p.Type, Phone = p.Phone, Notes = p.Notes }, p.OwnerId) { Addresses = [.. p.Addresses.Where(a => a.Id > 0).Select(AddressInput.Of)] });

    public static async Task Restore(TenantDb db, Property property, string before)
    {
        var was = JsonSerializer.Deserialize<PropertyBefore>(before)!;
        property.Edit(was.Facts);
        foreach (var address in was.Addresses)
            if (property.Addresses.Find(a => a.Id == address.Id) is { } its) address.CopyTo(its);
        property.BelongTo(was.OwnerId is null ? null : await db.Contacts.FirstOrDefaultAsync(c => c.Id == was.OwnerId));
    }
}

/// <summary>What a unit was before an import changed it.</summary>
internal sealed record UnitBefore(long? AddressId, string? Notes)
{
    public static string Of(Unit unit) => JsonSerializer.Serialize(new UnitBefore(unit.AddressId, unit.Notes));

    /// <param name="unit">A unit with its property's addresses.</param>
    /// <param name="before">What it was.</param>
    public static void Restore(Unit unit, string before)
    {
        var was = JsonSerializer.Deserialize<UnitBefore>(before)!;
        unit.Edit(unit.Label, unit.Property!.Addresses.Find(a => a.Id == was.AddressId), was.Notes);
    }
}

/// <summary>What a contact was before an import changed it.</summary>
internal static class ContactBefore
{
    public static string Of(Contact c) =>
        JsonSerializer.Serialize(new ContactFacts(c.Kind, c.Name) { Company = c.Company, Email = c.Email, Phone = c.Phone, Notes = c.Notes });

    public static void Restore(Contact contact, string before) => contact.Edit(JsonSerializer.Deserialize<ContactFacts>(before)!);
}

/// <summary>What an item was before an import changed it. Its codes are not among that: an import changes none.</summary>
internal sealed record ItemBefore(string Label, int Copies, string? Hook, string? Location, string? Notes)
{
    public long? PropertyId { get; init; }
    public long? UnitId { get; init; }
    public long? MasterKeyId { get; init; }
    public string? SupraId { get; init; }
    public string? Spot { get; init; }
    public string? RiderText { get; init; }
    public string? Material { get; init; }
    public PieceCondition Condition { get; init; }
    public string? Provider { get; init; }
    public string? Model { get; init; }
    public string? Serial { get; init; }
    public string? Instructions { get; init; }

    public static string Of(Item item)
    {
        var was = new ItemBefore(item.Label, item.Copies, item.Hook, item.Location, item.Notes) { PropertyId = item.PropertyId, UnitId = item.UnitId };
        return JsonSerializer.Serialize(item switch
        {
            Key key => was with { MasterKeyId = key.MasterKeyId },
            Lockbox box => was with { SupraId = box.SupraId, Spot = box.Spot },
            SignPiece piece => was with { RiderText = piece.RiderText, Material = piece.Material, Condition = piece.Condition },
            SmartLock smart => was with { Provider = smart.Provider, Model = smart.Model, Serial = smart.Serial, Instructions = smart.Instructions },
            _ => was,
        });
    }

    /// <returns>False, and the item as it is, if the place or the master that it had is there no more.</returns>
    public static async Task<bool> Restore(TenantDb db, Item item, string before)
    {
        var was = JsonSerializer.Deserialize<ItemBefore>(before)!;
        var master = await db.Keys.FirstOrDefaultAsync(k => k.Id == was.MasterKeyId);
        var facts = new ItemFacts(was.Label)
        {
            Copies = was.Copies,
            Hook = was.Hook,
            Location = was.Location,
            Notes = was.Notes,
            Property = await db.Properties.Include(p => p.Addresses).FirstOrDefaultAsync(p => p.Id == was.PropertyId),
            Unit = await db.Units.Include(u => u.Address).FirstOrDefaultAsync(u => u.Id == was.UnitId),
        };
        if ((facts.Property?.Id, facts.Unit?.Id, master?.Id) != (was.PropertyId, was.UnitId, was.MasterKeyId)) return false;
        switch (item)
        {
            case Key key: key.Edit(new KeyFacts(facts, master)); break;
            case Lockbox box: box.Edit(new LockboxFacts(facts) { SupraId = was.SupraId, Spot = was.Spot }); break;
            case SignPiece piece: piece.Edit(new SignPieceFacts(facts, piece.PieceType) { RiderText = was.RiderText, Material = was.Material, Condition = was.Condition }); break;
            case SmartLock smart: smart.Edit(new SmartLockFacts(facts) { Provider = was.Provider, Model = was.Model, Serial = was.Serial, Instructions = was.Instructions }); break;
            default: item.EditPlace(facts); break;
        }
        return true;
    }
}
