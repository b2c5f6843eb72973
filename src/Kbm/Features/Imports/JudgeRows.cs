using Kbm.Features.Contacts;
using Kbm.Features.Items;
using Kbm.Features.Properties;
using Kbm.Features.Shared;

namespace Kbm.Features.Imports;

/// <summary>
/// The one judge of rows: the review shows what it says, and the run does it. It goes through the sheet from the top; what a good row
/// makes is known to the rows after it.
/// </summary>
internal sealed class JudgeRows(ImportMap map, ImportDecisions decisions, ImportKnown known, SheetCodes codes, CodeReach? reach = null)
{
    private readonly JudgePlace _place = new(map, decisions, known);
    private readonly JudgeItem _item = new(map, known, codes, reach);
    private readonly Dictionary<string, int> _contacts = [];
    private readonly Dictionary<Unit, int> _units = new(ReferenceEqualityComparer.Instance);

    /// <summary>Judges some rows that follow one another. Rows in which no matched column has anything are left out.</summary>
    public async Task<List<RowWork>> Judge(IEnumerable<KeptRow> rows)
    {
        var works = rows.Where(r => r.Number > map.HeaderRow).Select(r => new RowText(r, map, decisions)).Where(t => !t.IsEmpty).Select(t => new RowWork(t)).ToList();
        await ReadWhatTheyName(works);
        foreach (var work in works)
        {
            await Judge(work);
            if (work.Problems.Count > 0) work.Verdict = Verdict.Wrong;
            if (work.IsToDo || work.Verdict == Verdict.Same) Keep(work);
        }
        return works;
    }

    private async Task ReadWhatTheyName(List<RowWork> works)
    {
        if (map.Kind is ImportKind.Contacts or ImportKind.Properties) return;
        var found = works.ConvertAll(w => _place.Find(w.Text));
        var places = works.Zip(found, (w, f) => (w.Text, Place: f is [var one] ? one : null)).ToList();
        await known.ReadUnits(found.SelectMany(f => f));
        if (map.Kind == ImportKind.Units) return;
        var named = works.SelectMany(w => new[] { w.Text[Field.Code], w.Text[Field.MasterKey], w.Text[Field.Inside] }).OfType<string>().Select(ItemCode.Read).Where(c => c.Length is > 0 and <= 12).Distinct().ToList();
        var natures = places.Where(p => p.Text[Field.Code] is null).Select(p => _item.NatureOf(p.Text, p.Place, p.Place is null ? null : _place.UnitOf(p.Text, p.Place))).OfType<ItemNature>().ToList();
        await known.ReadItems(named, natures);
    }

    private async Task Judge(RowWork work)
    {
        if (decisions.Skipped.Contains(work.Row))
        {
            work.Verdict = Verdict.Skipped;
            return;
        }
        ReadDay(work);
        if (map.Kind == ImportKind.Contacts) JudgeContact(work);
        else if (_item.IsSign(work.Text)) _item.JudgeSign(work);
        else
        {
            work.Place = _place.Judge(work);
            if (map.Kind == ImportKind.Properties) JudgeProperty(work);
            else if (map.Kind == ImportKind.Units) JudgeUnit(work);
            else await _item.Judge(work);
            if (work.IsToDo && work.Problems.Count == 0) work.Makes.AddRange(Besides(work));
        }
    }

    private void ReadDay(RowWork work)
    {
        if (work.Text[Field.Retired] is not { } typed) return;
        if (CellLook.Day(typed) is not { } day) work.Problem(Field.Retired, "invalid", "Write the day on which it was retired as 2026-11-27.");
        else if (day > known.Time.Today) work.Problem(Field.Retired, "invalid", "This day has not come yet; nothing is retired in advance.");
        else work.RetiredAt = known.Time.StartOf(day);
    }

    private void JudgeProperty(RowWork work)
    {
        if (work.Place is not { IsNew: false } place) return;
        work.Makes.AddRange(place.Changes);
        if (place.Edit is not null) work.Verdict = Verdict.Change;
        else if (place.Adds.Count == 0 && known.IsOfThisImport(place.Property)) Duplicate(work, known.RowOf(place.Address ?? (object)place.Property) ?? known.RowOf(place.Property));
        else if (place.Adds.Count == 0) work.Verdict = Verdict.Same;
    }

    private void JudgeUnit(RowWork work)
    {
        if (work.Place is not { UnitIsNew: false, Unit: { } unit } place) return;
        if (known.RowOf(unit) is { } row || _units.TryGetValue(unit, out row))
        {
            Duplicate(work, row);
            return;
        }
        work.Makes.AddRange(place.UnitChanges);
        work.Verdict = place.UnitEdit is null ? Verdict.Same : Verdict.Change;
    }

