using System.Globalization;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Items;
using Kbm.Features.Properties;
using Kbm.Features.Runs;
using Kbm.Features.Search;
using Kbm.Features.Shared;
using Kbm.Features.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Imports;

/// <summary>
/// Takes an import back whole: what it made is removed, what it changed is as it was before. Not while something of it has been used
/// since, which the activity record tells and what refers to it.
/// </summary>
internal sealed class UndoImport(Store<TenantDb> store, RunQueue queue, DoBatch act, CurrentTenant tenant, TimeProvider clock)
{
    private static readonly MadeKind[] s_order = Enum.GetValues<MadeKind>();

    public async Task<Outcome<Run>> Start(Actor by, long id)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var started = await store.Write<Outcome<Run>>(async db =>
        {
            await db.Imports.Where(i => i.Id == id).ExecuteUpdateAsync(set => set.SetProperty(i => i.Version, i => i.Version));
            if (await db.ImportById(id) is not { } state) return FindImport.NoSuch;
            if (state.Undo is { Left: 0 } before) return before;
            if (state.Undo is null && state.Stage != ImportStage.Done) return Refusal.Conflict("not_run", "Only an import that has been run can be taken back.");
            if (state.Undo is null && await UsedSince.Of(db, state.Import) is { Count: > 0 } used) return UsedSince.Refuse(used);
            var run = new Run(RunKind.UndoImport, $"Take back import {state.Import.FileName}", new ImportWork(id).ToJson(), await Batches(db, state), by, now, KeyOf(state));
            if (run.Total == 0) return Refusal.Conflict("nothing_made", "This import has made and changed nothing.");
            db.Runs.Add(run);
            await db.SaveChangesAsync();
            var import = await db.Imports.FirstAsync(i => i.Id == id);
            import.TakeBack(run.Id);
            if (run.Batches is [var only]) await act.Run(db, run, only, new(await db.Settings.FirstAsync(), now));
            return run;
        });
        if (started is { IsRefused: false, Value.EndedAt: null }) queue.Add(tenant.Tenant);
        return started;
    }

    /// <summary>What was made last is taken back first. What has been used meanwhile is kept, and whatever that refers to.</summary>
    internal static async Task<BatchResult> Do(TenantDb db, Run run, RunBatch batch, DateTime now)
    {
        var import = await db.Imports.FirstAsync(i => i.Id == ImportWork.Of(run).ImportId);
        var things = await Made(db, import, batch.Things);
        long[] items = [.. things.Where(t => t.Kind == MadeKind.Item).Select(t => t.Id)];
        await db.LockItems(db.Items.Where(i => items.Contains(i.Id)));
        var kept = await UsedSince.Among(db, import, things);
        var free = things.Except(kept.Select(u => u.Thing)).ToList();
        kept.AddRange(await Restore(db, run.By, now, free.FindAll(t => t.Before is not null)));
        foreach (var kind in s_order) kept.AddRange(await Remove(db, run.By, now, kind, free.FindAll(t => t.Kind == kind && t.Before is null)));
        await db.SaveChangesAsync();
        return new(things.Count - kept.Count, 0, [.. kept.Select(u => new RunRefusal(u.Thing.Name, "used", u.How))]);
    }

    /// <summary>What a thing of such a run is called.</summary>
    internal static async Task<string> NameOf(TenantDb db, Run run, string thing) =>
        (await Made(db, await db.Imports.AsNoTracking().FirstAsync(i => i.Id == ImportWork.Of(run).ImportId), [thing]))[0].Name;

    private static async Task<IReadOnlyList<MadeThing>> Made(TenantDb db, Import import, IReadOnlyList<string> things)
    {
        var parts = things.Select(t => t.Split('/')).Select(p => (Batch: int.Parse(p[0], CultureInfo.InvariantCulture), At: int.Parse(p[1], CultureInfo.InvariantCulture))).ToList();
        var made = await UsedSince.Things(db, import, parts[0].Batch);
        return parts.ConvertAll(p => made[p.At]);
    }

    /// <summary>Each thing as "batch/place", the last one first; of a run that somebody ended, what it left.</summary>
    private static async Task<List<string[]>> Batches(TenantDb db, ImportState state)
    {
        if (state.Undo is { } ended) return [.. (await db.RunBatches.Where(b => b.RunId == ended.Id && b.DoneAt == null).OrderBy(b => b.Number).ToListAsync()).Select(b => b.Things.ToArray())];
        return (await db.ImportMade.Where(m => m.ImportId == state.Import.Id).OrderByDescending(m => m.Number).Select(m => new { m.Number, m.Count }).ToListAsync())
            .ConvertAll(m => Enumerable.Range(1, m.Count).Select(n => string.Create(CultureInfo.InvariantCulture, $"{m.Number}/{m.Count - n}")).ToArray());
    }

    private static string KeyOf(ImportState state) => string.Create(CultureInfo.InvariantCulture, $"undo:{state.Import.SealId:N}:{state.Undo?.Id ?? 0}");

    /// <summary>What several rows have changed is in the end as it was before the first of them, since the last comes first.</summary>
    /// <returns>Those that cannot be as they were.</returns>
    private static async Task<List<UsedThing>> Restore(TenantDb db, Actor by, DateTime now, List<MadeThing> things)
    {
        var kept = new List<UsedThing>();
        foreach (var thing in things)
        {
            if (thing.Kind == MadeKind.Item && await db.Items.WithPlace().Include(i => (i as Keys.Key)!.MasterKey).FirstOrDefaultAsync(i => i.Id == thing.Id) is { } item)
            {
                if (!await ItemBefore.Restore(db, item, thing.Before!))
                {
                    kept.Add(new(thing, "The place or the master that it had is there no more."));
                    continue;
                }
                await db.IndexItems(item);
                Record(db, by, now, thing, KeepItems.About(item));
            }
            else if (thing.Kind == MadeKind.Property && await db.Properties.Include(p => p.Addresses.OrderBy(a => a.Id)).FirstOrDefaultAsync(p => p.Id == thing.Id) is { } property)
            {
                await PropertyBefore.Restore(db, property, thing.Before!);
                await db.RenewPropertySearch(property);
                Record(db, by, now, thing, new(Property: property.Id));
            }
            else if (thing.Kind == MadeKind.Unit && await SaveUnit.Find(db, thing.Id) is { } unit)
            {
                UnitBefore.Restore(unit, thing.Before!);
                await db.RenewUnitSearch(unit);
                Record(db, by, now, thing, new(Property: unit.PropertyId, Unit: unit.Id));
            }
            else if (thing.Kind == MadeKind.Contact && await db.Contacts.FirstOrDefaultAsync(c => c.Id == thing.Id) is { } contact)
            {
                ContactBefore.Restore(contact, thing.Before!);
                await db.IndexContacts(contact);
                Record(db, by, now, thing, new(Contact: contact.Id));
            }
        }
        await db.SaveChangesAsync();
        return kept;
    }

    /// <summary>Removes those that nothing refers to any more; what refers to them and goes has gone before.</summary>
    /// <returns>Those that are kept.</returns>
    private static async Task<List<UsedThing>> Remove(TenantDb db, Actor by, DateTime now, MadeKind kind, List<MadeThing> things)
    {
        await db.SaveChangesAsync();
        var (kept, gone) = (new List<UsedThing>(), things);
        while (true)
        {
            var ids = gone.Select(t => t.Id).ToHashSet();
            var needed = await StillNeeded.Of(db, gone, referring => referring.Kind == kind && ids.Contains(referring.Id));
            if (needed.Count == 0) break;
            kept.AddRange(needed);
            gone = [.. gone.Except(needed.Select(u => u.Thing))];
        }
        foreach (var ids in gone.Select(t => t.Id).Chunk(500)) await Remove(db, kind, ids);
        foreach (var thing in gone) Record(db, by, now, thing, default);
        return kept;
    }

    private static async Task Remove(TenantDb db, MadeKind kind, long[] ids)
    {
        SearchKind? search = kind switch { MadeKind.Item => SearchKind.Item, MadeKind.Unit => SearchKind.Unit, MadeKind.Property => SearchKind.Property, MadeKind.Contact => SearchKind.Contact, _ => null };
        if (search is { } of) await db.SearchEntries.Where(e => e.Kind == of && ids.Contains(e.TargetId)).ExecuteDeleteAsync();
        if (kind == MadeKind.Item) await LetGo(db, ids);
        _ = kind switch
        {
            MadeKind.Item => await db.Items.Where(i => ids.Contains(i.Id)).ExecuteDeleteAsync(),
            MadeKind.Unit => await db.Units.Where(u => ids.Contains(u.Id)).ExecuteDeleteAsync(),
            MadeKind.Address => await db.Set<PropertyAddress>().Where(a => ids.Contains(a.Id)).ExecuteDeleteAsync(),
            MadeKind.Property => await db.Properties.Where(p => ids.Contains(p.Id)).ExecuteDeleteAsync(),
            _ => await db.Contacts.Where(c => ids.Contains(c.Id)).ExecuteDeleteAsync(),
        };
    }

    /// <summary>The codes of items go with them, and audits that have not counted them are no longer about them.</summary>
    private static async Task LetGo(TenantDb db, long[] items)
    {
        await db.Secrets.Where(s => items.Contains(s.ItemId)).ExecuteDeleteAsync();
        var about = await db.AuditItems.Where(i => items.Contains(i.ItemId)).GroupBy(i => i.AuditId).Select(g => new { Audit = g.Key, Count = g.Count() }).ToListAsync();
        if (about.Count == 0) return;
        await db.AuditItems.Where(i => items.Contains(i.ItemId)).ExecuteDeleteAsync();
        foreach (var some in about) await db.Audits.Where(a => a.Id == some.Audit).ExecuteUpdateAsync(set => set.SetProperty(a => a.ItemCount, a => a.ItemCount - some.Count));
    }

    private static void Record(TenantDb db, Actor by, DateTime now, MadeThing thing, About about) =>
        db.Record(by, now, ActivityVerb.ImportUndone, Sentences.ImportUndone(thing), about);
}
