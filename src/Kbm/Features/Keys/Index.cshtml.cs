using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Keys;

/// <summary>All keys: searched, filtered, sorted, a page at a time.</summary>
[Authorize(Permissions.See)]
internal sealed class KeysPage(TenantDb db) : KbmPage
{
    public ItemQuery Filters { get; private set; } = new();

    public Paged<ItemRow> Keys { get; private set; } = new([], 1, Paging.Usual, 0);

    /// <summary>When each key was last handed over or taken back, by its id.</summary>
    public IReadOnlyDictionary<long, DateTime> LastMoved { get; private set; } = new Dictionary<long, DateTime>();

    /// <summary>What the filter chips call the property, unit and holder that are chosen.</summary>
    public string? PropertyName { get; private set; }

    public string? UnitLabel { get; private set; }

    public string? HolderName { get; private set; }

    /// <summary>The list to choose from: "property", "holder" or "state".</summary>
    public string? Choosing { get; private set; }

    public IReadOnlyList<FieldOption> Choices { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Filters = KeyFilters.Read(Request.Query);
        Keys = await Filters.Run(db, Settings, Time);
        LastMoved = await ReadLastMoved([.. Keys.Rows.Select(k => k.Id)]);
        if (Filters.PropertyId is { } property) PropertyName = await db.Properties.Where(p => p.Id == property).Select(p => p.Name).FirstOrDefaultAsync() ?? "unknown";
        if (Filters.UnitId is { } unit) UnitLabel = await db.Units.Where(u => u.Id == unit).Select(u => u.Label).FirstOrDefaultAsync() ?? "unknown";
        if (Filters.HolderId is { } holder) HolderName = await db.Contacts.Where(c => c.Id == holder).Select(c => c.Name).FirstOrDefaultAsync() ?? "unknown";
        await ReadChoices();
    }

    /// <summary>The address that sorts by this, and the other way round when the list is sorted by it already.</summary>
    public string SortLink(ItemSort sort)
    {
        var word = KeyFilters.Word(sort);
        var isTurned = Filters.Sort == sort && !Filters.Descending || Filters.Sort != sort && sort == ItemSort.Last;
        return Request.With("sort", isTurned ? "-" + word : sort == ItemSort.Code ? null : word);
    }

    /// <summary>Who has it and until when; how many are in stands in a column of its own.</summary>
    public StateView StateOf(ItemRow key)
    {
        if (key.Holders.Count == 0) return StateView.Of(key, Time);
        var first = StateView.Of(key.Holders[0], Time);
        return first with { Text = $"{(key.Holders.Count == 1 ? key.Holders[0].Name : $"{key.Holders.Count} holders")} · {first.Text}" };
    }

    public string? SortState(ItemSort sort) => Filters.Sort != sort ? null : Filters.Descending ? "descending" : "ascending";

    private async Task<Dictionary<long, DateTime>> ReadLastMoved(List<long> ids)
    {
        var moves = await db.Items.Where(i => ids.Contains(i.Id)).Select(i => new
        {
            i.Id,
            Out = i.Checkouts.Max(c => (DateTime?)c.At),
            Back = i.Checkouts.SelectMany(c => c.CheckIns).Max(c => (DateTime?)c.At),
        }).ToListAsync();
        return moves.Where(m => m.Out is not null).ToDictionary(m => m.Id, m => m.Back > m.Out ? m.Back.Value : m.Out!.Value);
    }

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
