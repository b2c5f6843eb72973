using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using CsvHelper.Configuration.Attributes;

namespace Kbm.Features.Platform.Demo;

/// <summary>A row of the city's list: one building with so many units.</summary>
internal sealed record RentalRow
{
    [Name("Community Area Name")]
    public required string Community { get; init; }

    [Name("Property Type")]
    public required string Type { get; init; }

    [Name("Property Name")]
    public required string Name { get; init; }

    [Name("Address")]
    public required string Street { get; init; }

    [Name("Zip Code")]
    public required string PostalCode { get; init; }

    [Name("Phone Number")]
    public required string Phone { get; init; }

    [Name("Management Company")]
    public required string Manager { get; init; }

    public required int Units { get; init; }
}

/// <summary>The list that comes with KBM; samples/README.md says where it is from.</summary>
internal static class RentalFile
{
    public static IReadOnlyList<RentalRow> Read()
    {
        using var text = new StreamReader(Path.Combine(AppContext.BaseDirectory, "samples", "chicago-affordable-rental-housing.csv"));
        using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture) { TrimOptions = TrimOptions.Trim });
        return [.. csv.GetRecords<RentalRow>()];
    }
}
