using Kbm.Data;
using Kbm.Features.Activity;
using Kbm.Features.Items;
using Kbm.Features.Secrets;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Keys;

/// <summary>What is typed about a key.</summary>
public sealed record KeyInput : ItemInput
{
    public int? Copies { get; init; } = 1;

    /// <summary>The code of the master that this key is under.</summary>
    public string? MasterKey { get; init; }

    public string? MasterCode => Checks.Line(MasterKey) is { Length: > 0 } code ? code.ToUpperInvariant() : null;

    /// <summary>What it is cut by; empty keeps the one that there is.</summary>
    public string? CutCode { get; init; }

    internal static KeyInput Of(NewItem item) => Of<KeyInput>(item) with { Copies = item.Copies, MasterKey = item.MasterKey, CutCode = item.CutCode };
}

/// <summary>What was typed about a key, cleaned and with what it names looked up.</summary>
public sealed record KeyFacts(ItemFacts Item, Key? Master = null)
{
    /// <summary>A new cut code in clear.</summary>
    public string? CutCode { get; init; }

    /// <param name="db">The write in which the key is saved.</param>
    /// <param name="input">What was typed.</param>
    /// <param name="checks">Hears what is wrong with it.</param>
    /// <param name="before">The key as it is; null for a new one. What is retired may stay but not be chosen anew.</param>
    internal static async Task<KeyFacts> Read(TenantDb db, KeyInput input, Checks checks, Key? before)
    {
        var item = await ItemFacts.Read(db, input, checks, before, "4B front door");
        var copies = checks.Number("copies", input.Copies, 1, Items.Item.MostCopies, "Copies");
        return new(item with { Copies = copies }, await FindMaster(db, input.MasterCode, checks, before)) { CutCode = checks.Code("cutCode", input.CutCode, SecretField.CutCode) };
    }

    internal IReadOnlyList<string> ChangesOf(Key key) => Item.ChangesOf(key, MasterChange(key, Master));

    internal static string? MasterChange(Key key, Key? master) => Sentences.Change("master key", key.MasterKey?.Code, master?.Code);

    /// <summary>The master that a key is to be under, unless the code is of none, or of one that the key cannot be under.</summary>
    internal static async Task<Key?> FindMaster(TenantDb db, string? code, Checks checks, Key? before)
    {
        if (code is null) return null;
        var master = await db.Keys.FirstOrDefaultAsync(k => k.Code == code);
        if (master is null)
            checks.Refuse("masterKey", $"There is no key {(code.Length <= 12 ? code : code[..12] + "…")}.");
        else if (master.RetiredAt is not null && master.Id != before?.MasterKeyId)
            checks.Refuse("masterKey", $"{master.Code} is retired; choose another master.");
        else if (before is not null && master.Id != before.MasterKeyId)
            await RefuseLoop(db, before, master, checks);
        return master;
    }

    private static async Task RefuseLoop(TenantDb db, Key key, Key master, Checks checks)
    {
        var chain = (await KeyTree.Above(db, master.Id)).From(master.Id);
        var at = chain.TakeWhile(k => k.Id != key.Id).Count();
        if (at == chain.Count) return;
        var loop = Loop([.. chain.Take(at + 1).Select(k => k.Code)]);
        checks.Refuse(Refusal.Conflict("master_loop", at == 0
            ? $"{key.Code} cannot be its own master."
            : $"{master.Code} cannot be the master of {key.Code}, because it is below it: {loop}.", "masterKey"));
    }

    // A long way round is cut in the middle: both ends are what has to be looked at.
    private static string Loop(List<string> codes) => string.Join(" under ", codes.Count <= 8
        ? codes
        : [.. codes.Take(4), $"{codes.Count - 7} more", .. codes.TakeLast(3)]);
}
