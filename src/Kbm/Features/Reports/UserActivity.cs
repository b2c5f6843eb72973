using Kbm.Data;
using Kbm.Features.Activity;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;
using Col = Kbm.Features.Exports.TableColumn<Kbm.Features.Reports.UserDeeds>;

namespace Kbm.Features.Reports;

/// <summary>How often one user did one kind of act.</summary>
internal sealed record UserDeeds
{
    public required long UserId { get; init; }
    public required string UserName { get; init; }
    public required ActivityVerb Verb { get; init; }
    public required int Times { get; init; }
    public required DateTime First { get; init; }
    public required DateTime Last { get; init; }
}

/// <summary>Who is no admin is told of their own acts only, as on the page of activity.</summary>
internal sealed class UserActivityReport : Report<UserDeeds>
{
    private static readonly ReportFilter s_from = new("from", "From", ReportFilterKind.Day) { UsualDaysAgo = 29 };
    private static readonly ReportFilter s_to = new("to", "To", ReportFilterKind.Day);
    private static readonly ReportFilter s_person = new("person", "Person", ReportFilterKind.Text);
    private static readonly ReportFilter s_verb = new("verb", "Kind of act", ReportFilterKind.Choice)
    {
        Options = ActivityWords.Verbs,
    };

    public override string Name => "user-activity";
    public override string Title => "Who did what";
    public override string Purpose => "How often each user handed over, took back, changed and looked at things in a period. An admin sees everybody's, others their own.";
    public override string Icon => "user";
    public override IReadOnlyList<ReportFilter> Filters => [s_from, s_to, s_person, s_verb];

    protected override IReadOnlyList<ReportColumn<UserDeeds>> Cells { get; } =
    [
        Col.Text("user", "User", d => d.UserName),
        new(Col.Text("act", "Act", d => ActivityWords.Of(d.Verb))) { Href = d => $"/activity?person={d.UserId}&verb={d.Verb}", IsOnPhone = true },
        new(Col.Number("times", "Times", d => d.Times)) { Total = d => d.Times, IsOnPhone = true },
        Col.Moment("first", "First", d => d.First),
        Col.Moment("last", "Last", d => d.Last),
    ];

    protected override IQueryable<UserDeeds> Rows(ReportAsk ask) => Deeds(ask).GroupBy(a => new { a.UserId, a.UserName, a.Verb }).Select(g => new UserDeeds
    {
        UserId = g.Key.UserId,
        UserName = g.Key.UserName,
        Verb = g.Key.Verb,
        Times = g.Count(),
        First = g.Min(a => a.At),
        Last = g.Max(a => a.At),
    }).OrderBy(d => d.UserName).ThenBy(d => d.UserId).ThenByDescending(d => d.Times).ThenBy(d => d.Verb);

    private static IQueryable<ActivityEntry> Deeds(ReportAsk ask)
    {
        var from = ask.Time.StartOf(s_from.Day(ask)!.Value);
        var entries = ask.Db.Activity.Where(a => a.At >= from);
        if (!ask.Viewer.SeesAllActivity && ask.Viewer.UserId is var own) entries = entries.Where(a => a.UserId == own);
        if (s_to.Day(ask) is { } to && ask.Time.StartOf(to.AddDays(1)) is var end) entries = entries.Where(a => a.At < end);
        if (ask.Choice(s_verb) is { } word && Enum.Parse<ActivityVerb>(word) is var verb) entries = entries.Where(a => a.Verb == verb);
        if (ask.Text(s_person.Name)?.ToLowerInvariant() is { } name) entries = entries.Where(a => KbmDb.Folded(a.UserName).Contains(name));
        return entries;
    }

    public override Task<ReportChart?> Chart(ReportAsk ask) => OpenLoans.Top("Acts, by user", Deeds(ask)
        .GroupBy(a => new { a.UserId, a.UserName }).OrderByDescending(g => g.Count()).ThenBy(g => g.Key.UserName).Select(g => new ReportBar(g.Key.UserName, g.Count())));
}
