using Kbm.Data;
using Kbm.Features.Secrets;
using Kbm.Features.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Imports;

/// <summary>Judges every row of an import before anything is written: a small sheet at once, a large one in the background.</summary>
public sealed class ReviewImport(Store<TenantDb> store, CurrentVault vaults, ReviewQueue queue, CurrentTenant tenant, TimeProvider clock)
{
    /// <summary>So many rows are judged while somebody waits for the answer.</summary>
    public const int RowsAtOnce = 5000;

    private const int ChunksPerLook = 10;

    private sealed record Judged(ReviewSummary Summary, List<byte[]> Chunks);

    /// <returns>The import as it is judged, or with a large sheet as it begins to be. Refused if it was discarded meanwhile.</returns>
    public async Task<Outcome<Import>> Run(long id, CancellationToken cancel = default)
    {
        if (await store.Read(db => db.Imports.FirstOrDefaultAsync(i => i.Id == id)) is not { } import) return FindImport.NoSuch;
        if (!import.IsOpen) return import;
        if (import.RowsToJudge <= RowsAtOnce) return await Finish(id, cancel);
        if (await store.Write(db => SoFar(db, import, 0), cancel) is not { } begun) return FindImport.NoSuch;
        queue.Add(tenant.Tenant);
        return begun;
    }

    /// <summary>Judges the company's next large sheet that waits for it; false when none does.</summary>
    internal async Task<bool> Next()
    {
        var open = await store.Read(db => db.Imports.Where(i => i.ReadAt != null && i.ReviewedAt == null && i.RunId == null && i.ReviewJson != "{}").OrderBy(i => i.Id).ToListAsync());
        if (open.Find(i => i.Judging is not null) is not { } import) return false;
        await Finish(import.Id);
        return true;
    }

    /// <returns>The import as it is judged; what was decided meanwhile makes it be judged again.</returns>
    internal async Task<Outcome<Import>> Finish(long id, CancellationToken cancel = default)
    {
        var vault = await vaults.Open();
        while (true)
        {
            if (await store.Read(db => db.Imports.FirstOrDefaultAsync(i => i.Id == id)) is not { } import) return FindImport.NoSuch;
            if (!import.IsOpen) return import;
            if (await Judge(import, vault, cancel) is { } judged && await store.Write(db => Save(db, import, judged), cancel) is { } saved) return saved;
        }
    }

    /// <returns>The import, unless something else was decided about it meanwhile.</returns>
    private static async Task<Import?> SoFar(TenantDb db, Import judged, int rows)
    {
        // Changing nothing locks the row: nobody starts the run of what another server has judged meanwhile.
        await db.Imports.Where(i => i.Id == judged.Id).ExecuteUpdateAsync(set => set.SetProperty(i => i.Version, i => i.Version));
        var import = await db.Imports.FirstOrDefaultAsync(i => i.Id == judged.Id && i.Version == judged.Version && i.RunId == null);
        import?.JudgedSoFar(rows);
        return import;
    }

    private async Task<Import?> Save(TenantDb db, Import judged, Judged result)
    {
        var import = await db.Imports.FirstOrDefaultAsync(i => i.Id == judged.Id);
        if (import is null || !import.IsOpen || import.Version != judged.Version) return import is null or { IsOpen: true } ? null : import;
        for (var number = 0; number < result.Chunks.Count; number++) await ImportChunk.SaveJudgements(db, import.Id, import.Map.Sheet, number, result.Chunks[number]);
        import.Judged(result.Summary, clock.GetUtcNow().UtcDateTime);
        return import;
    }

    /// <returns>Null where it was no use to go on, since something else was decided meanwhile.</returns>
    private async Task<Judged?> Judge(Import import, Vault vault, CancellationToken cancel)
    {
        await using var db = store.OpenReader();
        var (map, decisions) = (import.Map, ImportDecisions.Open(vault, import));
        var (lastProperty, lastContact) = (await db.Properties.MaxAsync(p => (long?)p.Id, cancel) ?? 0, await db.Contacts.MaxAsync(c => (long?)c.Id, cancel) ?? 0);
        var known = await ImportKnown.Whole(db, clock.GetUtcNow().UtcDateTime);
        var judge = new JudgeRows(map, decisions, known, await Needs(db, vault, import, map, decisions), new(db, () => Codes(db, vault, import, map, decisions)));
        var (counts, questions, chunks) = (new Dictionary<Verdict, int>(), new Questions(known.Places), new List<byte[]>());
        for (var number = 0; number < import.Sheets[map.Sheet].Chunks; number++)
        {
            if (import.Judging is not null && number > 0 && number % ChunksPerLook == 0 && await store.Write(db => SoFar(db, import, number * ImportChunk.Size), cancel) is null) return null;
            cancel.ThrowIfCancellationRequested();
            var works = await judge.Judge((await db.Chunk(vault, import, map.Sheet, number)).Rows);
            foreach (var work in works)
            {
                counts[work.Verdict] = counts.GetValueOrDefault(work.Verdict) + 1;
                questions.Add(work);
            }
            chunks.Add(ImportChunk.SealJudged(vault, import, map.Sheet, number, works.ConvertAll(w => w.Judgement())));
        }
        return new Judged(questions.In(new() { Counts = counts, LastPropertyId = lastProperty, LastContactId = lastContact }).Seal(vault, import), chunks);
    }

    private static async Task<List<string>> Codes(TenantDb db, Vault vault, Import import, ImportMap map, ImportDecisions decisions)
    {
        var codes = new List<string>();
        for (var number = 0; number < import.Sheets[map.Sheet].Chunks; number++)
            codes.AddRange((await db.Chunk(vault, import, map.Sheet, number)).Rows.Where(r => r.Number > map.HeaderRow).Select(r => new RowText(r, map, decisions)[Field.Code]).OfType<string>().Select(Items.ItemCode.Read));
        return codes;
    }

    private static async Task<SheetCodes> Needs(TenantDb db, Vault vault, Import import, ImportMap map, ImportDecisions decisions)
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
