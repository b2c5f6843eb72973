using System.Globalization;
using Kbm.Features.Settings;
using Kbm.Features.Shared;

namespace Kbm.Features.Checkouts;

/// <summary>Reads when something is due: the end of that local day unless a time is given.</summary>
internal static class DueDate
{
    /// <summary>No date or instant that can be read is longer.</summary>
    public const int Length = 40;

    private const int MostYears = 10;

    public static DateTime? Read(string? text, CheckoutKind kind, CompanySettings settings, CompanyTime time, Checks checks)
    {
        if (string.IsNullOrWhiteSpace(text))
            return kind == CheckoutKind.Assignment ? null : time.EndOf(time.Today.AddDays(settings.LoanDays));
        if (Parse(text.Trim(), time) is not { } due) checks.Refuse("due", "Enter a date such as 2026-11-27.");
        else if (due < time.Now) checks.Refuse("due", "The due date has passed; choose today or later.");
        else if (due > time.Now.AddYears(MostYears)) checks.Refuse("due", $"The due date is more than {MostYears} years away.");
        else return due;
        return null;
    }

    private static DateTime? Parse(string text, CompanyTime time)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day.Year is > 1900 and < 9000 ? time.EndOf(day) : null;
        var hasOffset = text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal);
        return text.Contains('T', StringComparison.Ordinal) && hasOffset
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant.UtcDateTime : null;
    }
}
