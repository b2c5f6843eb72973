using System.Globalization;
using Kbm.Features.Items;
using Kbm.Features.Keys;
using Kbm.Features.Properties;

namespace Kbm.Features.Platform.Demo;

/// <summary>The keys of a property: a master, under it each building's entrance, roof and boiler room, and the doors of some units.</summary>
internal static class DemoKeys
{
    private const int UnitsPerKey = 6;

    public static int Count(DemoProperty of) => 1 + of.Buildings.Sum(b => 3 + UnitsWithKey(b.Units));

    /// <param name="property">With its addresses and units, in the order of its buildings.</param>
    /// <param name="first">The number of its first code.</param>
    /// <param name="at">When they are added.</param>
    public static List<Key> Of(Property property, long first, DateTime at)
    {
        var number = first;
        var master = Make("Master", 2);
        List<Key> keys = [master];
        foreach (var address in property.Addresses)
        {
            var place = property.Addresses.Count > 1 ? $", {address.Street}" : "";
            keys.AddRange(Under($"Entrance{place}", 3), Under($"Roof{place}", 2), Under($"Boiler room{place}", 2));
            keys.AddRange(property.Units.Where(u => u.Address is null || u.Address == address)
                .Where((_, i) => i % UnitsPerKey == 0).Select(u => Under($"Unit {u.Label} door", 2 + (int)(number % 2), u)));
        }
        return keys;

        Key Under(string label, int copies, Unit? unit = null)
        {
            var key = Make(label, copies, unit);
            key.MasterKey = master;
            return key;
        }

        Key Make(string label, int copies, Unit? unit = null) => new()
        {
            Code = ItemCode.Of(ItemCode.KeyPrefix, number),
            Label = label,
            Copies = copies,
            Property = property,
            Unit = unit,
            Hook = number++.ToString(CultureInfo.InvariantCulture),
            Location = "Main cabinet",
            CreatedAt = at,
        };
    }

    private static int UnitsWithKey(int units) => (units + UnitsPerKey - 1) / UnitsPerKey;
}
