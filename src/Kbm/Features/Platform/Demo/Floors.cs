using System.Globalization;

namespace Kbm.Features.Platform.Demo;

/// <summary>The units of a building floor by floor: 1A, 1B, 2A… without I and O, which look like digits.</summary>
internal static class Floors
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ";

    public static IEnumerable<string> UnitLabels(int units)
    {
        var perFloor = PerFloor(units);
        return Enumerable.Range(0, units)
            .Select(n => string.Create(CultureInfo.InvariantCulture, $"{n / perFloor + 1}{Letters[n % perFloor]}"));
    }

    /// <summary>The house number that tells a building's units from those of the property's other buildings: 3341 for 3341-47 W. Ohio St.</summary>
    public static string House(string street) => string.Concat(street.TakeWhile(char.IsAsciiDigit));

    private static int PerFloor(int units) => units switch
    {
        <= 3 => 1,
        <= 6 => 2,
        <= 12 => 3,
        <= 24 => 4,
        <= 60 => 8,
        <= 120 => 12,
        <= 240 => 16,
        _ => Letters.Length,
    };
}
