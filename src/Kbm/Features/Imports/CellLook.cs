using System.Globalization;
using System.Text.RegularExpressions;
using Kbm.Features.Exports;
using Kbm.Features.Items;
using Kbm.Features.Shared;

namespace Kbm.Features.Imports;

/// <summary>What values of a sheet look like.</summary>
internal static partial class CellLook
{
    /// <summary>A value as it was before an export made what looks like a formula harmless.</summary>
    public static string Plain(string? cell) => string.IsNullOrEmpty(cell) ? "" : cell.Contains('\'') ? Csv.Plain(cell).Trim() : cell.Trim();

    public static bool IsEmail(string text) => text.Contains('@') && !text.Contains(' ');

    public static bool IsCode(string text) => ItemKind.OfCode(ItemCode.Read(text)) is not null;

    public static bool IsItemType(string text) => ItemTypeOf(text) is not null;

    public static bool IsCount(string text) => Number(text) is >= 1 and <= Item.MostCopies;

    /// <summary>A number as it stands on an old tag: "17", "K-17", "17B".</summary>
    public static bool IsTagNumber(string text) => TagNumber().IsMatch(text);

    public static bool IsPhone(string text) => text.Length <= 40 && text.Count(char.IsAsciiDigit) is >= 7 and <= 15 && !text.Contains('(') | text.IndexOf(',') < 0;

    public static bool IsPostalCode(string text) => text.Length is >= 3 and <= 12 && text.Any(char.IsAsciiDigit) && !text.Contains('.');

    public static bool IsState(string text) => text.Length is >= 2 and <= 20 && text.All(c => char.IsLetter(c) || c is ' ' or '.') && StateWords().Count(text) == 0;

    /// <summary>A place on the earth is nothing that KBM keeps.</summary>
    public static bool IsCoordinates(string text) => Coordinates().IsMatch(text);

    public static bool IsDay(string text) => Day(text) is not null;

    /// <summary>A day as KBM's own sheets and workbooks have it, with or without a time behind it.</summary>
    public static DateOnly? Day(string text) =>
        text.Length >= 10 && (text.Length == 10 || text[10] == ' ') && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static int? Number(string text) =>
        (!text.Contains(',') || Thousands().IsMatch(text)) && int.TryParse(text.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A word of an enum however it is written: "Name rider" is NameRider.</summary>
    public static string Joined(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    public static ItemType? ItemTypeOf(string text) => Joined(text).ToUpperInvariant() switch
    {
        "KEY" or "KEYS" => ItemType.Key,
        "LOCKBOX" or "LOCKBOXES" or "BOX" => ItemType.Lockbox,
        "SIGNPIECE" or "SIGNPIECES" or "PIECE" or "SIGN" => ItemType.SignPiece,
        "SMARTLOCK" or "SMARTLOCKS" => ItemType.SmartLock,
        "ASSEMBLEDSIGN" or "ASSEMBLEDSIGNS" => ItemType.AssembledSign,
        _ => null,
    };

    /// <summary>"#4B", "Apt. 4B" and "Unit 4B" are unit 4B.</summary>
    public static string UnitLabel(string text) => Checks.Line(text is [>= '0' and <= '9', ..] ? text : UnitWords().Replace(text, ""));

    [GeneratedRegex(@"^#?\s*([A-Za-z]{1,3}[ .\-]?)?[0-9]{1,6}[A-Za-z]?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TagNumber();

    // A comma that parts no thousands may be a decimal point, or part two numbers.
    [GeneratedRegex(@"^[+-]?[0-9]{1,3}(,[0-9]{3})+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Thousands();

    [GeneratedRegex(@"^\(?\s*-?[0-9]{1,3}\.[0-9]{3,}(\s*,\s*-?[0-9]{1,3}\.[0-9]{3,})?\s*\)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Coordinates();

    [GeneratedRegex(@"^\s*((unit|apt|apartment|suite|ste|no)\b[.:]?\s*#?|#)\s*(?=\S)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UnitWords();

    // A custody state, as KBM's own sheets have it, is no state of a country.
    [GeneratedRegex(@"\b(available|out|assigned|installed|retired|inside|new|good|fair|poor)\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StateWords();
}
