using Kbm.Features.Items;
using Kbm.Features.Properties;

namespace Kbm.Features.Imports;

/// <summary>By what an item without a code in the sheet is told from others: its type, place, label and hook.</summary>
internal sealed record ItemNature(ItemType Type, string Label, string? Hook, long? PropertyId, long? UnitId, string Place)
{
    public string Key { get; } = $"{Type}|{Place}|{Label.ToUpperInvariant()}|{Hook?.ToUpperInvariant()}";

    public static ItemNature Of(Item item) => Of(item.Type, item.Label, item.Hook, item.Property, item.Unit);

    public static ItemNature Of(ItemType type, string label, string? hook, Property? property, Unit? unit) => new(
        type, label, hook, property is { Id: > 0 } ? property.Id : null, unit is { Id: > 0 } ? unit.Id : null,
        $"{(property is null ? "" : property.Id > 0 ? property.Id : LooseName.Of(property.Name))}/{unit?.Label.ToUpperInvariant()}");
}
