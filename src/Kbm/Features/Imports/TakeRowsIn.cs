using System.Globalization;
using System.Text.Json;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Contacts;
using Kbm.Features.Items;
using Kbm.Features.Properties;
using Kbm.Features.Runs;
using Kbm.Features.Search;
using Kbm.Features.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Imports;

/// <summary>
/// Does a batch of an import's run: judges its rows once more, as things are now, and does what the review promised. A row of which that
/// is no longer true is left out with the reason.
/// </summary>
internal sealed class TakeRowsIn(TenantDb db, Actor by, DateTime now, Vault vault)
{
    private readonly List<MadeThing> _made = [];
    private readonly List<ActivityEntry> _entries = [];
    private readonly List<Secret> _secrets = [];

    public static async Task<BatchResult> Do(TenantDb db, Run run, RunBatch batch, DateTime now, Vault vault)
    {
        var import = await db.Imports.FirstAsync(i => i.Id == ImportWork.Of(run).ImportId);
        var (chunk, wanted) = Read(batch);
        var (map, decisions) = (import.Map, ImportDecisions.Open(vault, import));
        var (rows, judged) = await db.Chunk(vault, import, map.Sheet, chunk);
        var promised = judged.Where(j => wanted.Contains(j.Row)).ToDictionary(j => j.Row);
        var known = await ImportKnown.For(db, import.Review, promised.Values, decisions, now);
        var works = await new JudgeRows(map, decisions, known, new()).Judge(rows.Where(r => wanted.Contains(r.Number)));
        var good = new List<RowWork>();
        foreach (var work in works)
            if (await IsAsPromised(db, run, work, promised[work.Row])) good.Add(work);
        var refusals = works.Where(w => w.Verdict == Verdict.Wrong || (w.IsToDo && !good.Contains(w))).Select(Refused).ToList();
        var taken = new TakeRowsIn(db, run.By, now, vault);
        await taken.All(good);
        if (taken._made.Count > 0) await db.KeepMade(import.Id, batch.Number, taken._made);
        return new(good.Count, wanted.Count - good.Count - refusals.Count, refusals);
    }

    /// <summary>It comes to what the review said, and would change what the review said: what people changed since is theirs, and what earlier rows of this run changed is no objection.</summary>
    private static async Task<bool> IsAsPromised(TenantDb db, Run run, RowWork work, RowJudgement promised)
    {
        if (work.Verdict != promised.Verdict) return false;
        if (promised.Mark is null || ChangeMark.Of(work) == promised.Mark) return true;
        var (item, contact, property) = (work.Before?.Id ?? 0, work.ContactBefore?.Id ?? 0, work.Before is null ? work.Place?.Property.Id ?? 0 : 0);
        return await db.Activity.AnyAsync(a => a.RunId == run.Id && (a.ItemId == item || a.ContactId == contact || (a.PropertyId == property && a.ItemId == null)));
    }

