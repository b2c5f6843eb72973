using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Photos;
using Kbm.Features.Secrets;
using Kbm.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Items;

/// <summary>The page of an item: where it belongs, who has it, its history. The type's own page adds what is its own.</summary>
internal abstract class ItemPage(TenantDb db, RetireItem act, ItemKind kind) : KbmPage
{
    public ItemKind Kind => kind;

    public ItemRow Item { get; private set; } = null!;

    /// <summary>What the item has to do with its place: "Opens".</summary>
    public abstract string PlaceTerm { get; }

    /// <summary>What its page calls where it is kept, where its place could be taken for that.</summary>
    public virtual string? KeptTerm => null;

    /// <summary>It is retired and brought back by itself.</summary>
    public virtual bool CanRetire => true;

    /// <summary>A partial page with what else can be done with it, in the menu of its head.</summary>
    public virtual string? OwnActions => null;

    public string? Address { get; private set; }

    public string? Notes { get; private set; }

    public DateTime CreatedAt { get; private set; }

    /// <summary>The codes that it has, which stand here as dots.</summary>
    public IReadOnlyList<CodeRow> Codes { get; private set; } = [];

    /// <summary>Whether who is there may see them.</summary>
    public bool MayReveal { get; private set; }

    /// <summary>Its photos, and where they are changed.</summary>
    public PhotoSection Photos { get; private set; } = null!;

    public bool ShowsActivity { get; private set; }

    public Paged<ItemMove>? Moves { get; private set; }

    public Paged<ActivityEntry>? Entries { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? code, string? tab)
    {
        var canonical = ItemCode.Read(code);
        if (!await Load(canonical, tab == "activity")) return NoItem.Page(this, kind.One, canonical);
        return canonical == code ? Page() : LocalRedirect(Item.Href + Request.QueryString);
    }

    public Task<IActionResult> OnPostRetireAsync(string code) => Change(code, Permissions.Retire, async () =>
    {
        var done = await act.Retire(Actor, code);
        if (!done.IsRefused) Say(Retired);
        return done.Refusals;
    });

    public Task<IActionResult> OnPostRestoreAsync(string code) => Change(code, Permissions.Retire, async () =>
    {
        var done = await act.Restore(Actor, code);
        if (!done.IsRefused) Say($"Brought back {code}.");
        return done.Refusals;
    });

    /// <summary>What is said after it has been retired.</summary>
    protected virtual string Retired => $"Retired {Item.Code}.";

    /// <summary>Reads what only this type has.</summary>
    protected virtual Task LoadOwn() => Task.CompletedTask;

    /// <summary>Runs an act of the page for whoever may; refused, the page stands there again and says why.</summary>
    protected async Task<IActionResult> Change(string code, string permission, Func<Task<IReadOnlyList<Refusal>>> run)
    {
        if (!May(permission)) return Forbid();
        if (!await Load(code, activity: false)) return NotFound();
        var refusals = await run();
        return refusals.Count > 0 ? Refused(refusals) : LocalRedirect(Item.Href);
    }

    private async Task<bool> Load(string code, bool activity)
    {
        var item = await db.Items.Where(i => i.Code == code && i.Type == kind.Type).Select(i => new
        {
            i.Id,
            i.Notes,
            i.CreatedAt,
            UnitStreet = i.Unit!.Address!.Street,
            Streets = i.Property!.Addresses.OrderBy(a => a.Id).Select(a => a.Street).Take(2).ToList(),
        }).FirstOrDefaultAsync();
        if (item is null) return false;
        (Notes, CreatedAt, ShowsActivity) = (item.Notes, item.CreatedAt, activity || !kind.IsLent);
        Address = item.UnitStreet ?? (item.Streets.Count > 1 ? item.Streets[0] + " and others" : item.Streets.FirstOrDefault());
        Item = (await ItemRow.Load(db, [item.Id]))[0];
        await LoadCodes();
        Photos = new($"{Item.Code} {Item.Label}", $"/items/{Item.Code}/photos", await PhotoRow.Load(db.Photos.Where(p => p.ItemId == item.Id)), May(Permissions.EditInventory));
        await LoadOwn();
        await LoadTab();
        return true;
    }

    private async Task LoadCodes()
    {
        Codes = await db.Secrets.Current().Where(s => s.ItemId == Item.Id)
            .Select(s => new CodeRow(s.Field, s.SetAt, s.SetBy)).ToListAsync();
        MayReveal = May(Permissions.RevealAny) || (Codes.Count > 0 && await db.Holds(Actor.UserId, Item.Id));
    }

    private async Task LoadTab()
    {
        if (!ShowsActivity)
        {
            Moves = await ItemMove.Of(db, Item, Request.PageNumber());
            return;
        }
        Entries = await db.Activity.Where(a => a.ItemId == Item.Id).SeenBy(User).OrderByDescending(a => a.Id).Page(Request.PageNumber());
    }
}
