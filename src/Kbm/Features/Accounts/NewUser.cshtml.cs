using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Accounts;

[Authorize(Permissions.ManageUsers)]
internal sealed class NewUserPage(SaveUser save) : KbmPage
{
    public static readonly IReadOnlyList<FieldOption> Roles =
    [
        new(nameof(Role.User), "User: sees everything, works the desk"),
        new(nameof(Role.Staff), "Staff: also adds and changes keys, places and contacts"),
        new(nameof(Role.Admin), "Admin: also retires things, users, settings, whole activity"),
    ];

    [BindProperty]
    public UserInput Input { get; set; } = new() { Role = nameof(Role.Staff) };

    public async Task<IActionResult> OnPostAsync()
    {
        var added = await save.Add(Actor, Input);
        if (added.IsRefused) return Refused(added.Refusals);
        Say($"Added {added.Value.Name}. Tell them their PIN in person.");
        return LocalRedirect("/users");
    }
}
