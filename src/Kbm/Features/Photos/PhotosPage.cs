using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Photos;

/// <summary>Where the photos of a thing are added, described, ordered and removed.</summary>
internal abstract class PhotosPage(TenantDb db, SavePhoto act, Darkroom darkroom) : KbmPage
{
    public PhotoThing Thing { get; private set; } = null!;

    public string Address => Thing.Address;

    public IReadOnlyList<PhotoRow> Photos { get; private set; } = [];

    public int MaxAtOnce => darkroom.Limits.MaxAtOnce;

    /// <summary>Which thing the address names.</summary>
    protected abstract PhotoOf Of { get; }

    public async Task<IActionResult> OnGetAsync() => await Load() ? Page() : NotFound();

    /// <summary>Adds every file that can be added, and says which could not and why.</summary>
    public async Task<IActionResult> OnPostAddAsync([FromForm(Name = PhotoInput.Field)] List<IFormFile>? files, [FromForm] string? caption)
    {
        if (!await Load()) return NotFound();
        // A file field that is left empty is sent as a file without a name.
        var chosen = (files ?? []).Where(f => f.FileName.Length > 0 || f.Length > 0).ToList();
        if (chosen.Count == 0) return await Again([Refusal.Invalid(PhotoInput.Field, "Choose a photo first.")]);
        if (chosen.Count > MaxAtOnce) return await Again([Refusal.Invalid(PhotoInput.Field, $"Add at most {Word.Count(MaxAtOnce, "photo")} at once.")]);
        var refusals = new List<Refusal>();
        foreach (var file in chosen)
        {
            var done = await act.Add(Actor, Of, new(file.OpenReadStream, caption), HttpContext.RequestAborted);
            refusals.AddRange(done.Refusals.Select(r => chosen.Count == 1 ? r : r with { Sentence = $"{Word.Cut(Checks.Line(file.FileName), 60)}: {r.Sentence}" }));
        }
        if (refusals.Count > 0) return await Again(refusals);
        Say($"Added {(chosen.Count == 1 ? "a photo" : $"{chosen.Count} photos")} of {Thing.Name}.", at: "photos");
        return LocalRedirect(Thing.Href + "#photos");
    }

    public Task<IActionResult> OnPostDescribeAsync([FromForm] string? photo, [FromForm] string? caption) =>
        Change(photo, () => act.Describe(Actor, photo, caption), "Saved the caption.");

    public Task<IActionResult> OnPostFirstAsync([FromForm] string? photo) => Change(photo, () => act.PutFirst(Actor, photo), "It is the first now.");

    public Task<IActionResult> OnPostRemoveAsync([FromForm] string? photo) => Change(photo, () => act.Remove(Actor, photo), "Removed the photo.");

    private async Task<IActionResult> Change(string? photo, Func<Task<Outcome<Photo>>> run, string said)
    {
        if (!await Load()) return NotFound();
        if (Photos.All(p => p.Id.ToString() != photo)) return await Again([Refusal.NotFound("There is no such photo any more.")]);
        var done = await run();
        if (done.IsRefused) return await Again(done.Refusals);
        Say(said);
        return LocalRedirect(Address);
    }

    private async Task<IActionResult> Again(IReadOnlyList<Refusal> refusals)
    {
        Photos = await PhotoRow.Load(Thing.Photos(db));
        foreach (var refusal in refusals) ModelState.AddModelError("", refusal.Sentence);
        Response.StatusCode = refusals[0].Status;
        return Page();
    }

    private async Task<bool> Load()
    {
        if (await PhotoThing.Find(db, Of) is not { } thing) return false;
        (Thing, Photos) = (thing, await PhotoRow.Load(thing.Photos(db)));
        return true;
    }
}

[Authorize(Permissions.EditInventory)]
internal sealed class ItemPhotosPage(TenantDb db, SavePhoto act, Darkroom darkroom) : PhotosPage(db, act, darkroom)
{
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    protected override PhotoOf Of => new(Item: Code);
}

[Authorize(Permissions.EditInventory)]
internal sealed class PropertyPhotosPage(TenantDb db, SavePhoto act, Darkroom darkroom) : PhotosPage(db, act, darkroom)
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    protected override PhotoOf Of => new(Property: Id);
}

[Authorize(Permissions.EditInventory)]
internal sealed class UnitPhotosPage(TenantDb db, SavePhoto act, Darkroom darkroom) : PhotosPage(db, act, darkroom)
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    protected override PhotoOf Of => new(Unit: Id);
}
