using Kbm.Data;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Imports;

/// <summary>Something that an import made or changed and that was used since.</summary>
/// <param name="Thing">What.</param>
/// <param name="How">How, as the activity record says it.</param>
public sealed record UsedThing(MadeThing Thing, string How);

/// <summary>What of an import has been used: whatever the activity record has an entry of that is not the import's own.</summary>
internal static class UsedSince
{
    public const int MostNamed = 50;
    private const int AtOnce = 500;

    public static async Task<List<UsedThing>> Of(TenantDb db, Import import)
    {
        var used = new List<UsedThing>();
        foreach (var made in await db.ImportMade.AsNoTracking().Where(m => m.ImportId == import.Id).OrderBy(m => m.Number).Select(m => m.Number).ToListAsync())
        {
            var things = (await db.ImportMade.AsNoTracking().FirstAsync(m => m.ImportId == import.Id && m.Number == made)).Things;
            used.AddRange(await Among(db, import, things));
            if (used.Count >= MostNamed) break;
        }
        return used;
    }

    public static Refusal Refuse(List<UsedThing> used) => Refusal.Conflict("import_used",
        $"This import cannot be taken back: {(used.Count >= MostNamed ? $"{MostNamed} or more of its things" : Word.Count(used.Count, "of its things", "of its things"))} {(used.Count == 1 ? "has" : "have")} been used since. {string.Join(" ", used.Take(3).Select(u => $"{Word.Heading(u.Thing.Name)}: {u.How}"))}") with
    {
        Detail = ("used", used.Take(MostNamed).Select(u => new { u.Thing.Name, u.How }).ToList()),
    };

    public static async Task<List<UsedThing>> Among(TenantDb db, Import import, IReadOnlyList<MadeThing> things)
    {
        var used = new List<UsedThing>();
        foreach (var some in things.Where(t => t.Kind != MadeKind.Address).GroupBy(t => t.Kind))
            foreach (var part in some.Chunk(AtOnce)) used.AddRange(await Among(db, import, some.Key, part));
        return used;
    }

    private static async Task<List<UsedThing>> Among(TenantDb db, Import import, MadeKind kind, MadeThing[] things)
    {
        var (ids, own, undo) = (Array.ConvertAll(things, t => (long?)t.Id), import.RunId, import.UndoRunId ?? -1);
        var since = await db.Runs.Where(r => r.Id == own).Select(r => r.StartedAt).FirstAsync();
        var entries = db.Activity.Where(a => a.At >= since && (a.RunId == null || (a.RunId != own && a.RunId != undo)));
        var about = kind switch
        {
            MadeKind.Item => entries.Where(a => ids.Contains(a.ItemId)).Select(a => new { Of = a.ItemId!.Value, a.Id, a.Sentence }),
            MadeKind.Unit => entries.Where(a => ids.Contains(a.UnitId)).Select(a => new { Of = a.UnitId!.Value, a.Id, a.Sentence }),
            MadeKind.Property => entries.Where(a => ids.Contains(a.PropertyId)).Select(a => new { Of = a.PropertyId!.Value, a.Id, a.Sentence }),
            _ => entries.Where(a => ids.Contains(a.ContactId)).Select(a => new { Of = a.ContactId!.Value, a.Id, a.Sentence }),
        };
        var hows = (await about.ToListAsync()).OrderBy(a => a.Id).GroupBy(a => a.Of).ToDictionary(g => g.Key, g => g.Last().Sentence);
        if (kind == MadeKind.Item) await AddMasters(db, own, ids, hows);
        if (kind == MadeKind.Contact) await AddOwners(db, own, ids, hows);
        return [.. things.Where(t => hows.ContainsKey(t.Id)).Select(t => new UsedThing(t, hows[t.Id]))];
    }

    // The entry of an edit names the key that came under a master, or the property that got an owner, and not the other of the two.
    private static async Task AddMasters(TenantDb db, long? own, long?[] ids, Dictionary<long, string> hows)
    {
        var under = await db.Keys.Where(k => ids.Contains(k.MasterKeyId) && !db.Activity.Any(a => a.ItemId == k.Id && a.RunId == own)).Select(k => new { k.MasterKeyId, k.Code }).ToListAsync();
        foreach (var key in under) hows.TryAdd(key.MasterKeyId!.Value, $"{key.Code} is under it.");
    }

    private static async Task AddOwners(TenantDb db, long? own, long?[] ids, Dictionary<long, string> hows)
    {
        var owned = await db.Properties.Where(p => ids.Contains(p.OwnerId) && !db.Activity.Any(a => a.PropertyId == p.Id && a.RunId == own)).Select(p => new { p.OwnerId, p.Name }).ToListAsync();
        foreach (var property in owned) hows.TryAdd(property.OwnerId!.Value, Word.Stop($"{property.Name} belongs to them."));
    }
}
