using System.Globalization;
using Kbm.Features.Accounts;
using Kbm.Features.Checkouts;
using Kbm.Features.Contacts;
using Kbm.Features.Imports;
using Kbm.Features.Items;
using Kbm.Features.Properties;
using Kbm.Features.Runs;
using Kbm.Features.Secrets;
using Kbm.Features.Shared;
using Kbm.Features.Signs;

namespace Kbm.Features.Activity;

/// <summary>Every sentence of the activity record. The reader sees who and when beside it, so a sentence begins with the deed.</summary>
internal static partial class Sentences
{
    public static string CheckedOut(Item item, int quantity, string holder, string receipt, string? inside) =>
        $"Handed {Copies(item, quantity)}{(inside is null ? "" : $" with {inside} inside")} to {holder} ({receipt}).";

    public static string WentInside(Item item, Item lockbox, string holder, string receipt) =>
        $"Handed {item.Code} {item.Label} to {holder} inside {lockbox.Code} ({receipt}).";

    public static string CameBackInside(Item item, Item lockbox, string holder, string receipt) =>
        $"Took back {item.Code} {item.Label} from {holder} inside {lockbox.Code} ({receipt}).";

    public static string CheckedIn(Item item, int quantity, string holder, string broughtBy, string receipt) =>
        $"Took back {Copies(item, quantity)} from {holder}{(broughtBy == holder ? "" : $", brought by {broughtBy}")} ({receipt}).";

    public static string Extended(Checkout loan, string? from, string to) => from is null
        ? $"Set {Copies(loan.Item, loan.Outstanding)} with {loan.Holder.Name} to be due {to}."
        : $"Extended {Copies(loan.Item, loan.Outstanding)} with {loan.Holder.Name} from {from} to {to}.";

    public static string Added(Item item) => $"Added {Kind(item)} {item.Code}, {item.Label}.";

    public static string Added(Property property) => $"Added property {property.Name}.";

    public static string Added(Unit unit, Property property) => $"Added unit {unit.Label} of {property.Name}.";

    public static string Added(IReadOnlyList<Unit> units, Property property) => units.Count == 1
        ? Added(units[0], property)
        : $"Added {Word.Count(units.Count, "unit")} to {property.Name}: {string.Join(", ", units.Select(u => u.Label))}.";

    public static string Added(Contact contact) => $"Added contact {contact.Name} ({contact.Kind}).";

    /// <param name="what">The thing, such as "KA014" or "property Winthrop Apts.".</param>
    /// <param name="changes">What changed, such as "label from Roof to Attic".</param>
    public static string Edited(string what, IReadOnlyList<string> changes) =>
        changes.Count == 0 ? $"Saved {what} unchanged." : $"Changed {what}: {Word.List(changes)}.";

    public static string Retired(string what) => $"Retired {what}.";

    public static string Restored(string what) => $"Brought back {what}.";

    public static string Imported(string file, int rows) => $"Started the import of {Word.Count(rows, "row")} of {file}.";

    public static string ImportUndone(MadeThing thing) => thing.Before is null
        ? $"Took back {thing.Name}, which an import had made."
        : $"Took back what an import had changed of {thing.Name}.";

    public static string RunEnded(Run run) => string.Create(CultureInfo.InvariantCulture, $"Ended “{run.Title}” after {run.Done:#,0} of {run.Total:#,0}.");

    public static string CodeSet(string code, SecretField field, bool isFirst, string? reason) =>
        $"{(isFirst ? "Set" : "Changed")} the {SecretName.Of(field)} of {code}{(reason is null ? "" : $": {reason}")}.";

    public static string CodeShown(string code, SecretField field, bool isEarlier) =>
        $"Saw {(isEarlier ? "an earlier" : "the")} {SecretName.Of(field)} of {code}.";

    public static string CodeExported(string code, SecretField field) => $"Exported the {SecretName.Of(field)} of {code} in a sheet.";

    public static string CodesDownloaded(int rows, string file) => $"Downloaded {Word.Count(rows, "row")} with problems of {file} with {(rows == 1 ? "its" : "their")} codes.";

    public static string CodePrinted(string code, string receipt) => $"Printed the lock code of {code} on receipt {receipt}.";

    public static string PutInside(Item item, Item lockbox) => $"Put {item.Code} {item.Label} into {lockbox.Code} {lockbox.Label}.";

    public static string TakenOut(Item item, Item lockbox) => $"Took {item.Code} {item.Label} out of {lockbox.Code} {lockbox.Label}.";

    public static string PhotoAdded(string thing, string? caption) => $"Added a photo of {thing}{(caption is null ? "" : $": {caption}")}.";

    public static string PhotoRemoved(string thing, string? caption) => $"Removed a photo of {thing}{(caption is null ? "" : $": {caption}")}.";

    public static string PhotoDescribed(string thing, string? caption) =>
        caption is null ? $"Removed the caption of a photo of {thing}." : $"Gave a photo of {thing} the caption {caption}.";

    public static string PhotoFirst(string thing) => $"Put another photo of {thing} first.";

    public static string PutInto(SignPiece piece, AssembledSign sign) => $"Built {piece.Code} {piece.Label} into {sign.Code}, {sign.Label}.";

    public static string Swapped(SignPiece old, SignPiece piece, AssembledSign sign) =>
        $"Swapped {old.Code} {old.Label} for {piece.Code} {piece.Label} in {sign.Code}, {sign.Label}.";

    public static string TakenApart(AssembledSign sign, IReadOnlyList<SignPiece> pieces) =>
        $"Took {sign.Code}, {sign.Label}, apart: {Word.List([.. pieces.Select(p => $"{p.Code} {p.Label}")])}.";

    public static string UserAdded(User user) => $"Added user {user.Name} ({user.Role}).";

    public static string UserEdited(User user, IReadOnlyList<string> changes) => Edited($"user {user.Name}", changes);

    public static string UserDeactivated(User user) => $"Deactivated user {user.Name}.";

    public static string UserReactivated(User user) => $"Reactivated user {user.Name}.";

    public static string PinChanged(User user, Actor by) => by.UserId == user.Id ? "Changed their own PIN." : $"Gave {user.Name} a new PIN.";

    public static string TokenMade(string name) => $"Made API token {name}.";

    public static string TokenRevoked(string name, User owner, Actor by) =>
        $"Revoked {(owner.Id == by.UserId ? "" : $"{owner.Name}'s ")}API token {name}.";

    public static string SignedOutEverywhere() => "Signed out everywhere.";

    public static string SettingsChanged(IReadOnlyList<string> changes) => Edited("the company's settings", changes);

    public static string CompanyExported(bool withCodes) => $"Exported the whole company{(withCodes ? " with its codes, under a passphrase" : "")}.";

    public static string CompanyImported(DateTime writtenAt) => string.Create(CultureInfo.InvariantCulture, $"Brought the company here from a file of {writtenAt:yyyy-MM-dd}.");

    /// <summary>"label from Roof to Attic", or null when nothing changed.</summary>
    public static string? Change(string what, object? from, object? to) => Equals(from, to) ? null : (from, to) switch
    {
        (null or "", _) => $"{what} to {to}",
        (_, null or "") => $"{what} removed",
        _ => $"{what} from {from} to {to}",
    };

    private static string Copies(Item item, int quantity) =>
        quantity == 1 ? $"{item.Code} {item.Label}" : $"{quantity} copies of {item.Code} {item.Label}";

    private static string Kind(Item item) => ItemKind.Of(item.Type).One;
}
