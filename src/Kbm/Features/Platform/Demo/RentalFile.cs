using System.Globalization;
using CsvHelper;

namespace Kbm.Features.Platform.Demo;

/// <summary>A row of the city's list: one building with so many units.</summary>
internal sealed record RentalRow(
    string Community, string Type, string Name, string Street, string PostalCode, string Phone, string Manager, int Units);

/// <summary>The list that comes with KBM; samples/README.md says where it is from.</summary>
internal static class RentalFile
{
    public static IReadOnlyList<RentalRow> Read()
    {
        using var csv = CsvReader.FromFile(Path.Combine(AppContext.BaseDirectory, "samples", "chicago-affordable-rental-housing.csv"));
        var rows = new List<RentalRow>();
        while (csv.Read())
        {
            rows.Add(new(
                Text("Community Area Name"), Text("Property Type"), Text("Property Name"), Text("Address"), Text("Zip Code"),
                Text("Phone Number"), Text("Management Company"), int.Parse(Text("Units"), CultureInfo.InvariantCulture)));
        }
        return rows;

        string Text(string column) => csv.GetString(column).Trim();
    }
}
