using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Checkouts;
using Kbm.Features.Search;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Contacts;

/// <summary>Puts a contact out of use and back. Somebody who holds things stays until they are back.</summary>
public sealed class RetireContact(Store<TenantDb> store, TimeProvider clock)
{
    public Task<Outcome<Contact>> Retire(Actor by, long id) => store.Write<Outcome<Contact>>(async db =>
    {
        await db.LockContact(id);
        if (await db.Contacts.FirstOrDefaultAsync(c => c.Id == id) is not { } contact) return SaveContact.NoSuchContact;
        if (contact.RetiredAt is not null) return contact;
        if (await OutNow.WithLabels(db.Checkouts.Where(c => c.HolderId == id)) is { } still)
            return Refusal.Conflict("holds_things", $"{contact.Name} still holds {still}. Take them back first.");
        contact.Retire(Now);
        await db.IndexContacts(contact);
        db.Record(by, Now, ActivityVerb.Retired, Sentences.Retired($"contact {contact.Name}"), new(Contact: id));
        return contact;
    });

    public Task<Outcome<Contact>> Restore(Actor by, long id) => store.Write<Outcome<Contact>>(async db =>
    {
        if (await db.Contacts.FirstOrDefaultAsync(c => c.Id == id) is not { } contact) return SaveContact.NoSuchContact;
        if (contact.RetiredAt is null) return contact;
        contact.Restore();
        await db.IndexContacts(contact);
        db.Record(by, Now, ActivityVerb.Restored, Sentences.Restored($"contact {contact.Name}"), new(Contact: id));
        return contact;
    });

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
}
