using Kbm.Data;
using Kbm.Features.Search;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Contacts;

/// <summary>Who is meant by a name as people type it.</summary>
internal static class ContactsByName
{
    private const int MostNamed = 4;

    /// <summary>
    /// The contacts in use of this name, whatever its case and its spaces. One that is spelled exactly so is meant before others, so
    /// that everybody can be named.
    /// </summary>
    public static async Task<List<Contact>> ContactsNamed(this TenantDb db, string typed)
    {
        var name = Checks.Line(typed);
        var exact = await db.Contacts.Where(c => c.Name == name && c.RetiredAt == null).OrderBy(c => c.Id).ToListAsync();
        if (exact.Count == 1 || SearchText.Terms(name) is not { Count: > 0 } terms) return exact;
        var found = db.SearchFor(terms).Where(e => e.Kind == SearchKind.Contact && !e.IsRetired).Select(e => e.TargetId);
        // Letters of either case are as many, which leaves few of those in which the words are found.
        var length = name.EnumerateRunes().Count();
        var alike = await db.Contacts.Where(c => found.Contains(c.Id) && c.Name.Length == length).OrderBy(c => c.Id).ToListAsync();
        return alike.FindAll(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Names those between whom a name does not decide.</summary>
    /// <param name="name">What was typed.</param>
    /// <param name="contacts">Two or more.</param>
    /// <param name="wayOn">What can be done about it, as a sentence.</param>
    /// <param name="field">The input that holds the name.</param>
    public static Refusal Several(string name, IReadOnlyList<Contact> contacts, string wayOn, string field)
    {
        IEnumerable<string> named = contacts.Take(MostNamed).Select(c => $"{c.Name} ({c.Kind}{(c.Company is null ? "" : $", {c.Company}")})");
        if (contacts.Count > MostNamed) named = named.Append($"{contacts.Count - MostNamed} more");
        return Refusal.Conflict("several_contacts", $"{contacts.Count} contacts are called {name}: {Word.List([.. named])}. {wayOn}", field) with
        {
            Detail = ("contacts", contacts.Select(c => new ContactMeant(c.Id, c.Name, c.Kind, c.Company)).ToList()),
        };
    }
}

/// <summary>A contact as the API names it in a refusal.</summary>
internal sealed record ContactMeant(long ContactId, string Name, ContactKind Kind, string? Company);
