using System.Globalization;
using Kbm.Features.Contacts;

namespace Kbm.Features.Platform.Demo;

/// <summary>The invented people of a demo company. The same every time.</summary>
internal static class DemoContacts
{
    private static readonly string[] s_first =
    [
        "Ana", "Ben", "Carla", "Darius", "Elena", "Felix", "Grace", "Hugo", "Imani", "Jonas", "Keiko", "Lamar", "Maya", "Nils", "Olga",
        "Pedro", "Rosa", "Stefan", "Tanya", "Victor",
    ];

    private static readonly string[] s_last =
    [
        "Abbott", "Brandt", "Castillo", "Dawson", "Eriksen", "Foster", "Gallagher", "Hernandez", "Iverson", "Jankowski", "Kowalczyk",
        "Lindgren", "Morales", "Novak", "Osei", "Petrov", "Quinn", "Robinson", "Sandoval", "Tran", "Underwood", "Vargas", "Whitfield",
    ];

    private static readonly string[] s_firms =
    [
        "Prairie Plumbing", "Blackhawk Boilers", "Sure Grip Roofing", "Loop Lock & Key", "Cedar Elevator Service", "Bright Side Painting",
        "North Branch Electric", "Clear Pane Windows", "Six Corners Pest Control", "Great Lakes Fire Safety", "Quick Dry Restoration",
        "Meadow Landscaping", "Halsted Heating & Air", "Tidy Stairs Cleaning",
    ];

    public static IEnumerable<Contact> People(int residents)
    {
        var n = 0;
        foreach (var firm in s_firms) yield return Person(ContactKind.Vendor, n++, firm);
        for (var agent = 0; agent < 10; agent++) yield return Person(ContactKind.Agent, n++, agent % 2 == 0 ? "Lakeview Lettings" : "Wabash Realty");
        for (var staff = 0; staff < 8; staff++) yield return Person(ContactKind.Staff, n++, null);
        for (var resident = 0; resident < residents; resident++) yield return Person(ContactKind.Resident, n++, null);
    }

    public static Contact Owner(string name, string phone) => new(new(ContactKind.Owner, name) { Phone = phone });

    private static Contact Person(ContactKind kind, int n, string? firm)
    {
        var (first, last) = (s_first[n * 7 % s_first.Length], s_last[n * 5 % s_last.Length]);
        return new(new(kind, $"{first} {last}")
        {
            Company = firm,
            Email = $"{first}.{last}@mail.example".ToLowerInvariant(),
            Phone = string.Create(CultureInfo.InvariantCulture, $"312-555-{100 + n:0000}"),
        });
    }
}
