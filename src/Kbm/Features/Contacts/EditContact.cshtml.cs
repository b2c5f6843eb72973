using Kbm.Data;
using Kbm.Features.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Contacts;

[Authorize(Permissions.EditInventory)]
internal sealed class EditContactPage(TenantDb db, SaveContact save, RetireContact retire) : ContactFormPage
{
    /// <summary>As it is saved.</summary>
    public Contact Contact { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(long id)
    {
        if (!await Find(id)) return NotFound();
        Input = ContactInput.Of(Contact);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id) => await Find(id) ? Done(await save.Edit(Actor, id, Input)) : NotFound();

    public async Task<IActionResult> OnPostRetireAsync(long id)
    {
        if (!May(Permissions.Retire)) return Forbid();
        if (!await Find(id)) return NotFound();
        var outcome = await retire.Retire(Actor, id);
        return outcome.IsRefused ? Refused(outcome.Refusals) : Back(id, $"Retired {Contact.Name}. Their history is kept.");
    }

    public async Task<IActionResult> OnPostRestoreAsync(long id)
    {
        if (!May(Permissions.Retire)) return Forbid();
        if (!await Find(id)) return NotFound();
        var outcome = await retire.Restore(Actor, id);
        return outcome.IsRefused ? Refused(outcome.Refusals) : Back(id, $"{Contact.Name} is back in use.");
    }

    private LocalRedirectResult Back(long id, string sentence)
    {
        Say(sentence);
        return LocalRedirect($"/contacts/{id}");
    }

    private async Task<bool> Find(long id)
    {
        var contact = await db.Contacts.FirstOrDefaultAsync(c => c.Id == id);
        if (contact is not null) Contact = contact;
        return contact is not null;
    }
}
