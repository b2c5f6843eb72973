using Kbm.Data;
using Kbm.Features.Activity;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Imports;

/// <summary>Something that an import made or changed and that was used since.</summary>
/// <param name="Thing">What.</param>
/// <param name="How">How, as the activity record says it.</param>
public sealed record UsedThing(MadeThing Thing, string How)
{
    /// <summary>Its page; null for an address, which has none.</summary>
    public string? Href => MadeLink.Of(Thing)?.Href;
}

/// <summary>
/// What of an import has been used: whatever the activity record has an entry of that is neither the import's own nor that of an import
/// which was taken back, and what other things refer to.
/// </summary>
internal static class UsedSince
{
    public const string Code = "import_used";
    public const int MostNamed = 50;
    internal const int AtOnce = 500;

    public static async Task<List<UsedThing>> Of(TenantDb db, Import import)
    {
        var numbers = await db.ImportMade.Where(m => m.ImportId == import.Id).OrderBy(m => m.Number).Select(m => m.Number).ToListAsync();
        var own = new HashSet<(MadeKind, long)>();
        foreach (var number in numbers) own.UnionWith((await Things(db, import, number)).Select(t => (t.Kind, t.Id)));
        var used = new List<UsedThing>();
        foreach (var number in numbers)
        {
            var things = await Things(db, import, number);
            var touched = await Among(db, import, things);
            used.AddRange(touched);
            used.AddRange(await StillNeeded.Of(db, [.. things.Except(touched.Select(u => u.Thing))], own.Contains));
            if (used.Count >= MostNamed) break;
        }
        return used;
    }

    public static Refusal Refuse(List<UsedThing> used) => Refusal.Conflict(Code,
        $"This import cannot be taken back: {(used.Count >= MostNamed ? $"{MostNamed} or more of its things" : Word.Count(used.Count, "of its things", "of its things"))} {(used.Count == 1 ? "has" : "have")} been used since.") with
    {
        Detail = ("used", used.Take(MostNamed).Select(u => new { u.Thing.Name, u.How, u.Thing.Kind, u.Thing.Id }).ToList()),
    };

    /// <summary>Those of which there are entries since.</summary>
    public static async Task<List<UsedThing>> Among(TenantDb db, Import import, IReadOnlyList<MadeThing> things)
    {
        var entries = await Entries(db, import);
        var used = new List<UsedThing>();
        foreach (var some in things.Where(t => t.Kind != MadeKind.Address).GroupBy(t => t.Kind))
            foreach (var part in some.Chunk(AtOnce)) used.AddRange(await Among(entries, some.Key, part));
        return used;
    }

    /// <summary>Of one batch, in the order in which they were made.</summary>
    internal static async Task<IReadOnlyList<MadeThing>> Things(TenantDb db, Import import, int number) =>
        (await db.ImportMade.AsNoTracking().FirstAsync(m => m.ImportId == import.Id && m.Number == number)).Things;

    /// <summary>What was done since by hand, or by runs that still count. Taking an import back only makes things as they were.</summary>
    private static async Task<IQueryable<ActivityEntry>> Entries(TenantDb db, Import import)
    {
        var since = await db.Runs.Where(r => r.Id == import.RunId).Select(r => r.StartedAt).FirstAsync();
        List<long?> without = await db.Imports
            .Where(i => i.RunId != null && db.Runs.Any(r => r.Id == i.UndoRunId && r.EndedAt != null && r.Changed + r.Unchanged + r.Refused == r.Total))
            .Select(i => i.RunId).ToListAsync();
        without.Add(import.RunId);
        return db.Activity.Where(a => a.At >= since && a.Verb != ActivityVerb.ImportUndone && (a.RunId == null || !without.Contains(a.RunId)));
    }

    private static async Task<List<UsedThing>> Among(IQueryable<ActivityEntry> entries, MadeKind kind, MadeThing[] things)
    {
        var ids = Array.ConvertAll(things, t => (long?)t.Id);
        var about = kind switch
        {
            MadeKind.Item => entries.Where(a => ids.Contains(a.ItemId)).Select(a => new { Of = a.ItemId!.Value, a.Id, a.Sentence }),
            MadeKind.Unit => entries.Where(a => ids.Contains(a.UnitId)).Select(a => new { Of = a.UnitId!.Value, a.Id, a.Sentence }),
            MadeKind.Property => entries.Where(a => ids.Contains(a.PropertyId)).Select(a => new { Of = a.PropertyId!.Value, a.Id, a.Sentence }),
            _ => entries.Where(a => ids.Contains(a.ContactId)).Select(a => new { Of = a.ContactId!.Value, a.Id, a.Sentence }),
        };
        var hows = (await about.ToListAsync()).OrderBy(a => a.Id).GroupBy(a => a.Of).ToDictionary(g => g.Key, g => g.Last().Sentence);
        return [.. things.Where(t => hows.ContainsKey(t.Id)).Select(t => new UsedThing(t, hows[t.Id]))];
    }
}
