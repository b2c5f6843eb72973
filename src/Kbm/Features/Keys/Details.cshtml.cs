using System.Globalization;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Items;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Keys;

/// <summary>A key: where it belongs, who has it, what is above and below it, and its history.</summary>
[Authorize(Permissions.See)]
internal sealed class KeyPage(TenantDb db, RetireItem act) : KbmPage
{
    public ItemRow Item { get; private set; } = null!;

    public string? Address { get; private set; }

    public string? Notes { get; private set; }

    public DateTime CreatedAt { get; private set; }

    /// <summary>The masters above it, the nearest first.</summary>
    public IReadOnlyList<KeyNode> Above { get; private set; } = [];

    /// <summary>How many keys are under its master.</summary>
    public int UnderMaster { get; private set; }

    public KeyBranch Below { get; private set; } = null!;

    public bool ShowsActivity { get; private set; }

    public Paged<KeyMove>? Moves { get; private set; }

    public Paged<ActivityEntry>? Entries { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? code, string? tab)
    {
        var canonical = string.Concat((code ?? "").Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        if (!await Load(canonical, tab == "activity")) return NotFound();
        return canonical == code ? Page() : LocalRedirect($"/keys/{Item.Code}{Request.QueryString}");
    }

    public Task<IActionResult> OnPostRetireAsync(string code) => Change(code, async () =>
    {
        var done = await act.Retire(Actor, code);
        if (done.IsRefused) return done.Refusals;
        Say(done.Value.KeysBelow == 0 ? $"Retired {code}." : $"Retired {code}. {Word.Count(done.Value.KeysBelow, "key")} under it stay as they are.");
        return [];
    });

    public Task<IActionResult> OnPostRestoreAsync(string code) => Change(code, async () =>
    {
        var done = await act.Restore(Actor, code);
        if (!done.IsRefused) Say($"Brought back {code}.");
        return done.Refusals;
    });

    private async Task<IActionResult> Change(string code, Func<Task<IReadOnlyList<Refusal>>> run)
    {
        if (!May(Permissions.Retire)) return Forbid();
        if (!await Load(code, activity: false)) return NotFound();
        var refusals = await run();
        return refusals.Count > 0 ? Refused(refusals) : LocalRedirect($"/keys/{Item.Code}");
    }

    private async Task<bool> Load(string code, bool activity)
    {
        var key = await db.Keys.Where(k => k.Code == code).Select(k => new
        {
            k.Id,
            k.MasterKeyId,
            k.Notes,
            k.CreatedAt,
            UnitStreet = k.Unit!.Address!.Street,
            Streets = k.Property!.Addresses.OrderBy(a => a.Id).Select(a => a.Street).Take(2).ToList(),
        }).FirstOrDefaultAsync();
        if (key is null) return false;
        (Notes, CreatedAt, ShowsActivity) = (key.Notes, key.CreatedAt, activity);
        Address = key.UnitStreet ?? (key.Streets.Count > 1 ? key.Streets[0] + " and others" : key.Streets.FirstOrDefault());
        Item = (await ItemRow.Load(db, db.Items.Where(i => i.Id == key.Id)))[0];
        Above = await KeyTree.Above(db, key.MasterKeyId);
        if (Above.Count > 0) UnderMaster = await KeyTree.CountBelow(db, Above[0].Id);
        Below = await KeyTree.Below(db, new() { Id = key.Id, Code = Item.Code, Label = Item.Label, IsRetired = Item.RetiredAt is not null });
        await LoadTab(key.Id);
        return true;
    }

    private async Task LoadTab(long id)
    {
        var page = int.TryParse(Request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        if (!ShowsActivity)
        {
            Moves = await KeyMove.Of(db, id, page);
            return;
        }
        Entries = await db.Activity.Where(a => a.ItemId == id).VisibleTo(User).OrderByDescending(a => a.Id).Page(page);
    }
}
