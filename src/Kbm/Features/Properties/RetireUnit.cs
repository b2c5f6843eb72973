using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Checkouts;
using Kbm.Features.Search;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Properties;

/// <summary>Puts a unit out of use and back. Its keys and history stay as they are.</summary>
public sealed class RetireUnit(Store<TenantDb> store, TimeProvider clock)
{
    public Task<Outcome<Unit>> Retire(Actor by, long id) => store.Write<Outcome<Unit>>(async db =>
    {
        if (await SaveUnit.Find(db, id) is not { } unit) return SaveUnit.NoSuchUnit;
        if (unit.RetiredAt is not null) return unit;
        await db.LockItems(db.Items.Where(i => i.UnitId == id));
        if (await OutNow.WithHolders(db.Checkouts.Where(c => c.Item.UnitId == id)) is { } still)
            return Refusal.Conflict("things_out", $"Unit {unit.Label} cannot be retired while things of it are out: {still}. Take them back first.");
        unit.Retire(Now);
        await db.IndexUnits(unit);
        db.Record(by, Now, ActivityVerb.Retired, Sentences.Retired(SaveUnit.Name(unit)), new(Property: unit.PropertyId, Unit: id));
        return unit;
    });

    public Task<Outcome<Unit>> Restore(Actor by, long id) => store.Write<Outcome<Unit>>(async db =>
    {
        if (await SaveUnit.Find(db, id) is not { } unit) return SaveUnit.NoSuchUnit;
        if (unit.RetiredAt is null) return unit;
        await SaveUnit.LockLabels(db, unit.PropertyId);
        if (await SaveUnit.Taken(db, unit.PropertyId, [unit.Label], except: id) is { Count: > 0 })
            return Refusal.Conflict("label_taken", $"{unit.Property!.Name} has another unit {unit.Label} by now; rename one of them first.");
        unit.Restore();
        await db.IndexUnits(unit);
        db.Record(by, Now, ActivityVerb.Restored, Sentences.Restored(SaveUnit.Name(unit)), new(Property: unit.PropertyId, Unit: id));
        return unit;
    });

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
}
