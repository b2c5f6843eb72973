using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Contacts;
using Kbm.Features.Items;
using Kbm.Features.Properties;
using Kbm.Features.Receipts;
using Kbm.Features.Search;
using Kbm.Features.Settings;
using Kbm.Features.Shared;
using Kbm.Features.Signs;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Checkouts;

/// <summary>
/// The act of the desk: takes things back, then hands things over, in one transaction with their receipts and activity entries.
/// A refusal names every line that stands in the way and leaves nothing done.
/// </summary>
public sealed class WorkTheDesk(Store<TenantDb> store, TimeProvider clock)
{
    public const int MostLines = 200;

    public async Task<Outcome<DeskReceipts>> Run(Actor by, Basket basket)
    {
        var settings = await store.CompanySettings();
        var plan = DeskPlan.Check(basket, settings, new CompanyTime(settings, clock.GetUtcNow().UtcDateTime));
        if (plan.IsRefused) return plan.Refusals.ToList();
        return await store.Write(db => new DeskTurn(db, by, plan.Value).Run());
    }
}

/// <summary>One run of the act inside its write.</summary>
internal sealed class DeskTurn(TenantDb db, Actor by, DeskPlan plan)
{
    private readonly List<Refusal> _refusals = [];
    private readonly string[] _codes = [.. plan.Out.Select(l => l.Code)];
    private readonly long[] _checkouts = [.. plan.Back.Select(l => l.CheckoutId)];
    private Dictionary<string, Item> _items = [];
    private Dictionary<long, string> _inside = [];
    private ILookup<long, Item> _contents = Array.Empty<Item>().ToLookup(i => i.Id);
    private Property? _putUpAt;
    private ILookup<long, Checkout> _open = Array.Empty<Checkout>().ToLookup(c => c.ItemId);

    public async Task<Outcome<DeskReceipts>> Run()
    {
        await Lock();
        // After the locks: whoever sent the same act at the same time has finished it by now.
        if (plan.ActKey is not null && await AlreadyDone() is { } before) return before;
        await Load();
        var returns = plan.Back.Select(Return).ToList();
        if (_refusals.Count > 0) return _refusals;
        var holder = await FindHolder();
        await FindProperty();
        foreach (var line in plan.Out) CheckAvailable(line, returns);
        if (_refusals.Count > 0) return _refusals;
        return await Carry(holder, returns!);
    }

    private async Task<Outcome<DeskReceipts>?> AlreadyDone()
    {
        var done = await db.Receipts.Include(r => r.Checkouts).ThenInclude(c => c.Item)
            .Include(r => r.CheckIns).ThenInclude(c => c.Checkout).ThenInclude(c => c.Item)
            .Where(r => r.ActKey == plan.ActKey).ToListAsync();
        if (done.Count == 0) return null;
        if (done[0].ActHash != plan.ActHash)
            return Refusal.Conflict("act_key_used", $"This was already confirmed as {done[0].Number}, with other content. Look at it, then confirm again.");
        return new DeskReceipts(done.Find(r => r.Kind == ReceiptKind.Out), done.Find(r => r.Kind == ReceiptKind.In));
    }

    private async Task Lock()
    {
        await db.LockItems(db.Items.Where(i => _codes.Contains(i.Code) || db.Checkouts.Any(c => c.ItemId == i.Id && _checkouts.Contains(c.Id))));
        if (plan.HolderId is { } holder) await db.LockContact(holder);
    }

    /// <summary>Reads the items of the basket and what is out of them.</summary>
    private async Task Load()
    {
        var items = await (_checkouts.Length == 0
            ? DeskQueries.ByCodes(db, _codes)
            : DeskQueries.ByCodesOrCheckouts(db, _codes, _checkouts)).ToListAsync();
        _items = items.ToDictionary(i => i.Code);
        var ids = items.ConvertAll(i => i.Id).ToArray();
        _open = (await DeskQueries.Open(db, ids).ToListAsync()).ToLookup(c => c.ItemId);
        await LoadWhatIsInside(items);
    }

