using System.Globalization;
using System.Text;
using Kbm.Data;

namespace Kbm.Features.Shared;

/// <summary>Cleans what was typed and gathers what is wrong with it, so that a form hears of every field at once.</summary>
internal sealed class Checks
{
    private const int LeastToldSecret = 4;
    private readonly List<Refusal> _refusals = [];
    private readonly List<(string Field, string Text)> _told = [];
    private readonly List<string> _secrets = [];

    public List<Refusal> Refusals => _refusals;

    public bool Failed => _refusals.Count > 0;

    /// <summary>One line of composed text without control characters, outer or doubled spaces.</summary>
    public static string Line(string? text) =>
        text is not null && IsPlain(text) ? text : string.Join(' ', Clean(text, keepLines: false).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Whether a character leaves no trace on paper, such as a soft hyphen, or is none. What joins emoji is seen.</summary>
    public static bool IsUnseen(Rune rune) => rune.Value != 0x200D && Rune.GetUnicodeCategory(rune) is (UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned);

    public string Required(string field, string? text, int most, string what)
    {
        var line = Line(text);
        if (line.Length == 0) Refuse(field, $"Enter {what}.");
        return Short(field, line, most);
    }

    public string? Optional(string field, string? text, int most)
    {
        var line = Line(text);
        return line.Length == 0 ? null : Short(field, line, most);
    }

    /// <summary>One line that stays secret: no other field may tell it.</summary>
    public string? Secret(string field, string? text, int most)
    {
        var line = Line(text);
        if (line.Length == 0) return null;
        KeepSecret(line);
        return Cut(field, line, most);
    }

    /// <summary>Refuses every other field that tells this secret. One of fewer than four characters may be any word, and is let be.</summary>
    public void KeepSecret(string secret)
    {
        if (secret.Length < LeastToldSecret) return;
        _secrets.Add(secret);
        foreach (var (field, text) in _told) RefuseToTell(field, text, secret);
    }

    public string? Paragraphs(string field, string? text, int most)
    {
        var clean = Clean(text, keepLines: true).Trim();
        return clean.Length == 0 ? null : Short(field, clean, most);
    }

    public int Number(string field, int? number, int least, int most, string what)
    {
        if (number is null || number < least || number > most)
            Refuse(field, string.Create(CultureInfo.InvariantCulture, $"{what} is a number from {least} to {most}."));
        return number ?? least;
    }

    /// <summary>A choice from the words of an enum; digits are no words.</summary>
    public T Choice<T>(string field, string? word, T otherwise) where T : struct, Enum
    {
        if (string.IsNullOrWhiteSpace(word)) return otherwise;
        if (EnumWord.Of<T>(word) is { } value) return value;
        Refuse(field, $"Choose one of: {string.Join(", ", Enum.GetNames<T>())}.");
        return otherwise;
    }

    public string? Email(string field, string? text)
    {
        var email = Optional(field, text, 254);
        if (email is not null && !IsEmail(email)) Refuse(field, "Enter an email address such as name@example.com.");
        return email;
    }

    public void Refuse(string field, string sentence) => _refusals.Add(Refusal.Invalid(field, sentence));

    public void Refuse(Refusal refusal) => _refusals.Add(refusal);

    private static bool IsEmail(string text) =>
        text.IndexOf('@') is > 0 and var at && at == text.LastIndexOf('@') && at < text.Length - 1
        && !text.Any(char.IsWhiteSpace) && System.Net.Mail.MailAddress.TryCreate(text, out var address) && address.Address == text;

    private string Short(string field, string text, int most)
    {
        _told.Add((field, text));
        foreach (var secret in _secrets) RefuseToTell(field, text, secret);
        return Cut(field, text, most);
    }

    private void RefuseToTell(string field, string text, string secret)
    {
        for (var at = text.IndexOf(secret, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(secret, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + secret.Length;
            if ((at > 0 && char.IsLetterOrDigit(text[at - 1])) || (end < text.Length && char.IsLetterOrDigit(text[end]))) continue;
            Refuse(field, "Leave the code out of this: everybody can read it.");
            return;
        }
    }

    private string Cut(string field, string text, int most)
    {
        if (text.Length <= most) return text;
        Refuse(field, string.Create(CultureInfo.InvariantCulture, $"Use at most {most} characters; this has {text.Length}."));
        return text[..most];
    }

    // Most lines are so, and are not written anew.
    private static bool IsPlain(string text) =>
        text is not ([' ', ..] or [.., ' ']) && !text.AsSpan().ContainsAnyExceptInRange(' ', '~') && !text.Contains("  ", StringComparison.Ordinal);

    private static string Clean(string? text, bool keepLines)
    {
        var clean = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (keepLines && rune.Value is '\n') clean.Append('\n');
            else if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune)) clean.Append(keepLines && rune.Value == '\r' ? "" : " ");
            else if (!IsUnseen(rune)) clean.Append(rune);
        }
        return clean.ToString().Normalize();
    }
}
