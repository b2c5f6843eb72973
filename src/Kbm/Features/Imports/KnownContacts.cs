using Kbm.Features.Contacts;

namespace Kbm.Features.Imports;

/// <summary>The contacts that there are, those among them that the sheet makes.</summary>
internal sealed class KnownContacts
{
    private readonly Dictionary<string, List<Contact>> _byName = [];
    private readonly Dictionary<string, Contact> _byEmail = new(StringComparer.OrdinalIgnoreCase);

    public KnownContacts(IEnumerable<Contact> contacts)
    {
        foreach (var contact in contacts.Where(c => c.RetiredAt is null)) Add(contact);
    }

    public void Add(Contact contact)
    {
        var name = LooseName.Of(contact.Name);
        if (!_byName.TryGetValue(name, out var named)) _byName.Add(name, named = []);
        named.Add(contact);
        if (contact.Email is { } email) _byEmail.TryAdd(email, contact);
    }

    /// <summary>Whoever is meant by an owner's name: of several, the one that is an owner.</summary>
    public Contact? Owner(string name) => _byName.GetValueOrDefault(LooseName.Of(name)) is not { } named ? null : named.Find(c => c.Kind == ContactKind.Owner) ?? named[0];

    /// <summary>The contact that a row is about: by the email, or by the name where neither email nor company says otherwise.</summary>
    public Contact? Same(ContactFacts facts)
    {
        if (facts.Email is { } email && _byEmail.TryGetValue(email, out var found)) return found;
        return _byName.GetValueOrDefault(LooseName.Of(facts.Name))?.Find(c => (c.Email is null || facts.Email is null) && Agree(c.Company, facts.Company));
    }

    private static bool Agree(string? one, string? other) => one is null || other is null || LooseName.Of(one) == LooseName.Of(other);
}
