using System.Globalization;
using System.Linq.Expressions;
using Kbm.Data;
using Kbm.Features.Search;
using Kbm.Features.Settings;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Activity;

/// <summary>One stretch of the record.</summary>
public sealed record ActivityStretch(IReadOnlyList<ActivityEntry> Entries, bool HasOlder);

/// <summary>Reads the record, newest first, by the entry's number: a later entry has a higher one.</summary>
internal sealed class FindActivity(TenantDb db)
{
    public const int StretchSize = 50;
    private const int MostThings = 200;
    private const int FirstReach = 4096;

    /// <param name="filter">What is asked for.</param>
    /// <param name="entries">Those among which to look.</param>
    /// <param name="time">The company's time, in which days begin and end.</param>
    /// <param name="size">How many entries a stretch has.</param>
    public async Task<ActivityStretch> Run(ActivityFilter filter, IQueryable<ActivityEntry> entries, CompanyTime time, int size = StretchSize)
    {
        var query = await Query(filter, entries, time);
        var found = await Older(query, Number(filter.Before) ?? long.MaxValue, size + 1, IsWide(filter));
        return new(found[..Math.Min(found.Count, size)], found.Count > size);
    }

    /// <summary>All that the filter leaves but for <see cref="ActivityFilter.Before"/>, a stretch at a time, newest first.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ActivityEntry>> Every(ActivityFilter filter, IQueryable<ActivityEntry> entries, CompanyTime time, int size)
    {
        var query = await Query(filter, entries, time);
        for (var before = long.MaxValue; ;)
        {
            var found = await Older(query, before, size, IsWide(filter));
            if (found.Count > 0) yield return found;
            if (found.Count < size) yield break;
            before = found[^1].Id;
        }
    }

    /// <summary>About anything that words find, which no one index has in order.</summary>
    private static bool IsWide(ActivityFilter filter) => Checks.Line(filter.About).Length > 0;

    /// <summary>
    /// The newest entries before a number. A wide query looks back a little way first and further each time: where much fits, little is
    /// sorted, and where little fits, there is little to sort.
    /// </summary>
    private async Task<List<ActivityEntry>> Older(IQueryable<ActivityEntry> query, long before, int size, bool isWide)
    {
        if (!isWide) return await query.Where(a => a.Id < before).OrderByDescending(a => a.Id).Take(size).ToListAsync();
        var end = Math.Min(before, 1 + (await db.Activity.MaxAsync(a => (long?)a.Id) ?? 0));
        for (long reach = FirstReach; ; reach *= 8)
        {
            var start = Math.Max(0, end - reach);
            var found = await query.Where(a => a.Id >= start && a.Id < end).OrderByDescending(a => a.Id).Take(size).ToListAsync();
            if (found.Count == size || start == 0) return found;
        }
    }

    private async Task<IQueryable<ActivityEntry>> Query(ActivityFilter filter, IQueryable<ActivityEntry> entries, CompanyTime time)
    {
        var query = await OfThings(entries, filter);
        if (Number(filter.Person) is { } person) query = query.Where(a => a.UserId == person);
        if (EnumWord.Of<ActivityVerb>(filter.Verb) is { } verb) query = query.Where(a => a.Verb == verb);
        var days = new EntriesByDay(db);
        if (Day(filter.From) is { } from && await days.FirstSince(time.StartOf(from)) is var first) query = query.Where(a => a.Id >= first);
        if (Day(filter.To) is { } to && await days.FirstSince(time.StartOf(to.AddDays(1))) is var end) query = query.Where(a => a.Id < end);
        return Checks.Line(filter.About) is { Length: > 0 } about ? await OnlyAbout(query, about) : query;
    }

    private async Task<IQueryable<ActivityEntry>> OfThings(IQueryable<ActivityEntry> query, ActivityFilter filter)
    {
        if (Checks.Line(filter.Item).ToUpperInvariant() is { Length: > 0 } code)
        {
            var item = await db.Items.Where(i => i.Code == code).Select(i => (long?)i.Id).FirstOrDefaultAsync() ?? 0;
            query = query.Where(a => a.ItemId == item);
        }
        if (Number(filter.Contact) is { } contact) query = query.Where(a => a.ContactId == contact);
        if (Number(filter.Property) is { } property) query = query.Where(a => a.PropertyId == property);
        return Number(filter.Unit) is { } unit ? query.Where(a => a.UnitId == unit) : query;
    }

    private async Task<IQueryable<ActivityEntry>> OnlyAbout(IQueryable<ActivityEntry> query, string about)
    {
        var code = about.ToUpperInvariant();
        if (await db.Items.Where(i => i.Code == code).Select(i => (long?)i.Id).FirstOrDefaultAsync() is { } item)
            return query.Where(a => a.ItemId == item);
        if (SearchText.Terms(about) is not { Count: > 0 } terms) return query.Where(a => false);
        var found = await db.SearchFor(terms).OrderBy(e => e.Id).Take(MostThings).Select(e => new { e.Kind, e.TargetId }).ToListAsync();
        var things = found.ToLookup(f => f.Kind, f => f.TargetId);
        return query.Where(Any(
            Among(things[SearchKind.Item], ids => a => ids.Contains(a.ItemId)), Among(things[SearchKind.Contact], ids => a => ids.Contains(a.ContactId)),
            Among(things[SearchKind.Property], ids => a => ids.Contains(a.PropertyId)), Among(things[SearchKind.Unit], ids => a => ids.Contains(a.UnitId))));
    }

    /// <summary>A kind of which nothing was found is not asked for, so that the rest can be looked up by its index.</summary>
    private static Expression<Func<ActivityEntry, bool>>? Among(IEnumerable<long> found, Func<long?[], Expression<Func<ActivityEntry, bool>>> condition) =>
        found.Select(id => (long?)id).ToArray() is { Length: > 0 } ids ? condition(ids) : null;

    private static Expression<Func<ActivityEntry, bool>> Any(params IEnumerable<Expression<Func<ActivityEntry, bool>>?> conditions) =>
        conditions.OfType<Expression<Func<ActivityEntry, bool>>>().Aggregate(
            (Expression<Func<ActivityEntry, bool>>?)null,
            (all, one) => all is null ? one : all.Update(Expression.OrElse(all.Body, new Renamed(one.Parameters[0], all.Parameters[0]).Visit(one.Body)), all.Parameters)) ?? (a => false);

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 9000 ? day : null;
}
