using System.Globalization;
using Kbm.Data;
using Kbm.Features.Items;
using Kbm.Features.Receipts;
using Kbm.Features.Settings;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Checkouts;

/// <summary>
/// What the desk's one box and its buttons do to the basket. Text is a code, an item's address on this host as its tag's QR symbol
/// holds it, a receipt number, or words that find something;
/// a pick ("item:KA014", "contact:12", "property:5", "unit:7", "new:Ana Ruiz") says which thing was meant.
/// </summary>
internal sealed class DeskBox(TenantDb db, DeskState state, string host)
{
    public List<string> Messages { get; } = [];

    public IReadOnlyList<Found> Choices { get; private set; } = [];

    public async Task Enter(string? text, string? pick)
    {
        text = Checks.Line(text);
        if (!string.IsNullOrEmpty(pick) && await Pick(pick)) return;
        if (text.Length == 0) return;
        if (TagAddress.IsAddress(text))
        {
            if (TagAddress.CodeIn(text, host) is { } scanned) await AddItem(scanned);
            else Messages.Add($"{Short(text)} is not the address of an item of this company.");
            return;
        }
        var code = ItemCode.Read(text);
        if (await db.Items.AnyAsync(i => i.Code == code)) await AddItem(code);
        else if (text.StartsWith('R') && Receipt.TryParseNumber(text, out var sequence) && await AddReceipt(sequence)) return;
        else await FindOne(text);
    }

    /// <summary>One button: its verb and what it is about, such as "plus:2" or "back:17".</summary>
    public async Task Press(string? command)
    {
        var (verb, what) = command?.Split(':', 2) is [var v, var w] ? (v, w) : (command ?? "", "");
        if (verb == "pick") await Pick(what);
        else if (verb == "back" && long.TryParse(what, CultureInfo.InvariantCulture, out var checkout)) await AddReturn(db.Checkouts.Where(c => c.Id == checkout));
        else if (verb == "backall" && state.To is { } holder) await AddReturn(db.Checkouts.Where(c => c.HolderId == holder));
        else if (verb == "nobody") (state.To, state.NewName) = (null, null);
        else if (verb == "due") state.Due = what;
        else if (verb == "clear") state.Clear();
        else if (int.TryParse(what, CultureInfo.InvariantCulture, out var index) && index >= 0 && index < state.Lines.Count) Step(verb, index);
    }

    /// <summary>Items to hand over, however they were chosen: what is out is said and not taken for a return.</summary>
    public async Task Give(IReadOnlyList<string> codes, CompanyTime time)
    {
        var wanted = codes.Select(ItemCode.Read).Distinct().ToList();
        var items = wanted.Count == 0 ? [] : (await ItemRow.Load(db, db.Items.Where(i => wanted.Contains(i.Code)))).ToDictionary(i => i.Code);
        foreach (var code in wanted)
        {
            if (!items.TryGetValue(code, out var item)) Messages.Add($"There is no item {code}.");
            else if (WhoHasIt.NotLent(code, item.Stock) is { } refusal) Messages.Add(refusal.Sentence);
            else if (item.Stock.In == 0) Messages.Add($"{code} is out: {StateView.Of(item, time).Text}.");
            else if (!state.Lines.Exists(l => l.Code == code)) state.Lines.Add(new(code, null, 1));
        }
    }

    public Task AddReceipt(string? number) => Receipt.TryParseNumber(number, out var sequence) ? AddReceipt(sequence) : Task.CompletedTask;

    public Task<bool> Pick(string pick) => pick.Split(':', 2) switch
    {
        ["item", var code] => Done(AddItem(ItemCode.Read(code))),
        ["contact", var id] when Id(id) is { } contact => Done(SetHolder(contact)),
        ["property", var id] when Id(id) is { } property => Done(OfferItems(i => i.PropertyId == property, "That property has no items that can be lent.")),
        ["unit", var id] when Id(id) is { } unit => Done(OfferItems(i => i.UnitId == unit, "That unit has no items that can be lent.")),
        ["new", var name] when Checks.Line(name) is { Length: > 0 } clean => Done(SetNewName(clean)),
        _ => Task.FromResult(false),
    };

    private static string Short(string text) => text.Length <= 60 ? text : text[..59] + "…";

