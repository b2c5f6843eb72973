using System.Globalization;
using Kbm.Data;
using Kbm.Features.Settings;
using Kbm.Features.Shared;

namespace Kbm.Features.Reports;

/// <summary>Who a report is for.</summary>
/// <param name="UserId">The user, by the catalog's id.</param>
/// <param name="SeesAllActivity">They may see what everybody did, and not only what they did themselves.</param>
internal sealed record ReportViewer(long UserId, bool SeesAllActivity);

/// <summary>What a report is asked for. What makes no sense is left out.</summary>
/// <param name="Db">The company's data.</param>
/// <param name="Value">The value of a filter by its name, as text.</param>
/// <param name="Company">The company's settings.</param>
/// <param name="Time">Its times, in which days begin and end.</param>
/// <param name="Viewer">Who it is for.</param>
internal sealed record ReportAsk(TenantDb Db, Func<string, string?> Value, CompanySettings Company, CompanyTime Time, ReportViewer Viewer)
{
    private const int MostCharacters = 100;

    public string? Text(string name) => Checks.Line(Value(name)) is { Length: > 0 } text ? Word.Cut(text, MostCharacters) : null;

    public long? Id(string name) => long.TryParse(Value(name), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    public DateOnly? Day(string name) => DayOf(Value(name));

    public int Number(ReportFilter filter) =>
        int.TryParse(Value(filter.Name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= filter.Least && number <= filter.Most
            ? number : filter.UsualOf?.Invoke(Company) ?? filter.Usual;

    /// <summary>The word of a choice; null for none of them.</summary>
    public string? Choice(ReportFilter filter) => filter.Options.FirstOrDefault(o => o.Value.Equals(Value(filter.Name), StringComparison.OrdinalIgnoreCase)) is { Value.Length: > 0 } option ? option.Value : null;

    public static DateOnly? DayOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 9000 ? day : null;
}
