using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Checkouts;
using Kbm.Features.Search;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Properties;

/// <summary>Puts a property out of use and back. Its units, keys and history stay as they are.</summary>
public sealed class RetireProperty(Store<TenantDb> store, TimeProvider clock)
{
    public Task<Outcome<Property>> Retire(Actor by, long id) => store.Write<Outcome<Property>>(async db =>
    {
        if (await Find(db, id) is not { } property) return SaveProperty.NoSuchProperty;
        if (property.RetiredAt is not null) return property;
        await db.LockItems(db.Items.Where(i => i.PropertyId == id));
        if (await OutNow.WithHolders(db.Checkouts.Where(c => c.Item.PropertyId == id)) is { } still)
            return Refusal.Conflict("things_out", $"{property.Name} cannot be retired while things of it are out: {still}. Take them back first.");
        property.Retire(Now);
        await db.IndexProperties(property);
        db.Record(by, Now, ActivityVerb.Retired, Sentences.Retired($"property {property.Name}"), new(Property: id));
        return property;
    });

    public Task<Outcome<Property>> Restore(Actor by, long id) => store.Write<Outcome<Property>>(async db =>
    {
        if (await Find(db, id) is not { } property) return SaveProperty.NoSuchProperty;
        if (property.RetiredAt is null) return property;
        property.Restore();
        await db.IndexProperties(property);
        db.Record(by, Now, ActivityVerb.Restored, Sentences.Restored($"property {property.Name}"), new(Property: id));
        return property;
    });

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private static Task<Property?> Find(TenantDb db, long id) =>
        db.Properties.Include(p => p.Addresses.OrderBy(a => a.Id)).FirstOrDefaultAsync(p => p.Id == id);
}
