using Kbm.Data;
using Kbm.Features.Tenancy;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Accounts;

[Authorize(Permissions.OwnAccount)]
internal sealed class ProfilePage(ChangePin pins, MakeToken tokens, CatalogDb catalog, CurrentTenant tenant) : KbmPage
{
    public sealed record PinInput(string? Current, string? Next, string? Again);

    public User Person { get; private set; } = null!;

    public IReadOnlyList<ApiToken> Tokens { get; private set; } = [];

    /// <summary>A token that has just been made; this page is the only one that ever shows it.</summary>
    public NewToken? Made { get; private set; }

    [BindProperty]
    public PinInput Pin { get; set; } = new(null, null, null);

    [BindProperty]
    public string? TokenName { get; set; }

    public Task OnGetAsync() => Load();

    public async Task<IActionResult> OnPostPinAsync()
    {
        await Load();
        var changed = await pins.Run(Actor, Person.Email, Pin.Current, Pin.Next, Pin.Again);
        if (changed.IsRefused) return Refused(changed.Refusals, "Pin");
        await HttpContext.SignIn(SignedInUser.Of(changed.Value));
        Say("Your PIN is changed, and you are signed out everywhere else.");
        return LocalRedirect("/profile");
    }

    public async Task<IActionResult> OnPostTokenAsync()
    {
        await Load();
        var made = await tokens.Run(SignedInUser.Of(Person), TokenName);
        if (made.IsRefused)
        {
            ModelState.AddModelError(nameof(TokenName), made.Refusals[0].Sentence);
            Response.StatusCode = made.Refusals[0].Status;
            return Page();
        }
        Made = made.Value;
        await LoadTokens();
        ModelState.Clear();
        TokenName = null;
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(long token)
    {
        var revoked = await tokens.Revoke(Actor, tenant.Tenant.Id, Actor.UserId, token);
        if (revoked.IsRefused) return NotFound();
        Say($"Revoked {revoked.Value.Name}.");
        return LocalRedirect("/profile");
    }

    public async Task<IActionResult> OnPostSignOutAsync()
    {
        await pins.SignOutEverywhere(Actor);
        return LocalRedirect("/sign-in");
    }

    private async Task Load()
    {
        var (company, id) = (tenant.Tenant.Id, Actor.UserId);
        Person = await catalog.Users.SingleAsync(u => u.TenantId == company && u.Id == id);
        await LoadTokens();
    }

    private async Task LoadTokens()
    {
        var (company, id) = (tenant.Tenant.Id, Actor.UserId);
        Tokens = await catalog.ApiTokens.Where(t => t.TenantId == company && t.UserId == id && t.RevokedAt == null && t.ExpiresAt > Time.Now)
            .OrderByDescending(t => t.Id).Take(100).ToListAsync();
    }
}
