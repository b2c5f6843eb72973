using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Search;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Contacts;

public sealed record ContactInput
{
    public string? Kind { get; init; }
    public string? Name { get; init; }
    public string? Company { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string? Notes { get; init; }

    public static ContactInput Of(Contact contact) => new()
    {
        Kind = contact.Kind.ToString(),
        Name = contact.Name,
        Company = contact.Company,
        Email = contact.Email,
        Phone = contact.Phone,
        Notes = contact.Notes,
    };
}

/// <param name="Contact">As it has been saved.</param>
/// <param name="SameName">How many others in use have the same name: allowed, and worth saying.</param>
public sealed record SavedContact(Contact Contact, int SameName);

/// <summary>Adds and changes contacts. What a staff contact has from its user is changed there.</summary>
public sealed class SaveContact(Store<TenantDb> store, TimeProvider clock)
{
    public Task<Outcome<SavedContact>> Add(Actor by, ContactInput input) => store.Write<Outcome<SavedContact>>(async db =>
    {
        var checks = new Checks();
        var facts = Clean(checks, input, ContactKind.Other);
        if (checks.Failed) return checks.Refusals;
        var contact = new Contact(facts);
        db.Contacts.Add(contact);
        await db.IndexContacts(contact);
        db.Record(by, Now, ActivityVerb.Added, Sentences.Added(contact), new(Contact: contact.Id));
        return await Saved(db, contact);
    });

    public Task<Outcome<SavedContact>> Edit(Actor by, long id, ContactInput input) => store.Write<Outcome<SavedContact>>(async db =>
    {
        var contact = await db.Contacts.FirstOrDefaultAsync(c => c.Id == id);
        if (contact is null) return NoSuchContact;
        var checks = new Checks();
        var wanted = Clean(checks, input, contact.Kind);
        if (contact.UserId is not null) CheckUsersOwn(checks, contact, wanted);
        if (checks.Failed) return checks.Refusals;
        var changes = Changes(contact, wanted);
        contact.Edit(wanted);
        if (changes.Count > 0) db.Record(by, Now, ActivityVerb.Edited, Sentences.Edited($"contact {contact.Name}", changes), new(Contact: id));
        await db.IndexContacts(contact);
        return await Saved(db, contact);
    });

    internal static Refusal NoSuchContact => Refusal.NotFound("There is no such contact.");

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    internal static ContactFacts Clean(Checks checks, ContactInput input, ContactKind otherwise) => new(
        checks.Choice("kind", input.Kind, otherwise), checks.Required("name", input.Name, Contact.NameLength, "a name"))
    {
        Company = checks.Optional("company", input.Company, Contact.NameLength),
        Email = checks.Email("email", input.Email),
        Phone = checks.Optional("phone", input.Phone, Contact.PhoneLength),
        Notes = checks.Paragraphs("notes", input.Notes, Contact.NotesLength),
    };

    internal static void CheckUsersOwn(Checks checks, Contact contact, ContactFacts wanted)
    {
        const string sentence = "This comes from their user account; an admin changes it under Users.";
        if (wanted.Name != contact.Name) checks.Refuse("name", sentence);
        if (wanted.Email != contact.Email) checks.Refuse("email", sentence);
        if (wanted.Kind != contact.Kind) checks.Refuse("kind", sentence);
    }

    private static async Task<SavedContact> Saved(TenantDb db, Contact contact) =>
        new(contact, await db.Contacts.CountAsync(c => c.Name == contact.Name && c.Id != contact.Id && c.RetiredAt == null));

    internal static List<string> Changes(Contact from, ContactFacts to) =>
    [
        .. new[]
        {
            Sentences.Change("kind", from.Kind, to.Kind),
            Sentences.Change("name", from.Name, to.Name),
            Sentences.Change("company", from.Company, to.Company),
            Sentences.Change("email", from.Email, to.Email),
            Sentences.Change("phone", from.Phone, to.Phone),
            from.Notes == to.Notes ? null : "notes",
        }.OfType<string>(),
    ];
}
