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
/// since, which the activity record tells.
/// </summary>
public sealed class UndoImport(Store<TenantDb> store, RunQueue queue, CurrentTenant tenant, TimeProvider clock)
{
    public async Task<Outcome<Run>> Start(Actor by, long id)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var started = await store.Write<Outcome<Run>>(async db =>
        {
            await db.Imports.Where(i => i.Id == id).ExecuteUpdateAsync(set => set.SetProperty(i => i.Version, i => i.Version));
            if (await db.ImportById(id) is not { } state) return FindImport.NoSuch;
            if (state.Undo is { } before) return before;
            if (state.Stage != ImportStage.Done) return Refusal.Conflict("not_run", "Only an import that has been run can be taken back.");
            if (await UsedSince.Of(db, state.Import) is { Count: > 0 } used) return UsedSince.Refuse(used);
            var run = new Run(RunKind.UndoImport, $"Take back import {state.Import.FileName}", new ImportWork(id).ToJson(), await Batches(db, id), by, now, $"undo:{id}");
            if (run.Total == 0) return Refusal.Conflict("nothing_made", "This import has made and changed nothing.");
            db.Runs.Add(run);
            await db.SaveChangesAsync();
            var import = await db.Imports.FirstAsync(i => i.Id == id);
            import.TakeBack(run.Id);
            if (run.Batches is [var only]) await WorkOnRuns.Do(db, run, only, new(await db.Settings.FirstAsync(), now));
            return run;
        });
        if (started is { IsRefused: false, Value.EndedAt: null }) queue.Add(tenant.Tenant);
        return started;
    }

    /// <summary>What was made last is taken back first.</summary>
    internal static async Task<BatchResult> Do(TenantDb db, Run run, RunBatch batch, DateTime now)
    {
        var number = int.Parse(batch.Things[0].Split('/')[0], CultureInfo.InvariantCulture);
        var import = await db.Imports.FirstAsync(i => i.Id == ImportWork.Of(run).ImportId);
        var things = (await db.ImportMade.AsNoTracking().FirstAsync(m => m.ImportId == import.Id && m.Number == number)).Things;
        var used = (await UsedSince.Among(db, import, things)).ToDictionary(u => (u.Thing.Kind, u.Thing.Id));
        var free = things.Where(t => !used.ContainsKey((t.Kind, t.Id))).ToList();
        await Restore(db, run.By, now, free.FindAll(t => t.Before is not null));
        await Remove(db, run.By, now, free.FindAll(t => t.Before is null));
        return new(things.Count - things.Count(t => used.ContainsKey((t.Kind, t.Id))), 0, [.. things.Where(t => used.ContainsKey((t.Kind, t.Id))).Select(t => new RunRefusal(t.Name, "used", used[(t.Kind, t.Id)].How))]);
    }

    private static async Task<List<string[]>> Batches(TenantDb db, long id) =>
        (await db.ImportMade.Where(m => m.ImportId == id).OrderByDescending(m => m.Number).Select(m => new { m.Number, m.Count }).ToListAsync())
        .ConvertAll(m => Enumerable.Range(0, m.Count).Select(n => string.Create(CultureInfo.InvariantCulture, $"{m.Number}/{n}")).ToArray());

    private static async Task Restore(TenantDb db, Actor by, DateTime now, List<MadeThing> things)
    {
        // What several rows have changed is in the end as it was before the first of them.
        foreach (var thing in Enumerable.Reverse(things))
        {
            if (thing.Kind == MadeKind.Item && await db.Items.WithPlace().Include(i => (i as Keys.Key)!.MasterKey).FirstOrDefaultAsync(i => i.Id == thing.Id) is { } item)
            {
                await ItemBefore.Restore(db, item, thing.Before!);
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
    }

    private static async Task Remove(TenantDb db, Actor by, DateTime now, List<MadeThing> things)
    {
        foreach (var some in things.GroupBy(t => t.Kind).OrderBy(g => g.Key))
        {
            foreach (var ids in some.Select(t => t.Id).Chunk(500)) await Remove(db, some.Key, ids);
            foreach (var thing in some) Record(db, by, now, thing, default);
        }
    }

    private static async Task Remove(TenantDb db, MadeKind kind, long[] ids)
    {
        SearchKind? search = kind switch { MadeKind.Item => SearchKind.Item, MadeKind.Unit => SearchKind.Unit, MadeKind.Property => SearchKind.Property, MadeKind.Contact => SearchKind.Contact, _ => null };
        if (search is { } of) await db.SearchEntries.Where(e => e.Kind == of && ids.Contains(e.TargetId)).ExecuteDeleteAsync();
        if (kind == MadeKind.Item) await db.Secrets.Where(s => ids.Contains(s.ItemId)).ExecuteDeleteAsync();
        _ = kind switch
        {
            MadeKind.Item => await db.Items.Where(i => ids.Contains(i.Id)).ExecuteDeleteAsync(),
            MadeKind.Unit => await db.Units.Where(u => ids.Contains(u.Id)).ExecuteDeleteAsync(),
            MadeKind.Address => await db.Set<PropertyAddress>().Where(a => ids.Contains(a.Id)).ExecuteDeleteAsync(),
            MadeKind.Property => await db.Properties.Where(p => ids.Contains(p.Id)).ExecuteDeleteAsync(),
            _ => await db.Contacts.Where(c => ids.Contains(c.Id)).ExecuteDeleteAsync(),
        };
    }

    private static void Record(TenantDb db, Actor by, DateTime now, MadeThing thing, About about) =>
        db.Record(by, now, ActivityVerb.ImportUndone, Sentences.ImportUndone(thing), about);
}
