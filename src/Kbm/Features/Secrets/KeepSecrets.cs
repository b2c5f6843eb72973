using System.Text;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Items;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Secrets;

/// <summary>What giving an item a code comes to inside a write: the row, the end of the one before, the activity entry without the code.</summary>
internal static class KeepSecrets
{
    /// <summary>A code as it is typed: one line. Null for none.</summary>
    public static string? Code(this Checks checks, string field, string? typed, SecretField which)
    {
        var most = which == SecretField.PairingQr ? Secret.PairingQrLength : Secret.CodeLength;
        var code = checks.Secret(field, typed, most);
        if (code is not null && Checks.Line(typed).Length <= most && Encoding.UTF8.GetByteCount(code) is var bytes and > Secret.MostBytes)
            checks.Refuse(field, $"This is too long to be sealed: it takes {bytes} bytes of {Secret.MostBytes}, since letters with accents and other scripts take two to four each. Shorten it.");
        return code;
    }

    /// <summary>Which code of such a thing is meant; where none is named, the first that it can have.</summary>
    public static SecretField CodeField(this Checks checks, ItemKind kind, string? typed)
    {
        if (kind.Secrets.Count == 0) checks.Refuse("field", $"{Word.Heading(kind.Many)} have no codes that are kept secret.");
        var field = string.IsNullOrWhiteSpace(typed) ? kind.MainSecret : checks.Choice("field", typed, SecretField.LockCode);
        if (!checks.Failed && !kind.Secrets.Contains(field)) checks.Refuse("field", $"{Word.Heading(kind.Many)} have no {SecretName.Of(field)}.");
        return field;
    }

    public static IQueryable<Secret> Current(this IQueryable<Secret> secrets) => secrets.Where(s => s.ReplacedAt == null);

    public static Task<Secret?> CurrentSecret(this TenantDb db, Item item, SecretField field) =>
        db.Secrets.Current().FirstOrDefaultAsync(s => s.ItemId == item.Id && s.Field == field);

    /// <param name="db">The write in which the item, which has been saved, gets its code; the item is locked if it is not new.</param>
    /// <param name="vault">The tenant's vault.</param>
    /// <param name="by">Who sets it.</param>
    /// <param name="now">When.</param>
    /// <param name="item">Whose code it is.</param>
    /// <param name="field">Which of its codes.</param>
    /// <param name="code">The code in clear.</param>
    /// <param name="reason">Why.</param>
    /// <returns>Whether it is another code than before; without a change nothing is written.</returns>
    public static async Task<bool> SetSecret(
        this TenantDb db, Vault vault, Actor by, DateTime now, Item item, SecretField field, string code, string? reason)
    {
        var before = await db.CurrentSecret(item, field);
        if (before is not null && vault.Open(before) == code) return false;
        if (before is not null)
        {
            before.Replace(now);
            await db.SaveChangesAsync();
        }
        db.Secrets.Add(new Secret(vault, item, field, code, by, now, reason));
        db.Record(by, now, ActivityVerb.CodeChanged, Sentences.CodeSet(item.Code, field, isFirst: before is null, reason), KeepItems.About(item));
        return true;
    }
}
