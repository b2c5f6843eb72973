namespace Kbm.Features.Items;

/// <summary>Where an item belongs, in one phrase.</summary>
internal static class ItemPlace
{
    public static string? Of(Item item) => Of(item.Property?.Name, item.Unit?.Label);

    public static string? Of(string? property, string? unit) =>
        property is null ? null : unit is null ? property : $"{property}, unit {unit}";
}
