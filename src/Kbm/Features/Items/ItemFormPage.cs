using Kbm.Data;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Items;

/// <summary>What the forms of all types of items share: what there is to choose from, and how a refused form is shown again.</summary>
internal abstract class ItemFormPage(TenantDb db, ItemKind kind) : KbmPage
{
    public ItemKind Kind => kind;

    /// <summary>What has been typed, as far as every type has it.</summary>
    public abstract ItemInput Item { get; }

    public IReadOnlyList<FieldOption> Properties { get; private set; } = [];

    public IReadOnlyList<string> UnitLabels { get; private set; } = [];

    /// <summary>What it means to name no unit.</summary>
    public abstract string UnitHint { get; }

    /// <summary>A field of the type's own beside the unit.</summary>
    public virtual FieldModel? BesideUnit => null;

    /// <summary>Where it belongs is what is asked first.</summary>
    public virtual bool StartsAtPlace => false;

    /// <summary>What the button says that saves it.</summary>
    public virtual string SaveText => $"Save {kind.One}";

    /// <summary>The last thing written down of the item that the form shows: what was changed after it is not overwritten unseen.</summary>
    public long? Seen { get; private set; }

    /// <summary>Where Cancel leads.</summary>
    public abstract string Back { get; }

    /// <summary>The units of the property that has just been chosen, as suggestions.</summary>
    public async Task<IActionResult> OnGetUnitsAsync([FromQuery(Name = "Input.PropertyId")] string? property)
    {
        if (RouteData.Values["code"] is string code && !await Exists(code)) return NotFound();
        UnitLabels = await LabelsOf(long.TryParse(property, out var id) ? id : null);
        return Partial("/Features/Items/_ItemUnits.cshtml", UnitLabels);
    }

    protected Task<bool> Exists(string code) => db.Items.AnyAsync(i => i.Code == code && i.Type == kind.Type);

    /// <summary>The way on from a saved item.</summary>
    protected static (string Href, string Text) PrintLabel(string code) => ("/labels?code=" + Uri.EscapeDataString(code), "Print its label");

    /// <summary>What a link from a property or a unit names, for the form of a new item.</summary>
    protected async Task<(long? Property, string? Unit)> Named(string? property, string? unit)
    {
        var of = long.TryParse(unit, out var id) ? await db.Units.Where(u => u.Id == id).Select(u => new { u.PropertyId, u.Label }).FirstOrDefaultAsync() : null;
        return (of?.PropertyId ?? (long.TryParse(property, out var chosen) ? chosen : null), of?.Label);
    }

    protected async Task<IActionResult> ShowAgain(IReadOnlyList<Refusal> refusals)
    {
        await ReadChoices();
        if (refusals.Count > 0) return Refused(refusals);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    protected async Task ReadChoices()
    {
        var property = Item.PropertyId;
        var names = await db.Properties.Where(p => p.RetiredAt == null || p.Id == property).OrderBy(p => KbmDb.Folded(p.Name)).Select(p => new { p.Id, p.Name }).ToListAsync();
        Properties = [new("", "None"), .. names.Select(p => new FieldOption($"{p.Id}", p.Name))];
        UnitLabels = await LabelsOf(property);
        if (RouteData.Values["code"] is string code) Seen = await db.Activity.Where(a => db.Items.Any(i => i.Code == code && i.Id == a.ItemId)).MaxAsync(a => (long?)a.Id);
    }

    private async Task<IReadOnlyList<string>> LabelsOf(long? property) => property is null ? [] : await db.Units
        .Where(u => u.PropertyId == property && u.RetiredAt == null).OrderBy(u => u.SortKey).Select(u => u.Label).ToListAsync();
}
