using Kbm.Features.Accounts;

namespace Kbm.Features.Platform;

/// <summary>A user of a demo company, with a published PIN.</summary>
internal sealed record DemoPerson(string Name, string Email, Role Role, string Pin);

/// <summary>Who can sign in to the demo companies. They are refused in production.</summary>
internal static class DemoPeople
{
    public static IReadOnlyList<DemoPerson> Of(string slug) =>
    [
        new("Dee Okafor", $"dee@{slug}.example", Role.Admin, "481620"),
        new("Sam Reyes", $"sam@{slug}.example", Role.Staff, "275913"),
        new("Uma Patel", $"uma@{slug}.example", Role.User, "638104"),
    ];
}
