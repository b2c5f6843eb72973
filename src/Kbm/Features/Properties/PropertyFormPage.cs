using Kbm.Data;
using Kbm.Features.Contacts;
using Kbm.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Properties;

/// <summary>What adding and changing a property have in common: the form and what it suggests.</summary>
internal abstract class PropertyFormPage(TenantDb db) : KbmPage
{
    [BindProperty]
    public PropertyInput Input { get; set; } = new();

    public IReadOnlyList<string> Types { get; private set; } = [];

    public IReadOnlyList<string> Owners { get; private set; } = [];

    /// <summary>The addresses that the form shows: those there are and an empty one.</summary>
    public IReadOnlyList<AddressInput> AddressLines
    {
        get
        {
            var lines = (Input.Addresses ?? []).Take(Property.MostAddresses).Select(a => a ?? new()).ToList();
            return lines.Count > 0 && lines[^1].Id is null && lines[^1].IsEmpty ? lines : [.. lines, new()];
        }
    }

    protected TenantDb Db => db;

    protected async Task<IActionResult> ShowForm()
    {
        Types = await db.Properties.Where(p => p.Type != null).Select(p => p.Type!).Distinct().OrderBy(t => KbmDb.Folded(t)).Take(100).ToListAsync();
        Owners = await db.Contacts.Where(c => c.Kind == ContactKind.Owner && c.RetiredAt == null)
            .Select(c => c.Name).Distinct().OrderBy(n => KbmDb.Folded(n)).Take(300).ToListAsync();
        return Page();
    }

    protected async Task<IActionResult> ShowRefused(IReadOnlyList<Refusal> refusals)
    {
        Refused(refusals);
        return await ShowForm();
    }

    /// <summary>Something was sent that is no value of its field; the model state says what.</summary>
    protected Task<IActionResult> ShowUnreadable()
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return ShowForm();
    }

    protected IActionResult Saved(Property property, string? more)
    {
        Say($"Saved {property.Name}.");
        return LocalRedirect(more is null ? $"/properties/{property.Id}" : $"/properties/{property.Id}/edit#addresses");
    }
}