    /// <summary>The signs and lockboxes that items of the basket are in, and what is in its lockboxes.</summary>
    private async Task LoadWhatIsInside(List<Item> items)
    {
        _inside = await SignRows.Inside(db, [.. items.OfType<SignPiece>().Select(p => p.Id)]);
        foreach (var item in items) if (item.InLockbox is { } box) _inside[item.Id] = box.Code;
        var boxes = items.Where(i => i.Type == ItemType.Lockbox).Select(i => (long?)i.Id).ToList();
        if (boxes.Count > 0) _contents = (await db.Items.Where(i => boxes.Contains(i.InLockboxId)).OrderBy(i => i.Code).ToListAsync()).ToLookup(i => i.InLockboxId!.Value);
    }

    private PlannedReturn? Return(PlanReturn line)
    {
        var checkout = _open.SelectMany(c => c).FirstOrDefault(c => c.Id == line.CheckoutId);
        if (checkout is null)
            _refusals.Add(Refusal.NotFound("That loan is not open; it may have come back already.", line.At + ".checkoutId"));
        else if (line.Quantity > checkout.Outstanding)
            _refusals.Add(Refusal.Conflict("not_out",
                $"{checkout.Item.Code}: {checkout.Holder.Name} has {Word.Count(checkout.Outstanding, "copy", "copies")}, not {line.Quantity}.", line.At + ".quantity"));
        else
            return new(checkout, line.Quantity ?? checkout.Outstanding, line.Condition, line.Note);
        return null;
    }

    private void CheckAvailable(PlanOut line, List<PlannedReturn?> returns)
    {
        if (!_items.TryGetValue(line.Code, out var item))
            _refusals.Add(Refusal.NotFound($"There is no item {line.Code}.", line.At + ".code"));
        else if (Stock.Of(item, [.. _open[item.Id]], _inside.GetValueOrDefault(item.Id)) is var stock && WhoHasIt.NotLent(item.Code, stock, line.At + ".code") is { } refusal)
            _refusals.Add(refusal);
        else if (!stock.CanLend(line.Quantity, back: returns.Where(r => r!.Checkout.ItemId == item.Id).Sum(r => r!.Quantity)))
            _refusals.Add(WhoHasIt.NotAvailable(item, line, [.. _open[item.Id]], plan.Time));
    }

    /// <summary>Where the signs of the basket are put up, when that is said.</summary>
    private async Task FindProperty()
    {
        if (plan.PropertyId is not { } id) return;
        _putUpAt = await db.Properties.FirstOrDefaultAsync(p => p.Id == id);
        if (_putUpAt is null) _refusals.Add(Refusal.Invalid("propertyId", "There is no such property."));
        else if (_putUpAt.RetiredAt is not null) _refusals.Add(Refusal.Invalid("propertyId", $"{_putUpAt.Name} is retired."));
        else if (_items.Count > 0 && !plan.Out.Any(l => _items.TryGetValue(l.Code, out var item) && ItemKind.Of(item.Type).IsPutUp))
            _refusals.Add(Refusal.Invalid("propertyId", "Only signs are put up at a property; leave it empty."));
    }

    private async Task<Contact?> FindHolder()
    {
        if (plan.HolderId is { } id)
        {
            var contact = await DeskQueries.Contact(db, id);
            if (contact is null) _refusals.Add(Refusal.NotFound("There is no such contact.", "holder"));
            else if (contact.RetiredAt is not null) _refusals.Add(Refusal.Conflict("holder_retired", $"{contact.Name} is retired as a contact.", "holder"));
            return contact;
        }
        if (plan.HolderName is not { } name) return null;
        var same = await db.ContactsNamed(name);
        if (same.Count == 1) return same[0];
        if (same.Count > 1)
        {
            _refusals.Add(ContactsByName.Several(name, same, "Choose one of them.", "holder"));
            return null;
        }
        var added = new Contact(new(ContactKind.Other, name));
        db.Contacts.Add(added);
        await db.IndexContacts(added);
        db.Record(by, plan.Time.Now, ActivityVerb.Added, Sentences.Added(added), new(Contact: added.Id));
        return added;
    }

