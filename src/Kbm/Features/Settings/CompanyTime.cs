using System.Globalization;

namespace Kbm.Features.Settings;

/// <summary>Times as the company sees them: its zone, its way of writing a date. Stored times are UTC.</summary>
public sealed class CompanyTime(CompanySettings settings, DateTime now)
{
    private readonly TimeZoneInfo _zone = ZoneOf(settings.TimeZone);

    public DateTime Now { get; } = now;

    public DateOnly Today => DateOf(Now);

    public static bool IsZone(string? name) => name is not null && name.Contains('/') && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);

    public DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, _zone);

    public DateOnly DateOf(DateTime utc) => DateOnly.FromDateTime(Local(utc));

    /// <summary>The last second of a local day, which is what "due on that day" means.</summary>
    public DateTime EndOf(DateOnly day) => StartOf(day.AddDays(1)).AddSeconds(-1);

    /// <summary>The first instant of a local day: where clocks skip midnight, when they have; where they strike it twice, the first time.</summary>
    public DateTime StartOf(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (_zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        var offset = _zone.IsAmbiguousTime(local) ? _zone.GetAmbiguousTimeOffsets(local).Max() : _zone.GetUtcOffset(local);
        return DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);
    }

    /// <summary>"20 Nov", with the year when it is another one.</summary>
    public string Date(DateOnly day) => day.ToString(settings.DateStyle switch
    {
        DateStyle.Iso => "yyyy-MM-dd",
        DateStyle.MonthDay => day.Year == Today.Year ? "MMM d" : "MMM d, yyyy",
        _ => day.Year == Today.Year ? "d MMM" : "d MMM yyyy",
    }, CultureInfo.InvariantCulture);

    public string Date(DateTime utc) => Date(DateOf(utc));

    public string LongDate(DateOnly day) => day.ToString(settings.DateStyle switch
    {
        DateStyle.Iso => "dddd yyyy-MM-dd",
        DateStyle.MonthDay => day.Year == Today.Year ? "dddd, MMMM d" : "dddd, MMMM d, yyyy",
        _ => day.Year == Today.Year ? "dddd d MMMM" : "dddd d MMMM yyyy",
    }, CultureInfo.InvariantCulture);

    public string DateAndTime(DateTime utc) =>
        string.Create(CultureInfo.InvariantCulture, $"{Date(utc)}, {Local(utc):HH:mm}");

    /// <summary>"20 Nov 2026, 09:14": with the year, for what is kept on paper.</summary>
    public string FullDateAndTime(DateTime utc) => string.Create(CultureInfo.InvariantCulture, $"{FullDate(DateOf(utc))}, {Local(utc):HH:mm}");

    /// <summary>"Fri 27 Nov", or "Fri 27 Nov, 15:30" when a time of day was given.</summary>
    public string Due(DateTime dueAt)
    {
        var local = Local(dueAt);
        var day = string.Create(CultureInfo.InvariantCulture, $"{local:ddd} {Date(dueAt)}");
        return dueAt == EndOf(DateOf(dueAt)) ? day : string.Create(CultureInfo.InvariantCulture, $"{day}, {local:HH:mm}");
    }

    public bool IsOverdue(DateTime? dueAt) => dueAt < OverdueBefore;

    /// <summary>What was due before this instant is overdue. Days of grace are whole local days after the one on which it was due.</summary>
    public DateTime OverdueBefore => settings.GraceDays == 0 ? Now : StartOf(Today.AddDays(-settings.GraceDays));

    /// <summary>From when until before when something is due that is due today and not overdue.</summary>
    public (DateTime From, DateTime Until) StillDueToday
    {
        get
        {
            var morning = StartOf(Today);
            return (OverdueBefore > morning ? OverdueBefore : morning, StartOf(Today.AddDays(1)));
        }
    }

    public int DaysLate(DateTime dueAt) => Math.Max(1, Today.DayNumber - DateOf(dueAt).DayNumber);

    /// <summary>"20 Nov 2026": with the year, for what is kept on paper.</summary>
    public string FullDate(DateOnly day) => day.ToString(settings.DateStyle switch
    {
        DateStyle.Iso => "yyyy-MM-dd",
        DateStyle.MonthDay => "MMM d, yyyy",
        _ => "d MMM yyyy",
    }, CultureInfo.InvariantCulture);

    private static TimeZoneInfo ZoneOf(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;
}
