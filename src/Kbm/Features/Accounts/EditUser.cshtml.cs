using Kbm.Data;
using Kbm.Features.Tenancy;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Accounts;

[Authorize(Permissions.ManageUsers)]
internal sealed class EditUserPage(SaveUser save, MakeToken tokens, CatalogDb catalog, CurrentTenant tenant) : KbmPage
{
    public User Person { get; private set; } = null!;

    public IReadOnlyList<ApiToken> Tokens { get; private set; } = [];

    [BindProperty]
    public UserInput Input { get; set; } = new();

    [BindProperty]
    public string? NewPin { get; set; }

    public bool IsOwn => Person.Id == Actor.UserId;

    public async Task<IActionResult> OnGetAsync(long id)
    {
        if (!await Load(id)) return NotFound();
        Input = new() { Name = Person.Name, Email = Person.Email, Role = Person.Role.ToString() };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id)
    {
        if (!await Load(id)) return NotFound();
        var saved = await save.Edit(Actor, id, Input);
        if (saved.IsRefused) return Refused(saved.Refusals);
        if (IsOwn) await HttpContext.SignIn(SignedInUser.Of(saved.Value));
        Say($"Saved {saved.Value.Name}.");
        return LocalRedirect(IsOwn && saved.Value.Role != Role.Admin ? "/profile" : $"/users/{id}");
    }

    public async Task<IActionResult> OnPostPinAsync(long id)
    {
        if (!await Load(id)) return NotFound();
        var changed = await save.GivePin(Actor, id, NewPin);
        if (changed.IsRefused) return Again([.. changed.Refusals.Select(r => r with { Field = "newPin" })]);
        Say($"{changed.Value.Name} has a new PIN. Tell it to them in person.");
        return LocalRedirect($"/users/{id}");
    }

    public async Task<IActionResult> OnPostActiveAsync(long id, bool active)
    {
        if (!await Load(id)) return NotFound();
        var changed = await save.SetActive(Actor, id, active);
        if (changed.IsRefused) return Again(changed.Refusals);
        Say(active ? $"{changed.Value.Name} may sign in again." : $"{changed.Value.Name} is signed out and may not sign in.");
        return LocalRedirect($"/users/{id}");
    }

    public async Task<IActionResult> OnPostRevokeAsync(long id, long token)
    {
        var revoked = await tokens.Revoke(Actor, tenant.Tenant.Id, id, token);
        if (revoked.IsRefused) return NotFound();
        Say($"Revoked {revoked.Value.Name}.");
        return LocalRedirect($"/users/{id}");
    }

    /// <summary>Shows the refusal of a form other than the first, which stands as it is saved.</summary>
    private PageResult Again(IReadOnlyList<Refusal> refusals)
    {
        ModelState.Clear();
        Input = new() { Name = Person.Name, Email = Person.Email, Role = Person.Role.ToString() };
        foreach (var refusal in refusals) ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        Response.StatusCode = refusals[0].Status;
        return Page();
    }

    private async Task<bool> Load(long id)
    {
        var company = tenant.Tenant.Id;
        if (await catalog.Users.SingleOrDefaultAsync(u => u.TenantId == company && u.Id == id) is not { } person) return false;
        Person = person;
        Tokens = await catalog.ApiTokens.Where(t => t.TenantId == company && t.UserId == id && t.RevokedAt == null && t.ExpiresAt > Time.Now)
            .OrderByDescending(t => t.Id).Take(100).ToListAsync();
        return true;
    }
}
