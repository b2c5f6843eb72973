using Kbm.Data;
using Kbm.Features.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Imports;

/// <summary>Judges every row of an import before anything is written.</summary>
public sealed class ReviewImport(Store<TenantDb> store, CurrentVault vaults, TimeProvider clock)
{
    private sealed record Judged(ReviewSummary Summary, List<byte[]> Chunks);

    /// <returns>The import as it is judged; what was decided meanwhile makes it be judged again.</returns>
    public async Task<Outcome<Import>> Run(long id)
    {
        var vault = await vaults.Open();
        while (true)
        {
            if (await store.Read(db => db.Imports.FirstOrDefaultAsync(i => i.Id == id)) is not { } import) return FindImport.NoSuch;
            if (!import.IsOpen) return import;
            var judged = await Judge(import, vault);
            if (await store.Write(db => Save(db, import, judged)) is { } saved) return saved;
        }
    }

    private async Task<Import?> Save(TenantDb db, Import judged, Judged result)
    {
        var import = await db.Imports.FirstOrDefaultAsync(i => i.Id == judged.Id);
        if (import is null || !import.IsOpen || import.Version != judged.Version) return import is { IsOpen: true } ? null : import ?? judged;
        for (var number = 0; number < result.Chunks.Count; number++) await ImportChunk.SaveJudgements(db, import.Id, import.Map.Sheet, number, result.Chunks[number]);
        import.Judged(result.Summary, clock.GetUtcNow().UtcDateTime);
        return import;
    }

    private async Task<Judged> Judge(Import import, Vault vault)
    {
        await using var db = store.OpenReader();
        var (map, decisions) = (import.Map, ImportDecisions.Open(vault, import));
        var (lastProperty, lastContact) = (await db.Properties.MaxAsync(p => (long?)p.Id) ?? 0, await db.Contacts.MaxAsync(c => (long?)c.Id) ?? 0);
        var known = await ImportKnown.Whole(db, clock.GetUtcNow().UtcDateTime);
        var judge = new JudgeRows(map, decisions, known, await Codes(db, vault, import, map, decisions));
        var (counts, questions, chunks) = (new Dictionary<Verdict, int>(), new Questions(known.Places), new List<byte[]>());
        for (var number = 0; number < import.Sheets[map.Sheet].Chunks; number++)
        {
            var works = await judge.Judge((await db.Chunk(vault, import, map.Sheet, number)).Rows);
            foreach (var work in works)
            {
                counts[work.Verdict] = counts.GetValueOrDefault(work.Verdict) + 1;
                questions.Add(work);
            }
            chunks.Add(ImportChunk.Pack(works.ConvertAll(w => w.Judgement())));
        }
        return new(questions.In(new() { Counts = counts, LastPropertyId = lastProperty, LastContactId = lastContact }), chunks);
    }

    private static async Task<SheetCodes> Codes(TenantDb db, Vault vault, Import import, ImportMap map, ImportDecisions decisions)
    {
        var codes = new SheetCodes();
        if (!map.Has(Field.MasterKey) && !map.Has(Field.Inside)) return codes;
        for (var number = 0; number < import.Sheets[map.Sheet].Chunks; number++)
            foreach (var row in (await db.Chunk(vault, import, map.Sheet, number)).Rows.Where(r => r.Number > map.HeaderRow)) codes.Add(new(row, map, decisions));
        return codes;
    }

    /// <summary>Gathers what can be decided for many rows at once.</summary>
    private sealed class Questions(KnownPlaces places)
    {
        private readonly Dictionary<string, (string Name, int Rows)> _places = [];
        private readonly Dictionary<string, (HashSet<string> Units, int Rows)> _units = [];

        public void Add(RowWork work)
        {
            foreach (var problem in work.Problems)
            {
                if (problem.Code == "unknown_property" && work.Text.Place is { } name)
                    _places[LooseName.Of(name)] = (_places.GetValueOrDefault(LooseName.Of(name)).Name ?? name, _places.GetValueOrDefault(LooseName.Of(name)).Rows + 1);
                if (problem.Code == "unknown_unit" && work.Place is { Unit: { } unit } place)
                {
                    var (units, rows) = _units.GetValueOrDefault(place.Property.Name, ([], 0));
                    units.Add(unit.Label.ToUpperInvariant());
                    _units[place.Property.Name] = (units, rows + 1);
                }
            }
        }

        public ReviewSummary In(ReviewSummary summary) => summary with
        {
            UnknownPlaces = [.. _places.Values.OrderByDescending(p => p.Rows).Take(ReviewSummary.MostQuestions).Select(p => new UnknownPlace(Shared.Word.Cut(p.Name, 300), p.Rows, places.LikeThis(p.Name)))],
            MoreUnknownPlaces = Math.Max(0, _places.Count - ReviewSummary.MostQuestions),
            UnknownUnits = [.. _units.OrderByDescending(u => u.Value.Rows).Take(ReviewSummary.MostQuestions).Select(u => new UnknownUnits(u.Key, u.Value.Units.Count, u.Value.Rows, string.Join(", ", u.Value.Units.Take(5))))],
        };
    }
}
