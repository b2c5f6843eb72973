using Kbm.Features.Properties;

namespace Kbm.Features.Imports;

/// <summary>The properties that there are, those among them that the sheet makes, found by name or address as people spell them.</summary>
internal sealed class KnownPlaces
{
    private const int MostSuggestions = 3;
    private const double LeastLikeness = 0.45;

    private readonly List<Property> _all = [];
    private readonly Dictionary<long, Property> _byId = [];
    private readonly Dictionary<string, List<Property>> _byName = [];
    private readonly Dictionary<string, List<Property>> _byStreet = [];
    private readonly Dictionary<string, List<Property>> _byCore = [];

    /// <summary>What texts have been found to mean, until another property comes.</summary>
    private readonly Dictionary<string, IReadOnlyList<Property>> _named = [];
    private readonly Dictionary<string, IReadOnlyList<Property>> _meant = [];

    public KnownPlaces(IEnumerable<Property> properties)
    {
        foreach (var property in properties) Add(property);
    }

    public void Add(Property property)
    {
        Forget();
        _all.Add(property);
        if (property.Id != 0) _byId[property.Id] = property;
        Put(_byName, LooseName.Of(property.Name), property);
        Put(_byCore, LooseName.Core(property.Name), property);
        foreach (var address in property.Addresses) AddStreet(property, address.Street);
    }

    public void AddStreet(Property property, string street)
    {
        Forget();
        Put(_byStreet, LooseName.Of(street), property);
        Put(_byCore, LooseName.Core(street), property);
    }

    public Property? ById(long id) => _byId.GetValueOrDefault(id);

    /// <summary>The properties that are spelled exactly so, retired ones among them.</summary>
    public List<Property> Exactly(string name) => _byName.GetValueOrDefault(LooseName.Of(name))?.FindAll(p => p.Name == name) ?? [];

    /// <summary>The properties of this very name: those in use before retired ones, and those that are spelled exactly so before others.</summary>
    public IReadOnlyList<Property> Named(string name)
    {
        if (!_named.TryGetValue(name, out var found)) _named.Add(name, found = Spelled(name, InUse(_byName.GetValueOrDefault(LooseName.Of(name)))));
        return found;
    }

    /// <summary>The properties that are meant by a name or an address, however it is spelled: the closest spelling that there is.</summary>
    public IReadOnlyList<Property> Meant(string text)
    {
        if (!_meant.TryGetValue(text, out var found)) _meant.Add(text, found = Closest(text));
        return found;
    }

    private IReadOnlyList<Property> Closest(string text)
    {
        if (Named(text) is { Count: > 0 } named) return named;
        if (AtStreet(text) is { Count: > 0 } at) return at;
        return LooseName.Core(text) is { Length: > 3 } core ? InUse(_byCore.GetValueOrDefault(core)) : [];
    }

    public IReadOnlyList<Property> AtStreet(string street) => InUse(_byStreet.GetValueOrDefault(LooseName.Of(street)));

    /// <summary>Those whose name or address is most like this one.</summary>
    public IReadOnlyList<SuggestedPlace> LikeThis(string text)
    {
        var loose = LooseName.Of(text);
        return
        [
            .. _all.Where(p => p is { Id: not 0, RetiredAt: null })
                .Select(p => (Place: p, Likeness: p.Addresses.Select(a => a.Street).Prepend(p.Name).Max(n => LooseName.Likeness(loose, LooseName.Of(n)))))
                .Where(p => p.Likeness >= LeastLikeness).OrderByDescending(p => p.Likeness).Take(MostSuggestions).Select(p => new SuggestedPlace(p.Place.Id, p.Place.Name)),
        ];
    }

    private void Forget()
    {
        _named.Clear();
        _meant.Clear();
    }

    private static List<Property> Spelled(string name, List<Property> found) => found.FindAll(p => p.Name == name) is { Count: > 0 } exact ? exact : found;

    private static List<Property> InUse(List<Property>? found) => found is null ? [] : found.FindAll(p => p.RetiredAt is null) is { Count: > 0 } used ? used : found;

    private static void Put(Dictionary<string, List<Property>> index, string key, Property property)
    {
        if (key.Length == 0) return;
        if (!index.TryGetValue(key, out var list)) index.Add(key, list = []);
        if (!list.Contains(property)) list.Add(property);
    }
}
