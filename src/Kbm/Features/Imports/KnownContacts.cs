using Kbm.Features.Contacts;

namespace Kbm.Features.Imports;

/// <summary>The contacts that there are, those among them that the sheet makes.</summary>
internal sealed class KnownContacts
{
    private readonly Dictionary<string, List<Contact>> _byName = [];
    private readonly Dictionary<string, List<Contact>> _retired = [];
    private readonly Dictionary<string, Contact> _byEmail = new(StringComparer.OrdinalIgnoreCase);

    public KnownContacts(IEnumerable<Contact> contacts)
    {
        foreach (var contact in contacts) Add(contact);
    }

    public void Add(Contact contact)
    {
        var (name, names) = (LooseName.Of(contact.Name), contact.RetiredAt is null ? _byName : _retired);
        if (!names.TryGetValue(name, out var named)) names.Add(name, named = []);
        named.Add(contact);
        if (contact is { RetiredAt: null, Email: { } email }) _byEmail.TryAdd(email, contact);
    }

    /// <summary>Whoever is meant by an owner's name: of several, the one who is spelled so, and of those the one that is an owner.</summary>
    public Contact? Owner(string name, bool mayBeRetired)
    {
        var named = _byName.GetValueOrDefault(LooseName.Of(name)) ?? (mayBeRetired ? _retired.GetValueOrDefault(LooseName.Of(name)) : null);
        return named is null ? null
            : named.Find(c => c.Kind == ContactKind.Owner && c.Name == name) ?? named.Find(c => c.Kind == ContactKind.Owner) ?? named.Find(c => c.Name == name) ?? named[0];
    }

    /// <summary>The contact that a row is about: by the email, or by the name where neither email nor company says otherwise.</summary>
    public Contact? Same(ContactFacts facts, bool isRetired)
    {
        if (facts.Email is { } email && _byEmail.TryGetValue(email, out var found)) return found;
        return _byName.GetValueOrDefault(LooseName.Of(facts.Name))?.Find(c => MayBe(c, facts))
            ?? (isRetired ? _retired.GetValueOrDefault(LooseName.Of(facts.Name))?.Find(c => MayBe(c, facts)) : null);
    }

    /// <summary>The same for a row of a sheet that has a row for each contact: rather the one that is so in everything, then one of the name, and none of another kind.</summary>
    public Contact? AsWritten(ContactFacts facts, bool isRetired, Predicate<Contact> among)
    {
        var name = LooseName.Of(facts.Name);
        var live = (_byName.GetValueOrDefault(name) ?? []).FindAll(among);
        var gone = isRetired ? (_retired.GetValueOrDefault(name) ?? []).FindAll(among) : [];
        return gone.Find(c => FactsOf(c) == facts) ?? live.Find(c => FactsOf(c) == facts)
            ?? (isRetired ? gone : live).Find(c => c.Kind == facts.Kind && MayBe(c, facts))
            ?? (!isRetired && facts.Email is { } email && _byEmail.TryGetValue(email, out var its) && its.Kind == facts.Kind && among(its) ? its : null);
    }

    private static ContactFacts FactsOf(Contact contact) =>
        new(contact.Kind, contact.Name) { Company = contact.Company, Email = contact.Email, Phone = contact.Phone, Notes = contact.Notes };

    private static bool MayBe(Contact contact, ContactFacts facts) => (contact.Email is null || facts.Email is null || contact.Email == facts.Email) && Agree(contact.Company, facts.Company);

    private static bool Agree(string? one, string? other) => one is null || other is null || LooseName.Of(one) == LooseName.Of(other);
}
