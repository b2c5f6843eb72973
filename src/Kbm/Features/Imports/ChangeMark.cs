using System.Security.Cryptography;
using System.Text;
using Kbm.Features.Contacts;
using Kbm.Features.SmartLocks;

namespace Kbm.Features.Imports;

/// <summary>
/// What a row changes, from what to what, so that a run can tell whether that is still what the review said. Of long texts the words say
/// only that they change; here stands what they were.
/// </summary>
internal static class ChangeMark
{
    private const int Bytes = 12;

    public static string? Of(RowWork work) => work.Verdict != Verdict.Change ? null : Hash(work switch
    {
        { Before: { } item, Draft: { } draft } => Told(draft.ChangesOf(item).Where(c => !IsMaster(c)), item.Notes, (item as SmartLock)?.Instructions),
        { ContactBefore: { } contact, Contact: { } facts } => Told(SaveContact.Changes(contact, facts), contact.Notes, null),
        { Place: { } place } => Told(place.Changes, place.Property.Notes, null).Concat(Told(place.UnitChanges, place.Unit?.Notes, null)),
        _ => [],
    });

    private static IEnumerable<string?> Told(IEnumerable<string> changes, string? notes, string? instructions) =>
        changes.SelectMany(c => c switch { "notes" => new[] { c, notes }, "instructions" => [c, instructions], _ => [c] });

    // A master that the sheet itself makes is not there yet when the row is reviewed.
    private static bool IsMaster(string change) => change.StartsWith("master key", StringComparison.Ordinal);

    private static string Hash(IEnumerable<string?> told) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', told))).AsSpan(0, Bytes));
}