    private static long? Id(string text) => long.TryParse(text, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static async Task<bool> Done(Task task)
    {
        await task;
        return true;
    }

    private Task SetNewName(string name)
    {
        (state.To, state.NewName) = (null, name);
        return Task.CompletedTask;
    }

    private void Step(string verb, int index)
    {
        var line = state.Lines[index];
        if (verb == "drop") state.Lines.RemoveAt(index);
        else if (verb == "plus") state.Lines[index] = line with { Quantity = Math.Min(line.Quantity + 1, Item.MostCopies) };
        else if (verb == "minus") state.Lines[index] = line with { Quantity = Math.Max(line.Quantity - 1, 1) };
    }

    private async Task FindOne(string text)
    {
        var found = await DeskFinder.Find(db, text);
        if (found.Count == 0)
        {
            Messages.Add($"Nothing is called “{text}”. To hand over to a new person of that name, choose it below.");
            Choices = [Found.NewContact(text)];
        }
        else if (found.Count == 1 || found.Count(f => f.IsExact(text)) == 1)
            await Pick((found.FirstOrDefault(f => f.IsExact(text)) ?? found[0]).Pick);
        else
        {
            Messages.Add($"Several things match “{text}”. Choose one.");
            Choices = found;
        }
    }

    private async Task SetHolder(long contact)
    {
        if (await db.Contacts.AnyAsync(c => c.Id == contact && c.RetiredAt == null)) (state.To, state.NewName) = (contact, null);
        else Messages.Add("That contact is retired or gone.");
    }

    private async Task OfferItems(System.Linq.Expressions.Expression<Func<Item, bool>> which, string none)
    {
        var items = await ItemRow.Load(db, db.Items.Where(which).Lendable().OrderBy(i => i.UnitId != null).ThenBy(i => i.Code).Take(60));
        if (items.Count == 0) Messages.Add(none);
        else if (items.Count == 1) await AddItem(items[0].Code);
        else
        {
            Messages.Add($"{items[0].Property} has {Word.Count(items.Count, "item")}{(items.Count == 60 ? " or more" : "")}. Choose one.");
            Choices = items.ConvertAll(Found.Of);
        }
    }

    private async Task AddItem(string code)
    {
        var item = (await ItemRow.Load(db, db.Items.Where(i => i.Code == code))).FirstOrDefault();
        if (item is null) Messages.Add($"There is no item {code}.");
        else if (item is { Stock.Apart: ItemState.InLockbox, Box: { } box }) await OfferBox(item, box);
        else if (WhoHasIt.NotLent(item.Code, item.Stock) is { } refusal) Messages.Add(refusal.Sentence);
        else if (state.Lines.FindIndex(l => l.Code == code) is >= 0 and var index) AddAnother(item, index);
        else if (item.Stock.In > 0 || state.Lines.Exists(l => l.Code is not null)) state.Lines.Add(new(code, null, 1));
        else if (item.Holders.All(h => h.ContactId == item.Holders[0].ContactId)) await AddReturn(db.Checkouts.Where(c => c.ItemId == item.Id));
        else if (item.Holders.Any(h => h.ContactId == state.To)) await AddReturn(db.Checkouts.Where(c => c.ItemId == item.Id && c.HolderId == state.To));
        else state.Lines.Add(new(code, null, 1));
    }

    /// <summary>What is in a lockbox goes out with it, or is taken out first where the box is here.</summary>
    private async Task OfferBox(ItemRow item, BoxRow box)
    {
        Messages.Add(WhoHasIt.NotLent(item.Code, item.Stock)!.Sentence);
        var around = await ItemRow.Load(db, [box.Id]);
        Choices = box.Holders.Count > 0 ? [] : [.. around.Select(Found.Of), Found.TakeOut(item, box)];
    }

    private void AddAnother(ItemRow item, int index)
    {
        var line = state.Lines[index];
        if (line.Quantity < item.Stock.In) state.Lines[index] = line with { Quantity = line.Quantity + 1 };
        else if (item.Stock.In > 0) Messages.Add($"{item.Code} is in the basket already, with every copy that is in.");
        else Messages.Add($"{item.Code} is in the basket already.");
    }

    private async Task<bool> AddReceipt(long sequence)
    {
        if (!await db.Receipts.AnyAsync(r => r.Sequence == sequence)) return false;
        await AddReturn(db.Checkouts.Where(c => c.Receipt.Sequence == sequence));
        return true;
    }

    private async Task AddReturn(IQueryable<Checkout> checkouts)
    {
        var open = await ItemRow.Open(checkouts).Take(WorkTheDesk.MostLines).ToListAsync();
        var there = state.Lines.ConvertAll(l => l.Back);
        if (open.Count == 0) Messages.Add("All of that is back already.");
        else if (open.TrueForAll(o => there.Contains(o.CheckoutId))) Messages.Add("That is in the basket already, to be taken back.");
        state.Lines.AddRange(open.Where(o => !there.Contains(o.CheckoutId)).Select(o => new DeskLine(null, o.CheckoutId, o.Quantity)));
    }
}
