using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Checkouts;
using Kbm.Features.Contacts;
using Kbm.Features.Items;
using Kbm.Features.Keys;
using Kbm.Features.Lockboxes;
using Kbm.Features.Photos;
using Kbm.Features.Properties;
using Kbm.Features.Search;
using Kbm.Features.SmartLocks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;

namespace Kbm.Tests.Support;

/// <summary>What a test begins with: things of the company, as they are after somebody has saved them.</summary>
public sealed partial class Company
{
    internal DateTime Now => App.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;

    public Task<Key> AddKey(string label = "Front door", int copies = 1, Property? property = null, Unit? unit = null, string? hook = null) =>
        Write(async db =>
        {
            var key = new Key(await db.NextCode(ItemKind.Key), Now, new(new(label)
            {
                Copies = copies,
                Hook = hook,
                Property = await db.Properties.Include(p => p.Addresses).SingleOrDefaultAsync(p => property != null && p.Id == property.Id),
                Unit = await db.Units.Include(u => u.Address).SingleOrDefaultAsync(u => unit != null && u.Id == unit.Id),
            }));
            await db.AddItem(Dee.Actor, Now, key);
            return key;
        });

    /// <summary>A lockbox whose code Dee has set.</summary>
    public async Task<Lockbox> AddLockbox(string label = "North gate box", string? code = "4711", Property? property = null, string? spot = null) =>
        Expect(await Do((SaveLockbox act) => act.Add(Dee.Actor, new() { Label = label, LockCode = code, PropertyId = property?.Id, Spot = spot })));

    public async Task<SmartLock> AddSmartLock(string label = "4B front door", string? code = "2468", Property? property = null) =>
        Expect(await Do((SaveSmartLock act) => act.Add(Dee.Actor, new()
        {
            Label = label,
            LockCode = code,
            BackupCode = code is null ? null : "B" + code,
            Provider = "Schlage",
            Model = "Encode",
            Serial = "SN-77",
            PropertyId = property?.Id,
            Instructions = "Press the logo, then the code.",
        })));

    /// <summary>Puts a key into a lockbox; a refusal throws.</summary>
    public async Task PutInside(Lockbox lockbox, params Key[] keys)
    {
        foreach (var key in keys) Expect(await Do((PutIntoLockbox act) => act.Put(Dee.Actor, lockbox.Code, key.Code)));
    }

    public Task<Contact> AddContact(string name = "Ana Ruiz", ContactKind kind = ContactKind.Vendor, string? phone = null) => Write(async db =>
    {
        var contact = new Contact(new(kind, name) { Phone = phone });
        db.Contacts.Add(contact);
        await db.IndexContacts(contact);
        db.Record(Dee.Actor, Now, ActivityVerb.Added, Sentences.Added(contact), new(Contact: contact.Id));
        return contact;
    });

    public Task<Property> AddProperty(string name = "Winthrop Apts.", params string[] streets) => Write(async db =>
    {
        var property = new Property(new(name));
        property.Addresses.AddRange((streets.Length == 0 ? ["4 Elm Street"] : streets).Select(s => new PropertyAddress(s)));
        db.Properties.Add(property);
        await db.IndexProperties(property);
        db.Record(Dee.Actor, Now, ActivityVerb.Added, Sentences.Added(property), new(Property: property.Id));
        return property;
    });

    public Task<Unit> AddUnit(Property property, string label = "2A") => Write(async db =>
    {
        var its = await db.Properties.Include(p => p.Addresses).SingleAsync(p => p.Id == property.Id);
        var unit = new Unit(its, label);
        db.Units.Add(unit);
        await db.IndexUnits(unit);
        db.Record(Dee.Actor, Now, ActivityVerb.Added, Sentences.Added(unit, its), new(Property: its.Id, Unit: unit.Id));
        return unit;
    });

    public async Task<Photo> AddPhoto(PhotoOf of, string? caption = null) => Expect(await Do((SavePhoto act) =>
        act.Add(Dee.Actor, of, new(() => new MemoryStream(TestPictures.Plain(SKEncodedImageFormat.Jpeg)), caption))));

    /// <summary>One act at the desk by Dee; a refusal is an answer like any other.</summary>
    public Task<Outcome<DeskReceipts>> AtTheDesk(Basket basket) => Do((WorkTheDesk act) => act.Run(Dee.Actor, basket));

    /// <summary>Hands one copy of each to this person, who becomes a contact if there is none of that name.</summary>
    public Task<DeskReceipts> CheckOut(string holder, params Item[] items) => CheckOut(holder, due: null, items);

    /// <param name="holder">Who takes them.</param>
    /// <param name="due">A day such as 2026-11-27, or null for the company's usual loan.</param>
    /// <param name="items">One copy of each.</param>
    public async Task<DeskReceipts> CheckOut(string holder, string? due, params Item[] items) => Expect(await AtTheDesk(new()
    {
        Holder = new(Name: holder),
        Out = [.. items.Select(i => new OutLine(i.Code))],
        Due = due,
    }));

    /// <summary>Takes all copies of these check-outs back.</summary>
    public async Task<DeskReceipts> CheckIn(params Checkout[] checkouts) =>
        Expect(await AtTheDesk(new() { Back = [.. checkouts.Select(c => new ReturnLine(c.Id))] }));
}
