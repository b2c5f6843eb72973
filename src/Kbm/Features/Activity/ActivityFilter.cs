using System.Globalization;
using Kbm.Data;
using Kbm.Features.Search;
using Kbm.Features.Settings;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Activity;

/// <summary>What the activity page is asked for. What makes no sense is left out.</summary>
public sealed record ActivityFilter
{
    /// <summary>A user's id.</summary>
    public string? Person { get; init; }

    /// <summary>An <see cref="ActivityVerb"/> as a word.</summary>
    public string? Verb { get; init; }

    /// <summary>The first local day, such as 2026-11-20.</summary>
    public string? From { get; init; }

    /// <summary>The last local day.</summary>
    public string? To { get; init; }

    /// <summary>Names of things: a code, a person, an address.</summary>
    public string? About { get; init; }

    /// <summary>Only entries older than this one.</summary>
    public string? Before { get; init; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Person + Verb + From + To + About);
}

/// <summary>One stretch of the record.</summary>
public sealed record ActivityStretch(IReadOnlyList<ActivityEntry> Entries, bool HasOlder);

/// <summary>Reads the record, newest first, by the entry's number: a later entry has a higher one.</summary>
internal sealed class FindActivity(TenantDb db)
{
    public const int StretchSize = 50;
    private const int MostThings = 200;

    /// <param name="filter">What is asked for.</param>
    /// <param name="entries">Those among which to look.</param>
    /// <param name="time">The company's time, in which days begin and end.</param>
    public async Task<ActivityStretch> Run(ActivityFilter filter, IQueryable<ActivityEntry> entries, CompanyTime time)
    {
        var query = entries;
        if (Number(filter.Person) is { } person) query = query.Where(a => a.UserId == person);
        if (Enum.TryParse<ActivityVerb>(filter.Verb, ignoreCase: true, out var verb) && Enum.IsDefined(verb)) query = query.Where(a => a.Verb == verb);
        if (Day(filter.From) is { } from && await FirstSince(time.StartOf(from)) is var first) query = query.Where(a => a.Id >= first);
        if (Day(filter.To) is { } to && await FirstSince(time.StartOf(to.AddDays(1))) is var end) query = query.Where(a => a.Id < end);
        if (Number(filter.Before) is { } before) query = query.Where(a => a.Id < before);
        if (Checks.Line(filter.About) is { Length: > 0 } about) query = await OnlyAbout(query, about);
        var found = await query.OrderByDescending(a => a.Id).Take(StretchSize + 1).ToListAsync();
        return new(found[..Math.Min(found.Count, StretchSize)], found.Count > StretchSize);
    }

    private async Task<IQueryable<ActivityEntry>> OnlyAbout(IQueryable<ActivityEntry> query, string about)
    {
        var code = about.ToUpperInvariant();
        if (await db.Items.Where(i => i.Code == code).Select(i => (long?)i.Id).FirstOrDefaultAsync() is { } item)
            return query.Where(a => a.ItemId == item);
        if (SearchText.Terms(about) is not { Count: > 0 } terms) return query.Where(a => false);
        var found = await db.SearchFor(terms).OrderBy(e => e.Id).Take(MostThings).Select(e => new { e.Kind, e.TargetId }).ToListAsync();
        var things = found.ToLookup(f => f.Kind, f => f.TargetId);
        long[] items = [.. things[SearchKind.Item]], contacts = [.. things[SearchKind.Contact]];
        long[] properties = [.. things[SearchKind.Property]], units = [.. things[SearchKind.Unit]];
        return query.Where(a => (a.ItemId != null && items.Contains(a.ItemId.Value)) || (a.ContactId != null && contacts.Contains(a.ContactId.Value))
            || (a.PropertyId != null && properties.Contains(a.PropertyId.Value)) || (a.UnitId != null && units.Contains(a.UnitId.Value)));
    }

    /// <summary>The number of the first entry at or after an instant, found by halving: some twenty look-ups in a million entries.</summary>
    private async Task<long> FirstSince(DateTime instant)
    {
        long low = 1, high = 1 + (await db.Activity.MaxAsync(a => (long?)a.Id) ?? 0);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            var at = await db.Activity.Where(a => a.Id >= middle).OrderBy(a => a.Id).Select(a => (DateTime?)a.At).FirstOrDefaultAsync();
            if (at < instant) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 9000 ? day : null;
}
