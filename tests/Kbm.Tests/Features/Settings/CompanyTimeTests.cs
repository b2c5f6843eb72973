using System.Globalization;
using Kbm.Features.Settings;

namespace Kbm.Tests.Features.Settings;

public sealed class CompanyTimeTests
{
    [Theory]
    [InlineData("America/Chicago", "2026-11-20", "2026-11-20T06:00:00Z", "2026-11-21T05:59:59Z")]
    // The clocks go forward and back in the night, so these days have 23 and 25 hours.
    [InlineData("America/Chicago", "2026-03-08", "2026-03-08T06:00:00Z", "2026-03-09T04:59:59Z")]
    [InlineData("America/Chicago", "2026-11-01", "2026-11-01T05:00:00Z", "2026-11-02T05:59:59Z")]
    // From 00:00 to 01:00: midnight is skipped, and the day before ends when it does.
    [InlineData("America/Havana", "2026-03-08", "2026-03-08T05:00:00Z", "2026-03-09T03:59:59Z")]
    [InlineData("America/Havana", "2026-03-07", "2026-03-07T05:00:00Z", "2026-03-08T04:59:59Z")]
    [InlineData("Atlantic/Azores", "2026-03-29", "2026-03-29T01:00:00Z", "2026-03-29T23:59:59Z")]
    // From 01:00 back to 00:00: midnight is struck twice, and the day begins with the first.
    [InlineData("America/Havana", "2026-11-01", "2026-11-01T04:00:00Z", "2026-11-02T04:59:59Z")]
    [InlineData("Atlantic/Azores", "2026-10-25", "2026-10-25T00:00:00Z", "2026-10-26T00:59:59Z")]
    // From 24:00 back to 23:00: the last hour of the day comes twice, and the day ends with the second.
    [InlineData("America/Santiago", "2026-04-04", "2026-04-04T03:00:00Z", "2026-04-05T03:59:59Z")]
    [InlineData("America/Santiago", "2026-09-06", "2026-09-06T04:00:00Z", "2026-09-07T02:59:59Z")]
    // By half an hour.
    [InlineData("Australia/Lord_Howe", "2026-04-05", "2026-04-04T13:00:00Z", "2026-04-05T13:29:59Z")]
    public void A_day_begins_and_ends_where_its_clocks_say(string zone, string day, string start, string end)
    {
        var (time, date) = (In(zone, "2026-11-20T12:00:00Z"), DateOnly.Parse(day, CultureInfo.InvariantCulture));

        time.StartOf(date).ShouldBe(Utc(start));
        time.EndOf(date).ShouldBe(Utc(end));
    }

    [Theory]
    [InlineData("America/Chicago")]
    [InlineData("America/Havana")]
    [InlineData("America/Santiago")]
    [InlineData("Africa/Cairo")]
    [InlineData("Asia/Beirut")]
    [InlineData("Atlantic/Azores")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Europe/Dublin")]
    [InlineData("America/Nuuk")]
    public void Days_follow_each_other_without_a_gap_and_each_instant_is_in_its_day(string zone)
    {
        var time = In(zone, "2026-11-20T12:00:00Z");
        for (var day = new DateOnly(2025, 1, 1); day.Year < 2028; day = day.AddDays(1))
        {
            time.DateOf(time.StartOf(day)).ShouldBe(day);
            time.DateOf(time.StartOf(day).AddSeconds(-1)).ShouldBe(day.AddDays(-1));
            time.DateOf(time.EndOf(day)).ShouldBe(day);
            time.Due(time.EndOf(day)).ShouldNotContain(":");
        }
    }

    [Theory]
    // The grace of a loan due on 31 October covers 1 November, which has 25 hours.
    [InlineData(1, "2026-11-01T04:59:59Z", "2026-11-02T05:59:59Z", false)]
    [InlineData(1, "2026-11-01T04:59:59Z", "2026-11-02T06:00:01Z", true)]
    // That of one due on 7 March covers 8 March, which has 23.
    [InlineData(1, "2026-03-08T05:59:59Z", "2026-03-09T04:59:59Z", false)]
    [InlineData(1, "2026-03-08T05:59:59Z", "2026-03-09T05:00:01Z", true)]
    // Without grace the instant counts; with it the day on which it is.
    [InlineData(0, "2026-11-20T18:00:00Z", "2026-11-20T18:00:00Z", false)]
    [InlineData(0, "2026-11-20T18:00:00Z", "2026-11-20T18:00:01Z", true)]
    [InlineData(2, "2026-11-20T18:00:00Z", "2026-11-23T05:59:59Z", false)]
    [InlineData(2, "2026-11-20T18:00:00Z", "2026-11-23T06:00:01Z", true)]
    public void Days_of_grace_are_whole_local_days(int grace, string due, string now, bool overdue)
    {
        var time = In("America/Chicago", now, grace);

        time.IsOverdue(Utc(due)).ShouldBe(overdue);
        (Utc(due) < time.OverdueBefore).ShouldBe(overdue);
    }

    [Fact]
    public void What_has_no_due_date_is_never_overdue() => In("America/Chicago", "2026-11-20T12:00:00Z").IsOverdue(null).ShouldBeFalse();

    [Fact]
    public void What_is_due_at_an_hour_says_so()
    {
        var time = In("America/Chicago", "2026-11-20T12:00:00Z");

        time.Due(Utc("2026-11-20T21:30:00Z")).ShouldBe("Fri 20 Nov, 15:30");
        time.Due(time.EndOf(new(2026, 11, 20))).ShouldBe("Fri 20 Nov");
    }

    [Theory]
    [InlineData(0, "2026-11-20T12:00:00Z")]
    [InlineData(1, "2026-11-20T06:00:00Z")]
    public void Due_today_is_what_is_not_overdue_and_not_of_tomorrow(int grace, string from)
    {
        var time = In("America/Chicago", "2026-11-20T12:00:00Z", grace);

        time.StillDueToday.ShouldBe((Utc(from), Utc("2026-11-21T06:00:00Z")));
    }

    private static CompanyTime In(string zone, string now, int grace = 0) => new(new() { Name = "Lakeside Homes", TimeZone = zone, GraceDays = grace }, Utc(now));

    private static DateTime Utc(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);
}
