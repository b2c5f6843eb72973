using System.Globalization;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Api;
using Kbm.Features.Settings;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Activity;

/// <summary>An entry as the API gives it.</summary>
public sealed record ActivityAnswer(
    long Id, DateTime At, long UserId, string By, ActivityVerb Verb, string Sentence, string? Item, long? ContactId, long? PropertyId, long? UnitId, long? RunId);

/// <summary>A stretch of the record, newest first.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="Before">What to ask for next, or null at the end of the record.</param>
public sealed record ActivityAnswers(IReadOnlyList<ActivityAnswer> Entries, long? Before);

internal static class ActivityApi
{
    private const int Most = 200;

    public static void MapActivity(this IEndpointRouteBuilder api) =>
        api.MapGet("/activity", List).For(Permissions.See).WithTags("Activity").WithName("ListActivity")
            .WithSummary("Who did what to what, newest first; an admin's token sees everybody's acts, others their own. from and to are the company's days, about is a code, person or place in words.")
            .Produces<ActivityAnswers>().ProducesProblem(400).ProducesProblem(401);

    private static async Task<IResult> List(
        TenantDb db, Store<TenantDb> store, TimeProvider clock, HttpContext context,
        long? person, string? verb, DateOnly? from, DateOnly? to, string? item, long? contact, long? property, long? unit, string? about, long? before, int? limit)
    {
        var checks = new Checks();
        if (!string.IsNullOrWhiteSpace(verb)) checks.Choice("verb", verb, ActivityVerb.Edited);
        if (checks.Failed) return Answers.Problem(checks.Refusals);
        var filter = new ActivityFilter
        {
            Person = Text(person),
            Verb = verb,
            From = Text(from),
            To = Text(to),
            Item = item,
            Contact = Text(contact),
            Property = Text(property),
            Unit = Text(unit),
            About = about,
            Before = Text(before),
        };
        var time = new CompanyTime(await store.CompanySettings(), clock.GetUtcNow().UtcDateTime);
        var found = await new FindActivity(db).Run(filter, db.Activity.SeenBy(context.User), time, Math.Clamp(limit ?? FindActivity.StretchSize, 1, Most));
        return Results.Ok(new ActivityAnswers(await Answered(db, found.Entries), found.HasOlder ? found.Entries[^1].Id : null));
    }

    private static async Task<IReadOnlyList<ActivityAnswer>> Answered(TenantDb db, IReadOnlyList<ActivityEntry> entries)
    {
        var codes = await db.CodesOf(entries);
        return [.. entries.Select(e => new ActivityAnswer(
            e.Id, e.At, e.UserId, e.UserName, e.Verb, e.Sentence, codes.GetValueOrDefault(e.ItemId ?? 0), e.ContactId, e.PropertyId, e.UnitId, e.RunId))];
    }

    /// <summary>The codes of the items that entries are about, by the items' ids.</summary>
    public static async Task<Dictionary<long, string>> CodesOf(this TenantDb db, IReadOnlyList<ActivityEntry> entries)
    {
        var items = entries.Select(e => e.ItemId).OfType<long>().Distinct().ToList();
        return await db.Items.Where(i => items.Contains(i.Id)).ToDictionaryAsync(i => i.Id, i => i.Code);
    }

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
