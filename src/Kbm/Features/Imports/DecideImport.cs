using Kbm.Data;
using Kbm.Features.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Imports;

/// <summary>Says what columns mean and what is done about rows; each time the rows are judged anew.</summary>
public sealed class DecideImport(Store<TenantDb> store, CurrentVault vaults, ReviewImport review)
{
    /// <summary>Matches the columns, and remembers it for the next sheet with these heads.</summary>
    /// <param name="id">Which import.</param>
    /// <param name="map">What the columns mean.</param>
    /// <param name="makePlaces">Properties and units that are not known are made.</param>
    public async Task<Outcome<Import>> Match(long id, ImportMap map, bool makePlaces = false)
    {
        var vault = await vaults.Open();
        var matched = await store.Write<Outcome<Import>>(async db =>
        {
            var open = await Open(db, id);
            if (open.IsRefused) return open;
            var import = open.Value;
            if (Fault(import, map) is { } fault) return fault;
            var rows = (await db.Chunk(vault, import, map.Sheet, 0)).Rows;
            var heads = GuessColumns.Heads(rows, map.HeaderRow);
            await Remember(db, ImportShape.HeadsOf(heads.Select(h => h.Head)), map);
            import.MapBy(map with { IsOwn = OwnSheet.Columns(map.Kind, heads) is not null });
            if (makePlaces) import.Decide((ImportDecisions.Open(vault, import) with { MakeProperties = true, MakeUnits = true }).Seal(vault, import));
            return import;
        });
        return matched.IsRefused ? matched : await review.Run(id);
    }

    /// <summary>Says what a property's name that is not known means: another property, or null for a new one.</summary>
    public Task<Outcome<Import>> Place(long id, string name, long? propertyId) => Decide(id, async (db, decisions) =>
    {
        if (propertyId is { } property && !await db.Properties.AnyAsync(p => p.Id == property && p.RetiredAt == null)) return Refusal.NotFound("There is no such property in use.", "propertyId");
        decisions.Places[LooseName.Of(name)] = new(propertyId);
        return decisions;
    });

    /// <summary>Asks again what a property's name that is not known means.</summary>
    public Task<Outcome<Import>> AskPlace(long id, string name) => Decide(id, (_, decisions) =>
    {
        decisions.Places.Remove(LooseName.Of(name));
        return Task.FromResult<Outcome<ImportDecisions>>(decisions);
    });

    /// <summary>Makes every property that is not known, or asks again.</summary>
    public Task<Outcome<Import>> MakeProperties(long id, bool make = true) => Decide(id, (_, decisions) => Task.FromResult<Outcome<ImportDecisions>>(decisions with { MakeProperties = make }));

    /// <summary>Makes every unit that its property does not have, or asks again.</summary>
    public Task<Outcome<Import>> MakeUnits(long id, bool make = true) => Decide(id, (_, decisions) => Task.FromResult<Outcome<ImportDecisions>>(decisions with { MakeUnits = make }));

    /// <summary>Puts values of a row right; an empty one leaves the cell empty.</summary>
    public Task<Outcome<Import>> Correct(long id, int row, IReadOnlyDictionary<Field, string> values) => Decide(id, (_, decisions) =>
    {
        var now = decisions.Values.GetValueOrDefault(row) ?? [];
        foreach (var (field, value) in values) now[field] = value;
        decisions.Values[row] = now;
        decisions.Skipped.Remove(row);
        return Task.FromResult<Outcome<ImportDecisions>>(decisions);
    });

    /// <summary>Leaves rows out, or takes them in again.</summary>
    public Task<Outcome<Import>> Skip(long id, IReadOnlyCollection<int> rows, bool skip = true) => Decide(id, (_, decisions) =>
    {
        if (skip) decisions.Skipped.UnionWith(rows);
        else decisions.Skipped.ExceptWith(rows);
        return Task.FromResult<Outcome<ImportDecisions>>(decisions);
    });

    private async Task<Outcome<Import>> Decide(long id, Func<TenantDb, ImportDecisions, Task<Outcome<ImportDecisions>>> change)
    {
        var vault = await vaults.Open();
        var decided = await store.Write<Outcome<Import>>(async db =>
        {
            var open = await Open(db, id);
            if (open.IsRefused) return open;
            var decisions = await change(db, ImportDecisions.Open(vault, open.Value));
            if (decisions.IsRefused) return decisions.Refusals.ToList();
            open.Value.Decide(decisions.Value.Seal(vault, open.Value));
            return open.Value;
        });
        return decided.IsRefused ? decided : await review.Run(id);
    }

    private static async Task<Outcome<Import>> Open(TenantDb db, long id)
    {
        // Changing nothing locks the row: two decisions are taken one after the other.
        await db.Imports.Where(i => i.Id == id).ExecuteUpdateAsync(set => set.SetProperty(i => i.Version, i => i.Version));
        if (await db.Imports.FirstOrDefaultAsync(i => i.Id == id && i.ReadAt != null) is not { } import) return FindImport.NoSuch;
        return import.IsOpen ? import : Refusal.Conflict("import_run", "This import has been run; nothing of it can be decided any more.");
    }

    private static Refusal? Fault(Import import, ImportMap map)
    {
        if (map.Sheet < 0 || map.Sheet >= import.Sheets.Count) return Refusal.Invalid("sheet", "There is no such sheet in the file.");
        if (map.Columns.Count == 0) return Refusal.Invalid("columns", "Say of at least one column what it means.");
        if (map.Columns.Values.GroupBy(f => f).FirstOrDefault(g => g.Count() > 1) is { } twice) return Refusal.Invalid("columns", $"Two columns cannot both be {ImportField.Of(twice.Key).Text}.");
        var known = ImportField.For(map.Kind).Select(f => f.Field).ToHashSet();
        return map.Columns.Values.Where(f => !known.Contains(f)).Select(f => (Field?)f).FirstOrDefault() is { } strange
            ? Refusal.Invalid("columns", $"{KindWords.Of(map.Kind).Many} have no {ImportField.Of(strange).Text}.") : null;
    }

    private static async Task Remember(TenantDb db, string heads, ImportMap map)
    {
        var shape = await db.ImportShapes.FirstOrDefaultAsync(s => s.Heads == heads);
        if (shape is null) db.ImportShapes.Add(shape = new(heads));
        shape.Remember(map);
    }
}
