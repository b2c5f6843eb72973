using System.Globalization;
using Kbm.Features.Items;
using Kbm.Features.Keys;
using Kbm.Features.Properties;

namespace Kbm.Features.Platform.Demo;

/// <summary>
/// The keys of a property: a master for each building, under it the entrance, the roof, the boiler room and the doors of some
/// units. Where there are several buildings their masters are under the property's; owners of many properties have a grand master.
/// </summary>
internal static class DemoKeys
{
    public const int PropertiesPerGrandMaster = 4;
    private const int UnitsPerKey = 6;

    public static int Count(DemoProperty of) =>
        of.Buildings.Sum(b => 4 + UnitsWithKey(b.Units)) + (of.Buildings.Count > 1 ? 1 : 0);

    /// <param name="property">With its addresses and units, in the order of its buildings.</param>
    /// <param name="first">The number of its first code.</param>
    /// <param name="at">When they are added.</param>
    public static List<Key> Of(Property property, long first, DateTime at)
    {
        var number = first;
        var master = Make("Master", 2, null);
        List<Key> keys = [master];
        foreach (var address in property.Addresses)
        {
            var alone = property.Addresses.Count == 1;
            var place = alone ? "" : $", {address.Street}";
            var above = alone ? master : Make($"Master{place}", 2, master);
            if (!alone) keys.Add(above);
            keys.AddRange(Make($"Entrance{place}", 3, above), Make($"Roof{place}", 2, above), Make($"Boiler room{place}", 2, above));
            keys.AddRange(property.Units.Where(u => u.Address is null || u.Address == address)
                .Where((_, i) => i % UnitsPerKey == 0).Select(u => Make($"Unit {u.Label} door", 2 + (int)(number % 2), above, u)));
        }
        return keys;

        Key Make(string label, int copies, Key? above, Unit? unit = null) => new(ItemCode.Of(ItemKind.Key.Prefix, number), at, new(new(label)
        {
            Copies = copies,
            Property = property,
            Unit = unit,
            Hook = number++.ToString(CultureInfo.InvariantCulture),
            Location = "Main cabinet",
        }, above));
    }

    /// <param name="owner">Whose properties it opens.</param>
    /// <param name="number">The number of its code.</param>
    /// <param name="at">When it is added.</param>
    public static Key GrandMaster(string owner, long number, DateTime at) => new(ItemCode.Of(ItemKind.Key.Prefix, number), at, new(new($"Grand master, {owner}")
    {
        Copies = 1,
        Location = "Safe",
    }));

    private static int UnitsWithKey(int units) => (units + UnitsPerKey - 1) / UnitsPerKey;
}
