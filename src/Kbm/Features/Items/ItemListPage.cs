using Kbm.Data;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Items;

/// <summary>A column that only lists of one type have.</summary>
/// <param name="Text">Its head.</param>
/// <param name="Sort">What a click on the head sorts by; null where it does not sort.</param>
/// <param name="Cell">What stands in it.</param>
internal sealed record ItemColumn(string Text, ItemSort? Sort, Func<ItemRow, string?> Cell)
{
    /// <summary>Set for numbers, which stand at the right.</summary>
    public bool IsNumber { get; init; }

    /// <summary>Set for what gives way first where the table is short of room.</summary>
    public bool GivesWay { get; init; }

    public string Class => IsNumber ? "num" : GivesWay ? "own if-roomy" : "own";

    /// <summary>Which rows show it on a phone; none without it.</summary>
    public Func<ItemRow, bool> OnPhone { get; init; } = _ => false;
}

/// <summary>One of several lists that belong together.</summary>
public sealed record ListTab(string Href, string Text);

/// <summary>The list of a type of item: searched, filtered, sorted, a page at a time. The type's own page says what is its own and shows _ItemList.</summary>
internal abstract class ItemListPage(TenantDb db, ItemKind kind) : KbmPage
{
    public ItemKind Kind => kind;

    /// <summary>Why these things belong here, for a list that is still empty.</summary>
    public abstract string Purpose { get; }

    /// <summary>How one more comes into the list: "Add".</summary>
    public virtual string Verb => "Add";

    /// <summary>The lists beside this one, this one among them; empty where there is none.</summary>
    public virtual IReadOnlyList<ListTab> Tabs => [];

    /// <summary>There may be several copies of one thing.</summary>
    public virtual bool HasCopies => true;

    /// <summary>The states to choose from.</summary>
    public virtual IReadOnlyList<FieldOption> States { get; } =
        [new("available", "Available"), new("partlyOut", "Partly out"), new("out", "All out"), new("assigned", "Assigned"), new("retired", "Retired")];

    /// <summary>A choice of the type's own that narrows the list: its name in the address, what it is called, what there is.</summary>
    public virtual (string Name, string Text, IReadOnlyList<FieldOption> Options)? OwnChoice => null;

    /// <summary>What the search box of the list finds by.</summary>
    public virtual string FoundBy => "Code, label, address, hook";

    /// <summary>The columns between the label and the state.</summary>
    public virtual IReadOnlyList<ItemColumn> Columns => [];

    /// <summary>The orders to choose from besides code, label, property, due date and last move.</summary>
    public virtual IReadOnlyList<FieldOption> Sorts => [];

    public ItemQuery Filters { get; private set; } = new();

    public Paged<ItemRow> List { get; private set; } = new([], 1, Paging.Usual, 0);

    /// <summary>What the filter chips call the property, unit and holder that are chosen.</summary>
    public string? PropertyName { get; private set; }

    public string? UnitLabel { get; private set; }

    public string? HolderName { get; private set; }

    /// <summary>The list to choose from: "property", "holder" or "state".</summary>
    public string? Choosing { get; private set; }

    public IReadOnlyList<FieldOption> Choices { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Filters = ListAddress.Read(Request, kind.Type);
        List = await Filters.Run(Store, db, Settings, Time);
        if (Filters.PropertyId is { } property) PropertyName = await db.Properties.Where(p => p.Id == property).Select(p => p.Name).FirstOrDefaultAsync() ?? "unknown";
        if (Filters.UnitId is { } unit) UnitLabel = await db.Units.Where(u => u.Id == unit).Select(u => u.Label).FirstOrDefaultAsync() ?? "unknown";
        if (Filters.HolderId is { } holder) HolderName = await db.Contacts.Where(c => c.Id == holder).Select(c => c.Name).FirstOrDefaultAsync() ?? "unknown";
        await ReadChoices();
    }

    /// <summary>The head of a column that sorts; what was moved last is asked for first.</summary>
    public SortHead Head(string text, ItemSort sort) => new(text, ListAddress.Word(sort), ListAddress.SortOf(Filters))
    {
        StartsDescending = sort == ItemSort.Last,
    };

    /// <summary>Who has it and until when; how many are in stands in a column of its own.</summary>
    public StateView StateOf(ItemRow item) => StateView.BesideCounts(item, Time);

    private async Task ReadChoices()
    {
        Choosing = Request.Query["choose"].ToString() is "property" or "holder" or "state" ? Request.Query["choose"].ToString() : null;
        if (Choosing is null or "state") return;
        var choices = Choosing == "property"
            ? await db.Properties.Where(p => p.RetiredAt == null).OrderBy(p => KbmDb.Folded(p.Name)).Select(p => new { p.Id, p.Name }).ToListAsync()
            : await db.Contacts.Where(c => db.Checkouts.Any(o => o.Outstanding > 0 && o.HolderId == c.Id)).OrderBy(c => KbmDb.Folded(c.Name))
                .Select(c => new { c.Id, c.Name }).ToListAsync();
        Choices = [new("", Choosing == "property" ? "Any property" : "Any holder"), .. choices.Select(c => new FieldOption($"{c.Id}", c.Name))];
    }
}
