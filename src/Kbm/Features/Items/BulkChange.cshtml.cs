using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Runs;
using Kbm.Features.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Items;

/// <summary>Asks where the chosen items go, or whether they are retired, and does it with all of them.</summary>
[Authorize(Permissions.EditInventory)]
internal sealed class BulkChangePage(TenantDb db, BulkItems act) : ItemFormPage(db, ItemKind.All[0])
{
    private const string ActionField = "do";
    private const int MostNamed = 5;
    private readonly TenantDb _db = db;

    public override bool StartsAtPlace => true;

    [BindProperty]
    public BulkInput Input { get; set; } = new();

    [BindProperty]
    public string? ActKey { get; set; }

    /// <summary>How many items the form spoke of.</summary>
    [BindProperty]
    public int? Confirmed { get; set; }

    public BulkAction Action { get; private set; } = null!;

    public int Count { get; private set; }

    public ItemSelection Selection { get; private set; } = new();

    /// <summary>The one type that all of them are of; null when there are several.</summary>
    private ItemKind? _kind;

    /// <summary>The first of them, as "KA001 Front door".</summary>
    public IReadOnlyList<string> First { get; private set; } = [];

    public string Things => Word.Count(Count, _kind?.One ?? ItemKind.Any.One, _kind?.Many ?? ItemKind.Any.Many);

    /// <summary>"KA001 Front door, KA002 Roof and 38 more".</summary>
    public string Which => string.Join(", ", First) + (Count > First.Count ? $" and {Count - First.Count} more" : "");

    public override ItemInput Item => Input;

    public override string UnitHint => "Without one, what is at the property already keeps its unit.";

    private string FormKey => $"form:{Actor.UserId}:{ActKey}";

    public override string Back => Selection.List;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await Read() is { } refused) return refused;
        await ReadChoices();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await Read() is { } refused) return refused;
        if (!ModelState.IsValid) return await ShowAgain([]);
        var codes = await Selection.Items(_db, Settings, Time).Select(i => i.Code).ToListAsync();
        if (codes.Count != Confirmed && !await _db.Runs.AnyAsync(r => r.ActKey == FormKey))
            return await ShowAgain([Refusal.Conflict("changed", $"Meanwhile it is {Things} that match. Look at what is to be done, and send it again.")]);
        var started = await act.Start(Actor, Action.Deed!.Value, Input, codes, FormKey);
        if (started.IsRefused) return await ShowAgain(started.Refusals);
        var run = started.Value;
        if (run.EndedAt is null || run.Refused > 0) return LocalRedirect($"/runs/{run.Id}");
        Say($"{run.Title}: {RunSummary.Counts(run)}.", ($"/runs/{run.Id}", "See it"));
        return LocalRedirect(Back);
    }

    /// <summary>What is asked for, and of how many items; an answer when it cannot be.</summary>
    private async Task<IActionResult?> Read()
    {
        ActKey = Guid.TryParse(ActKey, out var key) ? key.ToString("N") : Guid.NewGuid().ToString("N");
        if (BulkAction.Of(Request.Query[ActionField]) is not { Deed: not null } action) return LocalRedirect("/bulk");
        if (!May(action.Permission)) return Forbid();
        Selection = ItemSelection.Read(Request, ActionField);
        // A form that is sent again finds the items gone from its list; its run is the answer then.
        await ReadItems();
        if ((Count == 0 || Count > action.Most) && !HttpMethods.IsPost(Request.Method))
            return LocalRedirect(Selection.At("/bulk", KeyValuePair.Create(ActionField, (string?)action.Name)));
        Action = action;
        return null;
    }

    private async Task ReadItems()
    {
        if (Selection.IsEmpty) return;
        var items = Selection.Items(_db, Settings, Time);
        Count = await items.CountAsync();
        First = (await items.Take(MostNamed).Select(i => new { i.Code, i.Label }).ToListAsync()).ConvertAll(i => $"{i.Code} {i.Label}");
        if (await items.Select(i => i.Type).Distinct().Take(2).ToListAsync() is [var only]) _kind = ItemKind.Of(only);
    }
}
