using Kbm.Data;
using Kbm.Features.Secrets;

namespace Kbm.Features.Items;

/// <summary>What a type of item has of its own where items of all types stand together: its codes, pages, picture and words. A new type is a line here.</summary>
/// <param name="Type">The type.</param>
/// <param name="Prefix">How its codes begin. No prefix begins with another, so a code alone tells its type.</param>
/// <param name="Path">The address of its list; an item's page is below it.</param>
/// <param name="Icon">Its picture.</param>
/// <param name="One">What one is called.</param>
/// <param name="Many">What several are called.</param>
public sealed record ItemKind(ItemType Type, string Prefix, string Path, string Icon, string One, string Many)
{
    public static readonly ItemKind Key = new(ItemType.Key, "K", "/keys", "key-round", "key", "keys") { HasCopies = true, Secrets = [SecretField.CutCode] };
    public static readonly ItemKind Lockbox = new(ItemType.Lockbox, "LB", "/lockboxes", "lock-keyhole", "lockbox", "lockboxes") { Secrets = [SecretField.LockCode] };

    public static readonly ItemKind SignPiece = new(ItemType.SignPiece, "S", "/signs/pieces", "frame", "sign piece", "sign pieces") { IsPutUp = true };
    public static readonly ItemKind AssembledSign = new(ItemType.AssembledSign, "AS", "/signs", "signpost", "assembled sign", "assembled signs") { IsPutUp = true };

    public static readonly ItemKind SmartLock = new(ItemType.SmartLock, "LK", "/smart-locks", "lock", "smart lock", "smart locks")
    {
        IsLent = false,
        Secrets = [SecretField.LockCode, SecretField.BackupCode, SecretField.PairingCode, SecretField.PairingQr],
    };

    public static readonly IReadOnlyList<ItemKind> All = [Key, Lockbox, SignPiece, AssembledSign, SmartLock];

    /// <summary>It goes out and comes back; what does not is installed.</summary>
    public bool IsLent { get; init; } = true;

    /// <summary>There may be several of one, which are alike.</summary>
    public bool HasCopies { get; init; }

    /// <summary>It is put up at a property while it is out.</summary>
    public bool IsPutUp { get; init; }

    /// <summary>What items are called where there may be any type of them.</summary>
    public static (string One, string Many) Any { get; } = All is [var only] ? (only.One, only.Many) : ("item", "items");

    /// <summary>The codes that such a thing can have, which are kept sealed.</summary>
    public IReadOnlyList<SecretField> Secrets { get; init; } = [];

    /// <summary>The code that is meant where none is named.</summary>
    public SecretField MainSecret => Secrets is [var first, ..] ? first : SecretField.LockCode;

    /// <summary>The series in <see cref="Counters"/> that numbers its codes.</summary>
    public string Counter => Type.ToString();

    public static ItemKind Of(ItemType type) => All.First(k => k.Type == type);

    /// <summary>The kind that gives out such codes; null for what is no code.</summary>
    public static ItemKind? OfCode(string code) =>
        All.FirstOrDefault(k => code.StartsWith(k.Prefix, StringComparison.Ordinal) && ItemCode.IsNumber(code.AsSpan(k.Prefix.Length)));

    /// <summary>The page of an item of which only the code is known.</summary>
    public static string Href(string code) => OfCode(code)?.PageOf(code) ?? "/items/" + Uri.EscapeDataString(code);

    /// <summary>The page of one of its items.</summary>
    public string PageOf(string code) => $"{Path}/{Uri.EscapeDataString(code)}";
}

internal static class ItemCodes
{
    /// <summary>Takes the next code of a type.</summary>
    public static async Task<string> NextCode(this TenantDb db, ItemKind kind) => ItemCode.Of(kind.Prefix, await db.Take(kind.Counter));
}
