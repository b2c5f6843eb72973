using Kbm.Features.Shared;

namespace Kbm.Features.Settings;

/// <summary>The zones to choose from: those of the United States by the names people use, then every one by its IANA name.</summary>
internal static class TimeZones
{
    private static readonly FieldOption[] s_common =
    [
        new("America/New_York", "Eastern (New York)"),
        new("America/Chicago", "Central (Chicago)"),
        new("America/Denver", "Mountain (Denver)"),
        new("America/Phoenix", "Mountain, no daylight saving (Phoenix)"),
        new("America/Los_Angeles", "Pacific (Los Angeles)"),
        new("America/Anchorage", "Alaska (Anchorage)"),
        new("Pacific/Honolulu", "Hawaii (Honolulu)"),
        new("America/Puerto_Rico", "Atlantic (Puerto Rico)"),
    ];

    public static IReadOnlyList<FieldOption> All { get; } =
    [
        .. s_common,
        .. TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id).Append("Etc/UTC")
            .Where(id => CompanyTime.IsZone(id) && s_common.All(c => c.Value != id))
            .Distinct().Order(StringComparer.Ordinal).Select(id => new FieldOption(id, id.Replace('_', ' '))),
    ];

    /// <summary>All of them, and the one in use should it be known by another name.</summary>
    public static IReadOnlyList<FieldOption> With(string? current) =>
        string.IsNullOrEmpty(current) || All.Any(z => z.Value == current) ? All : [new(current, current), .. All];
}
