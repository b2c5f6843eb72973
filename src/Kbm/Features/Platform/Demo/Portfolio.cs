namespace Kbm.Features.Platform.Demo;

internal sealed record DemoBuilding(string Street, string PostalCode, int Units);

internal sealed record DemoProperty(string Name, string Type, string Manager, string Phone, IReadOnlyList<DemoBuilding> Buildings);

/// <summary>The properties of a list: its rows of one name and one management company are the buildings of one property.</summary>
internal static class Portfolio
{
    public static IReadOnlyList<DemoProperty> Of(IReadOnlyList<RentalRow> rows)
    {
        var managers = rows.GroupBy(r => Spelling.SameCompany(r.Manager)).ToDictionary(g => g.Key, g => Usual(g.Select(r => r.Manager)));
        return
        [
            .. rows.GroupBy(r => (Spelling.Same(r.Name), Manager: Spelling.SameCompany(r.Manager)))
                .Select(g => new DemoProperty(Usual(g.Select(r => r.Name)), TypeOf(g), managers[g.Key.Manager], Spelling.Phone(g.First().Phone), Buildings(g))),
        ];
    }

    private static string Usual(IEnumerable<string> spellings) => spellings.CountBy(Spelling.Text).MaxBy(s => s.Value).Key;

    private static string TypeOf(IEnumerable<RentalRow> rows) =>
        rows.GroupBy(r => Spelling.Type(r.Type)).MaxBy(g => g.Sum(r => r.Units))!.Key;

    // An address that is there twice is one building, with the larger of its counts.
    private static List<DemoBuilding> Buildings(IEnumerable<RentalRow> rows) =>
    [
        .. rows.GroupBy(r => Spelling.Same(r.Street)).SelectMany(g => Houses(g.First(), g.Max(r => r.Units))),
    ];

    /// <summary>"1318,1456 N. Rockwell Ave." is two buildings that share the count.</summary>
    private static IEnumerable<DemoBuilding> Houses(RentalRow row, int units)
    {
        var parts = Spelling.Text(row.Street).Split(' ', 2);
        var numbers = parts[0].Split(',');
        return numbers.Select((number, i) =>
            new DemoBuilding($"{number} {parts[^1]}", row.PostalCode, units / numbers.Length + (i < units % numbers.Length ? 1 : 0)));
    }
}
