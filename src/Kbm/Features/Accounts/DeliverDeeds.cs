using Kbm.Data;
using Kbm.Features.Activity;
using Kbm.Features.Contacts;
using Kbm.Features.Search;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Accounts;

/// <summary>
/// Brings what was done to a company's accounts into its own record, each deed once: after every change, and at the start for
/// what a crash has left. Users keep the staff contact as which they can hold things like anybody.
/// </summary>
public sealed class DeliverDeeds(Store<CatalogDb> catalog)
{
    public async Task Run(Guid tenant, Store<TenantDb> store)
    {
        var deeds = await catalog.Read(db => db.AccountDeeds.Include(d => d.User).Where(d => d.TenantId == tenant).OrderBy(d => d.Id).ToListAsync());
        if (deeds.Count == 0) return;
        var ids = deeds.ConvertAll(d => d.Id);
        await store.Write(async db =>
        {
            // Another node may be bringing the same ones; an entry's deed is unique, so that whoever is second finds them here.
            var known = await db.Activity.Where(a => ids.Contains(a.DeedId!.Value)).Select(a => a.DeedId).ToListAsync();
            foreach (var deed in deeds.Where(d => !known.Contains(d.Id))) await Bring(db, deed);
        });
        await catalog.Write(db => db.AccountDeeds.Where(d => ids.Contains(d.Id)).ExecuteDeleteAsync());
    }

    private static async Task Bring(TenantDb db, AccountDeed deed)
    {
        var contact = await ContactOf(db, deed.User!);
        db.Record(new(deed.ById, deed.ByName), deed.At, deed.Verb, deed.Sentence, new(Contact: contact.Id), deed.Id);
    }

    private static async Task<Contact> ContactOf(TenantDb db, User user)
    {
        var contact = await db.Contacts.FirstOrDefaultAsync(c => c.UserId == user.Id);
        if (contact is not null && (contact.Name, contact.Email) == (user.Name, user.Email)) return contact;
        if (contact is null) db.Contacts.Add(contact = Contact.Of(user));
        contact.Follow(user);
        await db.IndexContacts(contact);
        return contact;
    }
}