    /// <summary>Where rows only add, nothing needs to be looked over for changes before the end.</summary>
    private async Task All(List<RowWork> works)
    {
        db.ChangeTracker.AutoDetectChangesEnabled = works.Exists(w => w.Verdict == Verdict.Change || w.Place is { Adds.Count: > 0 } or { Edit: not null });
        try
        {
            await Places(works);
            await Contacts(works);
            await Items(works);
            await db.SaveChangesAsync();
            await db.InsertAll(_secrets);
            await db.InsertAll(_entries);
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    private static (int Chunk, HashSet<int> Rows) Read(RunBatch batch)
    {
        var parts = batch.Things.Select(t => t.Split('/')).ToList();
        return (int.Parse(parts[0][0], CultureInfo.InvariantCulture), [.. parts.Select(p => int.Parse(p[1], CultureInfo.InvariantCulture))]);
    }

    private static RunRefusal Refused(RowWork work) => work.Problems is [var problem, ..]
        ? new(Name(work), problem.Code, problem.Sentence)
        : new(Name(work), "changed", "Meanwhile things have changed: this row would now come to something else than the review said. Nothing was done for it.");

    private static string Name(RowWork work) => string.Create(CultureInfo.InvariantCulture, $"row {work.Row}");

    private async Task Places(List<RowWork> works)
    {
        var places = works.Where(w => w.Place is not null).Select(w => (w.Row, Place: w.Place!)).ToList();
        var owners = places.Where(p => p.Place.OwnerIsNew).Select(p => (p.Row, Owner: p.Place.Owner!)).DistinctBy(p => p.Owner).ToList();
        await AddContacts([.. owners]);
        var touched = new HashSet<Property>();
        foreach (var (row, place) in places)
        {
            if (place.Edit is not null) _made.Add(new(row, MadeKind.Property, place.Property.Id, place.Property.Name, PropertyBefore.Of(place.Property)));
            if (place.Edit is { } edit) place.Property.Edit(new(place.Property.Name) { Type = edit.Type ?? place.Property.Type, Phone = edit.Phone ?? place.Property.Phone, Notes = edit.Notes ?? place.Property.Notes });
            foreach (var address in place.AddressEdits) address.Do();
            if (place.Owner is { } owner) place.Property.BelongTo(owner);
            if (place.IsNew) db.Properties.Add(place.Property);
            if (place.IsNew || place.Adds.Count > 0 || place.Edit is not null) touched.Add(place.Property);
        }
        if (touched.Count > 0) await db.IndexProperties(touched);
        foreach (var (row, place) in places) Record(row, place);
        await Units(places);
        await EditUnits(places);
    }

    private void Record(int row, PlaceWork place)
    {
        var property = place.Property;
        if (place.IsNew)
        {
            _made.Add(new(row, MadeKind.Property, property.Id, property.Name));
            Record(ActivityVerb.Added, Sentences.Added(property), new(Property: property.Id));
            if (property.RetiredAt is not null) Record(ActivityVerb.Retired, Sentences.Retired($"property {property.Name}"), new(Property: property.Id));
        }
        else if (place.Adds.Count > 0 || place.Edit is not null)
        {
            _made.AddRange(place.Adds.Select(a => new MadeThing(row, MadeKind.Address, a.Id, a.ToString())));
            IReadOnlyList<string> changes = place.Changes.Count > 0 ? place.Changes : [.. place.Adds.Select(a => $"the address {a.Street} too")];
            Record(ActivityVerb.Edited, Sentences.Edited($"property {property.Name}", changes), new(Property: property.Id));
        }
    }

    private async Task Units(List<(int Row, PlaceWork Place)> places)
    {
        var units = places.Where(p => p.Place.UnitIsNew).Select(p => (p.Row, Unit: p.Place.Unit!)).DistinctBy(p => p.Unit).ToList();
        if (units.Count == 0) return;
        Unit[] made = [.. units.Select(u => u.Unit)];
        await db.SaveChangesAsync();
        await db.InsertAll(made);
        await db.IndexNewUnits(made);
        foreach (var (row, unit) in units) _made.Add(new(row, MadeKind.Unit, unit.Id, $"unit {unit.Label} of {unit.Property!.Name}"));
        foreach (var some in units.GroupBy(u => u.Unit.Property!))
            Record(ActivityVerb.Added, Sentences.Added([.. some.Select(u => u.Unit)], some.Key), new(Property: some.Key.Id, Unit: some.Count() == 1 ? some.First().Unit.Id : null));
        foreach (var (_, unit) in units.Where(u => u.Unit.RetiredAt is not null))
            Record(ActivityVerb.Retired, Sentences.Retired(SaveUnit.Name(unit)), new(Property: unit.Property!.Id, Unit: unit.Id));
    }

    private async Task EditUnits(List<(int Row, PlaceWork Place)> places)
    {
        foreach (var (row, place) in places.Where(p => p.Place.UnitEdit is not null))
        {
            var (unit, edit) = (place.Unit!, place.UnitEdit!);
            _made.Add(new(row, MadeKind.Unit, unit.Id, $"unit {unit.Label} of {place.Property.Name}", UnitBefore.Of(unit)));
            unit.Edit(unit.Label, edit.Address, edit.Notes);
            Record(ActivityVerb.Edited, Sentences.Edited($"unit {unit.Label} of {place.Property.Name}", place.UnitChanges), new(Property: place.Property.Id, Unit: unit.Id));
            await db.RenewUnitSearch(unit);
        }
    }

    private async Task Contacts(List<RowWork> works)
    {
        var contacts = works.Where(w => w.Contact is not null).ToList();
        await AddContacts([.. contacts.Where(w => w.ContactBefore is null).Select(w => (w.Row, NewContact(w)))]);
        foreach (var work in contacts.Where(w => w is { ContactBefore: not null, Verdict: Verdict.Change }))
        {
            var contact = work.ContactBefore!;
            _made.Add(new(work.Row, MadeKind.Contact, contact.Id, contact.Name, ContactBefore.Of(contact)));
            contact.Edit(work.Contact!);
            Record(ActivityVerb.Edited, Sentences.Edited($"contact {contact.Name}", work.Makes), new(Contact: contact.Id));
        }
        await db.IndexContacts([.. contacts.Where(w => w.Verdict == Verdict.Change).Select(w => w.ContactBefore!)]);
    }

    private static Contact NewContact(RowWork work)
    {
        var contact = new Contact(work.Contact!);
        if (work.RetiredAt is { } at) contact.Retire(at);
        return contact;
    }

    private async Task AddContacts((int Row, Contact Contact)[] contacts)
    {
        if (contacts.Length == 0) return;
        db.Contacts.AddRange(contacts.Select(c => c.Contact));
        await db.IndexContacts([.. contacts.Select(c => c.Contact)]);
        foreach (var (row, contact) in contacts)
        {
            _made.Add(new(row, MadeKind.Contact, contact.Id, contact.Name));
            Record(ActivityVerb.Added, Sentences.Added(contact), new(Contact: contact.Id));
            if (contact.RetiredAt is not null) Record(ActivityVerb.Retired, Sentences.Retired($"contact {contact.Name}"), new(Contact: contact.Id));
        }
    }

    private async Task Items(List<RowWork> works)
    {
        var drafts = works.FindAll(w => w.Draft is not null);
        if (drafts.Count == 0) return;
        var codes = await GiveOut([.. drafts.Where(w => w.Before is null)]);
        var items = new List<(RowWork Work, Item Item, IReadOnlyList<string> Changes)>();
        foreach (var work in drafts)
        {
            var changes = work.Before is { } before ? work.Draft!.ChangesOf(before) : [];
            if (work.Before is { } there)
            {
                _made.Add(new(work.Row, MadeKind.Item, there.Id, there.Code, ItemBefore.Of(there)));
                work.Draft!.Edit(there);
            }
            items.Add((work, work.Before ?? NewItem(work, codes[work]), changes));
        }
        Item[] made = [.. items.Where(i => i.Work.Before is null).Select(i => i.Item)];
        await db.SaveChangesAsync();
        await db.InsertAll(made);
        await db.IndexNewItems(made);
        await db.IndexItems([.. items.Where(i => i.Work.Before is not null).Select(i => i.Item)]);
        foreach (var (work, item, changes) in items) Record(work, item, changes);
    }

    private Item NewItem(RowWork work, string code)
    {
        var item = work.Draft!.Make(code, now);
        if (work.RetiredAt is { } at) item.Retire(at);
        if (work.Box is { } box) item.PutInto(box);
        return item;
    }

    private void Record(RowWork work, Item item, IReadOnlyList<string> changes)
    {
        if (work.Before is not null)
        {
            db.RecordEdit(by, now, item, changes);
            return;
        }
        _made.Add(new(work.Row, MadeKind.Item, item.Id, item.Code));
        Record(ActivityVerb.Added, Sentences.Added(item), KeepItems.About(item));
        if (item.RetiredAt is not null) Record(ActivityVerb.Retired, Sentences.Retired(item.Code), KeepItems.About(item));
        if (work.Box is { } box)
            foreach (var its in (Item[])[item, box]) Record(ActivityVerb.PutInside, Sentences.PutInside(item, box), KeepItems.About(its));
        foreach (var (field, code) in work.Draft!.Codes)
        {
            _secrets.Add(new Secret(vault, item, field, code, by, now, reason: null));
            Record(ActivityVerb.CodeChanged, Sentences.CodeSet(item.Code, field, isFirst: true, reason: null), KeepItems.About(item));
        }
    }

    private void Record(ActivityVerb verb, string sentence, About about) => _entries.Add(RecordActivity.Entry(by, now, verb, sentence, about));

    /// <summary>The sheet's own codes, and the next ones for what has none. No code that the sheet brings is given out later.</summary>
    private async Task<Dictionary<RowWork, string>> GiveOut(IReadOnlyCollection<RowWork> works)
    {
        var codes = new Dictionary<RowWork, string>();
        foreach (var some in works.GroupBy(w => ItemKind.Of(w.Type!.Value)))
        {
            var highest = some.Where(w => w.Code is not null).Select(w => ItemCode.NumberOf(some.Key.Prefix, w.Code!)).DefaultIfEmpty().Max();
            if (highest > 0) await db.TakeUpTo(some.Key.Counter, highest);
            var without = some.Count(w => w.Code is null);
            var next = without == 0 ? 0 : await db.Take(some.Key.Counter, without);
            foreach (var work in some) codes[work] = work.Code ?? ItemCode.Of(some.Key.Prefix, next++);
        }
        return codes;
    }
}
