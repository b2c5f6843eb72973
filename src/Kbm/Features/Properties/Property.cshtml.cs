using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Checkouts;
using Kbm.Features.Items;
using Kbm.Features.Keys;
using Kbm.Features.Photos;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Properties;

/// <summary>A property with its units as a grid, everything that opens it, what is out now and what was done.</summary>
[Authorize(Permissions.See)]
internal sealed class PropertyPage(TenantDb db) : KbmPage
{
    public const int MostOut = 12;

    public Property Property { get; private set; } = null!;

    /// <summary>units, keys, doors or activity.</summary>
    public string Tab { get; private set; } = "units";

    public int UnitCount { get; private set; }

    public int RetiredUnits { get; private set; }

    public bool ShowsRetired { get; private set; }

    public int KeyCount { get; private set; }

    public Paged<UnitCell>? Units { get; private set; }

    public Paged<ItemRow>? Keys { get; private set; }

    /// <summary>Which keys open what, with the masters.</summary>
    public Paged<DoorKey>? Doors { get; private set; }

    /// <summary>How many units no key here is for.</summary>
    public int UnitsWithoutKey { get; private set; }

    public Paged<ActivityEntry>? Activity { get; private set; }

    /// <summary>Its photos, and where they are changed.</summary>
    public PhotoSection Photos { get; private set; } = null!;

    public IReadOnlyList<OutRow> Out { get; private set; } = [];

    public int OutCount { get; private set; }

    /// <summary>The lockboxes and smart locks that are here.</summary>
    public IReadOnlyList<(ItemKind Kind, IReadOnlyList<ItemRow> Items)> Fixed { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(long id, string? tab, string? retired)
    {
        var property = await db.Properties.Include(p => p.Addresses.OrderBy(a => a.Id)).Include(p => p.Owner).FirstOrDefaultAsync(p => p.Id == id);
        if (property is null) return NotFound();
        Property = property;
        Photos = new(property.Name, $"/properties/{id}/photos", await PhotoRow.Load(db.Photos.Where(p => p.PropertyId == id)), May(Permissions.EditInventory));
        Tab = tab is "keys" or "doors" or "activity" ? tab : "units";
        ShowsRetired = retired == "yes";
        await Count();
        await (Tab switch { "keys" => ShowKeys(), "doors" => ShowDoors(), "activity" => ShowActivity(), _ => ShowUnits() });
        return Page();
    }

    /// <summary>"Multifamily · 108 units · Hunter Properties, 773-477-7070", without the owner, who is a link.</summary>
    public string Facts => string.Join(" · ", new[]
    {
        Property.Addresses.Count == 1 ? Property.Addresses[0].ToString() : Word.Count(Property.Addresses.Count, "address", "addresses"),
        Property.Type, Word.Count(UnitCount, "unit"), Word.Count(KeyCount, "key"),
    }.OfType<string>());

    private async Task<IReadOnlyList<ItemRow>> Here(ItemKind kind) => await ItemRow.Load(
        db, db.Items.Where(i => i.Type == kind.Type && i.PropertyId == Property.Id && i.RetiredAt == null).OrderBy(i => i.Code.Length).ThenBy(i => i.Code).Take(MostOut));

    private async Task Count()
    {
        var id = Property.Id;
        UnitCount = await db.Units.CountAsync(u => u.PropertyId == id && u.RetiredAt == null);
        RetiredUnits = await db.Units.CountAsync(u => u.PropertyId == id && u.RetiredAt != null);
        KeyCount = await db.Keys.CountAsync(i => i.PropertyId == id && i.RetiredAt == null);
        Fixed = [(ItemKind.Lockbox, await Here(ItemKind.Lockbox)), (ItemKind.SmartLock, await Here(ItemKind.SmartLock))];
        var loans = db.Checkouts.Where(c => c.Item.PropertyId == id);
        Out = await OutNow.Rows(loans).Take(MostOut).ToListAsync();
        OutCount = Out.Count < MostOut ? Out.Count : await loans.CountAsync(c => c.Outstanding > 0);
    }

    private async Task ShowUnits() => Units = await db.UnitPage(Property.Id, ShowsRetired, Time.OverdueBefore, Request.PageNumber());

    private async Task ShowKeys()
    {
        var ids = await db.Keys.Where(i => i.PropertyId == Property.Id && i.RetiredAt == null)
            .OrderBy(i => i.UnitId != null).ThenBy(i => i.Unit!.SortKey).ThenBy(i => i.Code).Select(i => i.Id).Page(Request.PageNumber());
        Keys = ids.With(await ItemRow.Load(db, ids.Rows));
    }

    private async Task ShowDoors()
    {
        Doors = await db.WhatOpens(Property.Id, Request.PageNumber());
        UnitsWithoutKey = await db.Units.CountAsync(u => u.PropertyId == Property.Id && u.RetiredAt == null && !db.Keys.Any(k => k.UnitId == u.Id && k.RetiredAt == null));
    }

    private async Task ShowActivity() => Activity = await db.Activity.Where(a => a.PropertyId == Property.Id)
        .SeenBy(User).OrderByDescending(a => a.Id).Page(Request.PageNumber());
}
