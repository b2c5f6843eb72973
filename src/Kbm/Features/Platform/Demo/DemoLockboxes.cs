using System.Globalization;
using Kbm.Features.Items;
using Kbm.Features.Keys;
using Kbm.Features.Lockboxes;
using Kbm.Features.Properties;

namespace Kbm.Features.Platform.Demo;

/// <summary>A lockbox that the story can lend.</summary>
internal sealed record DemoLockbox(string Code);

/// <summary>Every third property has a lockbox, and every second of these has a key of the entrance inside.</summary>
internal static class DemoLockboxes
{
    private const int PropertiesPerBox = 3;
    private const int BoxesPerKey = 2;
    private const int BoxesPerOldCode = 7;
    private static readonly string[] s_labels = ["Front gate box", "Back door box", "Entrance box", "Side gate box"];
    private static readonly string[] s_spots = ["Left of the door", "Gate, right rail", "On the gas meter", "Railing of the back stairs"];

    /// <param name="number">The number of the property in the company, from 0.</param>
    public static bool HasBox(int number) => number % PropertiesPerBox == 0;

    /// <param name="number">The number of the property in the company, from 0.</param>
    public static bool HasKeyInside(int number) => HasBox(number) && number / PropertiesPerBox % BoxesPerKey == 0;

    /// <param name="property">Where it hangs.</param>
    /// <param name="number">The number of the property.</param>
    /// <param name="code">The number of the lockbox's code.</param>
    /// <param name="at">When it is added.</param>
    public static Lockbox Of(Property property, int number, long code, DateTime at) => new(ItemCode.Of(ItemKind.Lockbox.Prefix, code), at, new(new(s_labels[code % s_labels.Length])
    {
        Property = property,
        Location = "Lockbox drawer",
    })
    {
        Spot = s_spots[number % s_spots.Length],
        SupraId = code % 4 == 0 ? string.Create(CultureInfo.InvariantCulture, $"SX-{3300 + code}") : null,
    });

    /// <param name="lockbox">What it lies in.</param>
    /// <param name="master">The master of its property.</param>
    /// <param name="code">The number of the key's code.</param>
    /// <param name="at">When it is added.</param>
    public static Key KeyFor(Lockbox lockbox, Key? master, long code, DateTime at)
    {
        var key = new Key(ItemCode.Of(ItemKind.Key.Prefix, code), at, new(new("Entrance, for the lockbox") { Property = lockbox.Property }, master));
        key.PutInto(lockbox);
        return key;
    }

    /// <summary>Four digits, which nobody would guess from the number.</summary>
    public static string LockCode(long number) => (number * 7919 % 10_000).ToString("0000", CultureInfo.InvariantCulture);

    /// <summary>When its code was set: some were long before KBM.</summary>
    public static DateTime CodeSetAt(long number, DateTime added) => number % BoxesPerOldCode == 0 ? added.AddDays(-150 - number % 60) : added;
}
