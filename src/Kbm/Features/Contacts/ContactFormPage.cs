using Kbm.Data;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Contacts;

/// <summary>What adding and changing a contact have in common.</summary>
internal abstract class ContactFormPage : KbmPage
{
    [BindProperty]
    public ContactInput Input { get; set; } = new();

    protected IActionResult Done(Outcome<SavedContact> outcome)
    {
        if (outcome.IsRefused) return Refused(outcome.Refusals);
        var (contact, same) = outcome.Value;
        Say(Word.Stop($"Saved {contact.Name}.") + same switch
        {
            0 => "",
            1 => " Another contact has this name; company and phone tell them apart.",
            _ => $" {same} other contacts have this name; company and phone tell them apart.",
        });
        return LocalRedirect($"/contacts/{contact.Id}");
    }
}