    private async Task<DeskReceipts> Carry(Contact? holder, List<PlannedReturn> returns)
    {
        var papers = (returns.Count > 0 ? 1 : 0) + (plan.Out.Count > 0 ? 1 : 0);
        var number = await db.Take(Counters.Receipt, papers);
        var taken = returns.Count > 0 ? TakeBack(number++, holder, returns) : null;
        var given = plan.Out.Count > 0 ? HandOver(number, holder!) : null;
        foreach (var item in _items.Values) item.CountOut([.. _open[item.Id], .. given?.Checkouts.Where(c => c.Item == item) ?? []], plan.Time.Now);
        await db.SaveChangesAsync();
        foreach (var line in taken?.CheckIns ?? []) NoteReturn(taken!, line);
        foreach (var line in given?.Checkouts ?? []) NoteHandOver(given!, line);
        return new(given, taken);
    }

    private Receipt TakeBack(long number, Contact? holder, List<PlannedReturn> returns)
    {
        var holders = returns.Select(r => r.Checkout.Holder).DistinctBy(c => c.Id).ToList();
        var broughtBy = holder ?? (holders.Count == 1 ? holders[0] : null);
        var receipt = Paper(number, ReceiptKind.In, broughtBy, Word.Cut(broughtBy?.Name ?? Word.List([.. holders.Select(c => c.Name)]), Contact.NameLength));
        foreach (var r in returns) receipt.CheckIns.Add(r.Checkout.CheckIn(receipt, r.Quantity, r.Condition, r.Note));
        db.Receipts.Add(receipt);
        return receipt;
    }

    private Receipt HandOver(long number, Contact holder)
    {
        var receipt = Paper(number, ReceiptKind.Out, holder, holder.Name);
        foreach (var line in plan.Out)
            receipt.Checkouts.Add(Checkout.Start(receipt, _items[line.Code], holder, line.Quantity, plan.Kind, [.. _contents[_items[line.Code].Id]], _putUpAt));
        db.Receipts.Add(receipt);
        return receipt;
    }

    private Receipt Paper(long number, ReceiptKind kind, Contact? holder, string holderName) => new()
    {
        Sequence = number,
        Kind = kind,
        At = plan.Time.Now,
        UserId = by.UserId,
        UserName = by.Name,
        Holder = holder,
        HolderName = holderName,
        DueAt = kind == ReceiptKind.Out ? plan.DueAt : null,
        Purpose = kind == ReceiptKind.Out ? plan.Purpose : null,
        ActKey = plan.ActKey,
        ActHash = plan.ActKey is null ? null : plan.ActHash,
    };

    private void NoteHandOver(Receipt receipt, Checkout line)
    {
        Note(ActivityVerb.CheckedOut, Sentences.CheckedOut(line.Item, line.Quantity, line.Holder.Name, receipt.Number, line.Inside), line.Item, line.HolderId, receipt);
        foreach (var item in _contents[line.ItemId])
            Note(ActivityVerb.CheckedOut, Sentences.WentInside(item, line.Item, line.Holder.Name, receipt.Number), item, line.HolderId, receipt);
    }

    private void NoteReturn(Receipt receipt, CheckIn line)
    {
        var checkout = line.Checkout;
        var holder = checkout.Holder.Name;
        Note(ActivityVerb.CheckedIn, Sentences.CheckedIn(
            checkout.Item, line.Quantity, holder, receipt.HolderId is null ? holder : receipt.HolderName, receipt.Number), checkout.Item, checkout.HolderId, receipt);
        foreach (var item in _contents[checkout.ItemId])
            Note(ActivityVerb.CheckedIn, Sentences.CameBackInside(item, checkout.Item, holder, receipt.Number), item, checkout.HolderId, receipt);
    }

    private void Note(ActivityVerb verb, string sentence, Item item, long holder, Receipt receipt) =>
        db.Record(by, plan.Time.Now, verb, sentence, new(item.Id, holder, item.PropertyId, item.UnitId, receipt.Id));

    private sealed record PlannedReturn(Checkout Checkout, int Quantity, ReturnCondition Condition, string? Note);
}
