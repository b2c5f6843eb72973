using Kbm.Data;
using Kbm.Features.Contacts;
using Kbm.Features.Items;
using Kbm.Features.Search;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Checkouts;

/// <summary>A basket line with what is known of its item now.</summary>
/// <param name="Line">The line itself.</param>
/// <param name="Item">Its item.</param>
/// <param name="Returning">The checkout that comes back, for a return.</param>
/// <param name="Most">How many copies the line can have.</param>
internal sealed record DeskRow(DeskLine Line, ItemRow Item, HolderRow? Returning, int Most)
{
    public bool IsReturn => Returning is not null;
    public bool IsBlocked => Line.IsLeftOff;
}

/// <summary>Who takes or brings things, and what they hold already.</summary>
internal sealed record DeskHolder(long Id, string Name, ContactKind Kind, string? Company, string? Email, IReadOnlyList<HeldRow> Holds);

/// <summary>Something a person holds.</summary>
internal sealed record HeldRow(HolderRow Loan, string Code, string Label, string? Property);

/// <summary>The basket as it stands against the database now: what can go, what cannot and why.</summary>
internal sealed class DeskView
{
    public required DeskState State { get; init; }
    public required IReadOnlyList<DeskRow> Rows { get; init; }
    public DeskHolder? Holder { get; init; }

    /// <summary>Where the signs among them can be put up; empty when there are none.</summary>
    public IReadOnlyList<FieldOption> PutUpAt { get; private set; } = [];

    /// <summary>Things to choose from, when what was typed means several.</summary>
    public IReadOnlyList<Found> Choices { get; set; } = [];
    public List<string> Messages { get; } = [];

    public int OutCount => Rows.Count(r => r is { IsReturn: false, IsBlocked: false });
    public int BackCount => Rows.Count(r => r is { IsReturn: true, IsBlocked: false });

    /// <summary>The things that the holder has and that are not in the basket yet.</summary>
    public IReadOnlyList<HeldRow> Offers =>
        [.. Holder?.Holds.Where(h => !State.Lines.Exists(l => l.Back == h.Loan.CheckoutId)) ?? []];

    /// <summary>"Hand over 2 items", "Take back 1 item", "Take back 1, hand over 2".</summary>
    public string Verb => (BackCount, OutCount) switch
    {
        (0, 0) => "Hand over",
        (0, var o) => "Hand over " + Word.Count(o, "item"),
        (var b, 0) => "Take back " + Word.Count(b, "item"),
        (var b, var o) => $"Take back {b}, hand over {o}",
    };

    /// <summary>Reads what the lines name, drops lines that name nothing any more, and marks those that cannot go.</summary>
    public static async Task<DeskView> Load(TenantDb db, DeskState state)
    {
        var backs = state.Lines.Where(l => l.Back is not null).Select(l => l.Back!.Value).ToList();
        var codes = state.Lines.Where(l => l.Code is not null).Select(l => l.Code!).ToList();
        var items = codes.Count + backs.Count == 0 ? [] : await ItemRow.Load(db, db.Items.Where(
            i => codes.Contains(i.Code) || db.Checkouts.Any(c => c.ItemId == i.Id && backs.Contains(c.Id))));
        var rows = RowsOf(state, items);
        state.Lines.Clear();
        state.Lines.AddRange(rows.Select(r => r.Line));
        var view = new DeskView { State = state, Rows = rows, Holder = await LoadHolder(db, state) };
        var signs = rows.Where(r => r is { IsReturn: false, IsBlocked: false } && ItemKind.Of(r.Item.Type).IsPutUp).Select(r => r.Item).ToList();
        if (signs.Count > 0) view.PutUpAt = [new("", WhereTheyBelong(signs)), .. await LoadProperties(db)];
        else state.At = null;
        return view;
    }

    private static async Task<IReadOnlyList<FieldOption>> LoadProperties(TenantDb db)
    {
        var named = await db.Properties.Where(p => p.RetiredAt == null).OrderBy(p => KbmDb.Folded(p.Name)).Select(p => new { p.Id, p.Name }).ToListAsync();
        return [.. named.Select(p => new FieldOption($"{p.Id}", p.Name))];
    }

    /// <summary>What not choosing a property means; a sign that belongs to none is then at none.</summary>
    private static string WhereTheyBelong(List<ItemRow> signs)
    {
        var nowhere = signs.Where(s => s.PropertyId is null).Select(s => s.Code).Distinct().ToList();
        return nowhere.Count == 0 ? "Where it belongs"
            : nowhere.Count == signs.Count ? "At no property: choose one"
            : $"Where each belongs; {Word.List(nowhere)} at no property";
    }

    private static List<DeskRow> RowsOf(DeskState state, List<ItemRow> items)
    {
        var rows = new List<DeskRow>();
        var holders = items.SelectMany(i => i.Holders.Select(h => (Item: i, Holder: h))).ToDictionary(p => p.Holder.CheckoutId);
        foreach (var line in state.Lines.Where(l => l.Back is not null))
            if (holders.TryGetValue(line.Back!.Value, out var back))
                rows.Add(new(line with { Quantity = Math.Min(line.Quantity, back.Holder.Quantity), IsLeftOff = false }, back.Item, back.Holder, back.Holder.Quantity));
        foreach (var line in state.Lines.Where(l => l.Code is not null).DistinctBy(l => l.Code))
            if (items.Find(i => i.Code == line.Code) is { } item)
            {
                var back = rows.Where(r => r.IsReturn && r.Item.Id == item.Id).Sum(r => r.Line.Quantity);
                rows.Add(new(line with { IsLeftOff = !item.Stock.CanLend(line.Quantity, back) }, item, null, item.Stock.In + back));
            }
        return [.. rows.OrderBy(r => state.Lines.FindIndex(l => l.Code == r.Line.Code && l.Back == r.Line.Back))];
    }

    private static async Task<DeskHolder?> LoadHolder(TenantDb db, DeskState state)
    {
        if (state.To is not { } id) return null;
        var contact = await db.Contacts.Where(c => c.Id == id && c.RetiredAt == null).FirstOrDefaultAsync();
        if (contact is null)
        {
            state.To = null;
            return null;
        }
        var loans = await ItemRow.Open(db.Checkouts.Where(c => c.HolderId == id)).Take(WorkTheDesk.MostLines).ToListAsync();
        var ids = loans.ConvertAll(l => l.ItemId);
        var items = await db.Items.Where(i => ids.Contains(i.Id)).Select(i => new { i.Id, i.Code, i.Label, Property = i.Property!.Name }).ToDictionaryAsync(i => i.Id);
        return new(contact.Id, contact.Name, contact.Kind, contact.Company, contact.Email,
            [.. loans.Select(l => new HeldRow(l, items[l.ItemId].Code, items[l.ItemId].Label, items[l.ItemId].Property))]);
    }
}