    private void JudgeContact(RowWork work)
    {
        var row = work.Text;
        var checks = new Checks();
        var name = row[Field.Name] ?? string.Join(' ', new[] { row[Field.FirstName], row[Field.LastName] }.OfType<string>());
        var input = new ContactInput { Name = name.Length > 0 ? name : row[Field.Company], Company = row[Field.Company], Email = row[Field.Email], Phone = row[Field.Phone], Notes = row[Field.ContactNotes], Kind = ContactWords.Kind(row[Field.Kind]) };
        var facts = SaveContact.Clean(checks, input, ContactKind.Other);
        var before = checks.Failed ? null : There(row, facts);
        if (before is not null) facts = facts with { Kind = row[Field.Kind] is null ? before.Kind : facts.Kind, Name = before.Name, Company = facts.Company ?? before.Company, Email = facts.Email ?? before.Email, Phone = facts.Phone ?? before.Phone, Notes = facts.Notes ?? before.Notes };
        if (before is { UserId: not null } && map.Mode == ImportMode.CreateAndUpdate) SaveContact.CheckUsersOwn(checks, before, facts);
        work.Problem(checks, f => f == "notes" ? Field.ContactNotes : EnumWord.Of<Field>(f));
        if (work.Problems.Count > 0) return;
        if (before is { RetiredAt: not null })
        {
            work.Verdict = Verdict.Same;
            return;
        }
        if ((!map.IsOwn && _contacts.TryGetValue(KeyOf(facts), out var first)) || (before is not null && known.RowOf(before) is { } made && (first = made) > 0))
        {
            Duplicate(work, first);
            return;
        }
        (work.Contact, work.ContactBefore) = (facts, before);
        if (before is null) return;
        work.Makes.AddRange(SaveContact.Changes(before, facts));
        work.Verdict = work.Makes.Count > 0 && map.Mode == ImportMode.CreateAndUpdate ? Verdict.Change : Verdict.Same;
    }

    private Contact? There(RowText row, ContactFacts facts) => map.IsOwn
        ? known.Contacts.AsWritten(facts, row[Field.Retired] is not null, c => !known.IsOfThisImport(c))
        : known.Contacts.Same(facts, row[Field.Retired] is not null);

    private static string KeyOf(ContactFacts facts) => $"{LooseName.Of(facts.Name)}|{facts.Email?.ToUpperInvariant()}|{LooseName.Of(facts.Company)}";

    private static void Duplicate(RowWork work, int? row)
    {
        work.Verdict = Verdict.Duplicate;
        work.Makes.Add(row is null ? "an earlier row says it" : $"the same as row {row}");
    }

    /// <summary>What a row makes besides what it is about.</summary>
    private IEnumerable<string> Besides(RowWork work)
    {
        if (work.Place is not { } place) yield break;
        if (place.IsNew && map.Kind != ImportKind.Properties) yield return $"new property {place.Property.Name}";
        if (place.Edit is null)
            foreach (var address in place.Adds) yield return $"{address.Street} as a further address of {place.Property.Name}";
        if (place.UnitIsNew && map.Kind != ImportKind.Units) yield return $"new unit {place.Unit!.Label} of {place.Property.Name}";
        if (place.OwnerIsNew) yield return $"new contact {place.Owner!.Name} (Owner)";
    }

    private void Keep(RowWork work)
    {
        if (work.IsToDo && work.Place is { } place) KeepPlace(work.Row, place);
        if (work.Draft is not null) _item.Keep(work);
        if (work.Contact is { } facts) _contacts[KeyOf(facts)] = work.Row;
    }

    private void KeepPlace(int row, PlaceWork place)
    {
        if (place.OwnerIsNew) known.Made(row, place.Owner!);
        foreach (var address in place.Adds)
        {
            place.Property.Addresses.Add(address);
            known.Places.AddStreet(place.Property, address.Street);
        }
        if (place.IsNew) known.Made(row, place.Property);
        foreach (var address in place.IsNew ? place.Property.Addresses : place.Adds) known.MadeAddress(row, address);
        if (place.UnitIsNew) known.Made(row, place.Unit!);
        if (place.UnitEdit is not null) _units[place.Unit!] = row;
    }
}

/// <summary>What people write for kinds of contacts.</summary>
internal static class ContactWords
{
    public static string? Kind(string? text) => text is null ? null : CellLook.Joined(text).ToUpperInvariant() switch
    {
        "TENANT" or "RENTER" or "OCCUPANT" or "LEASEHOLDER" or "RESIDENTS" => nameof(ContactKind.Resident),
        "LANDLORD" or "OWNERS" or "INVESTOR" => nameof(ContactKind.Owner),
        "CONTRACTOR" or "SUPPLIER" or "VENDORS" or "PLUMBER" or "ELECTRICIAN" or "CLEANER" or "HANDYMAN" or "LOCKSMITH" => nameof(ContactKind.Vendor),
        "REALTOR" or "BROKER" or "AGENTS" => nameof(ContactKind.Agent),
        "EMPLOYEE" or "MAINTENANCE" => nameof(ContactKind.Staff),
        "POLICE" or "FIRE" or "FIREDEPARTMENT" => nameof(ContactKind.Emergency),
        var word => word,
    };
}
