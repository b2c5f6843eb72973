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
        Say($"Saved {contact.Name}." + (same == 0 ? "" : $" There {(same == 1 ? "is" : "are")} {Word.Count(same, "other contact")} of this name; the desk asks which one is meant."));
        return LocalRedirect($"/contacts/{contact.Id}");
    }
}
