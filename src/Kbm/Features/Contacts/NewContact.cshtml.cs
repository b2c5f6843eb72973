using Kbm.Features.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Contacts;

[Authorize(Permissions.EditInventory)]
internal sealed class NewContactPage(SaveContact save) : ContactFormPage
{
    public void OnGet() => Input = new() { Kind = nameof(ContactKind.Vendor) };

    public async Task<IActionResult> OnPostAsync() => Done(await save.Add(Actor, Input));
}
