using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Secrets;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Imports;

/// <summary>Says what columns mean and what is done about rows; each time the rows are judged anew.</summary>
public sealed class DecideImport(Store<TenantDb> store, CurrentVault vaults, ReviewImport review)
{
    /// <summary>Matches the columns, and remembers it for the next sheet with these heads.</summary>
    /// <param name="by">Who says so.</param>
    /// <param name="id">Which import.</param>
    /// <param name="map">What the columns mean.</param>
    /// <param name="makePlaces">Properties and units that are not known are made.</param>
    public async Task<Outcome<Import>> Match(Actor by, long id, ImportMap map, bool makePlaces = false)
    {
        var vault = await vaults.Open();
        var matched = await store.Write<Outcome<Import>>(async db =>
        {
            var open = await Open(db, id);
            if (open.IsRefused) return open;
            var import = open.Value;
            if (Fault(import, map) is { } fault) return fault;
            var rows = (await db.Chunk(vault, import, map.Sheet, 0)).Rows;
            map = map.Seal(rows, import.Map);
            if (Opened(import, map, by, rows) is { } opened) return opened;
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
    public Task<Outcome<Import>> Correct(long id, int row, IReadOnlyDictionary<Field, string> values) => Decide(id, (_, import, decisions) =>
    {
        if (Strange(import.Map.Kind, values.Keys, "values") is { } strange) return Task.FromResult<Outcome<ImportDecisions>>(strange);
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

    private Task<Outcome<Import>> Decide(long id, Func<TenantDb, ImportDecisions, Task<Outcome<ImportDecisions>>> change) => Decide(id, (db, _, decisions) => change(db, decisions));

    private async Task<Outcome<Import>> Decide(long id, Func<TenantDb, Import, ImportDecisions, Task<Outcome<ImportDecisions>>> change)
    {
        var vault = await vaults.Open();
        var decided = await store.Write<Outcome<Import>>(async db =>
        {
            var open = await Open(db, id);
            if (open.IsRefused) return open;
            var decisions = await change(db, open.Value, ImportDecisions.Open(vault, open.Value));
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
        return Strange(map.Kind, map.Columns.Values, "columns");
    }

    private static Refusal? Strange(ImportKind kind, IEnumerable<Field> fields, string at)
    {
        var known = ImportField.For(kind).Select(f => f.Field).ToHashSet();
        return fields.Where(f => !known.Contains(f)).Select(f => (Field?)f).FirstOrDefault() is { } strange
            ? Refusal.Invalid(at, $"{Word.Heading(KindWords.Of(kind).Many)} have no {ImportField.Of(strange).Text}.") : null;
    }

    /// <summary>A column of codes that somebody who did not send the sheet would have shown.</summary>
    private static Refusal? Opened(Import import, ImportMap map, Actor by, IReadOnlyList<KeptRow> rows)
    {
        if (import.IsFrom(by)) return null;
        var was = import.Map;
        bool IsAsBefore(int column, Field field) => was.Sheet == map.Sheet && was.Columns.TryGetValue(column, out var before) && before == field;
        if (map.Columns.Where(c => map.IsSealed(c.Key) && !ImportField.Of(c.Value).IsSecret && !IsAsBefore(c.Key, c.Value)).Select(c => (int?)c.Key).FirstOrDefault() is not { } column) return null;
        var cell = rows.FirstOrDefault(r => r.Number == map.HeaderRow)?.Cells.ElementAtOrDefault(column) ?? "";
        var head = import.Head(map, map.HeaderRow, column, cell, fromSender: false) is { Length: > 0 } text and not ImportRows.Dots ? text : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Column {column + 1}");
        return Refusal.Invalid("columns", $"{Word.Cut(head, 60)} may hold codes. Only {import.UserName}, who sent the sheet, can say that it holds something else.");
    }

    private static async Task Remember(TenantDb db, string heads, ImportMap map)
    {
        var shape = await db.ImportShapes.FirstOrDefaultAsync(s => s.Heads == heads);
        if (shape is null) db.ImportShapes.Add(shape = new(heads));
        shape.Remember(map);
    }
}
