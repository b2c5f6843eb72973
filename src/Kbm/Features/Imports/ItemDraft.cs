using Kbm.Data;
using Kbm.Features.Items;
using Kbm.Features.Keys;
using Kbm.Features.Lockboxes;
using Kbm.Features.Properties;
using Kbm.Features.Secrets;
using Kbm.Features.Shared;
using Kbm.Features.Signs;
using Kbm.Features.SmartLocks;

namespace Kbm.Features.Imports;

/// <summary>What a row says of an item, checked by the same rules as the item's form. What the row leaves empty stays as it is.</summary>
internal abstract record ItemDraft
{
    public abstract ItemFacts Item { get; }

    /// <summary>Codes to be sealed with a new item.</summary>
    public IReadOnlyList<(SecretField Field, string Code)> Codes { get; init; } = [];

    public abstract ItemDraft At(Property? property, Unit? unit, Key? master);

    public abstract Item Make(string code, DateTime now);

    public abstract IReadOnlyList<string> ChangesOf(Item before);

    public abstract void Edit(Item item);

    /// <param name="db">Where the forms' rules look things up; the place and the master are looked up by whoever asks.</param>
    /// <param name="type">What it is.</param>
    /// <param name="row">What the sheet says.</param>
    /// <param name="label">The label; where the row has none, one that its place gives.</param>
    /// <param name="before">The item as it is; null for a new one.</param>
    /// <param name="checks">Hears what is wrong with it.</param>
    public static async Task<ItemDraft> Read(TenantDb db, ItemType type, RowText row, string? label, Item? before, Checks checks) => type switch
    {
        ItemType.Key => await ReadKey(db, row, label, before as Key, checks),
        ItemType.Lockbox => await ReadLockbox(db, row, label, before as Lockbox, checks),
        ItemType.SignPiece => new SignPieceDraft(await SignPieceFacts.Read(db, SignPieceOf(row, label, before as SignPiece), checks, before as SignPiece)),
        ItemType.SmartLock => await ReadSmartLock(db, row, label, before as SmartLock, checks),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Such items are not imported."),
    };

    private static async Task<ItemDraft> ReadKey(TenantDb db, RowText row, string? label, Key? before, Checks checks)
    {
        var copies = row[Field.Copies] is { } text ? CellLook.Number(text) : before?.Copies ?? 1;
        var input = Common(new KeyInput { Copies = copies, CutCode = before is null ? row[Field.CutCode] : null }, row, label, before);
        var facts = await KeyFacts.Read(db, input, checks, before);
        return new KeyDraft(facts) { Codes = facts.CutCode is { } cut ? [(SecretField.CutCode, cut)] : [] };
    }

    private static async Task<ItemDraft> ReadLockbox(TenantDb db, RowText row, string? label, Lockbox? before, Checks checks)
    {
        var input = Common(new LockboxInput { SupraId = row[Field.SupraId] ?? before?.SupraId, Spot = row[Field.Spot] ?? before?.Spot }, row, label, before);
        var code = before is null ? checks.Code("lockCode", row[Field.LockCode], SecretField.LockCode) : null;
        return new LockboxDraft(await LockboxFacts.Read(db, input, checks, before)) { Codes = code is null ? [] : [(SecretField.LockCode, code)] };
    }

    private static async Task<ItemDraft> ReadSmartLock(TenantDb db, RowText row, string? label, SmartLock? before, Checks checks)
    {
        var input = Common(new SmartLockInput
        {
            Provider = row[Field.Provider] ?? before?.Provider,
            Model = row[Field.Model] ?? before?.Model,
            Serial = row[Field.Serial] ?? before?.Serial,
            Instructions = row[Field.Instructions] ?? before?.Instructions,
            LockCode = before is null ? row[Field.LockCode] : null,
            BackupCode = before is null ? row[Field.BackupCode] : null,
            PairingCode = before is null ? row[Field.PairingCode] : null,
            PairingQr = before is null ? row[Field.PairingQr] : null,
        }, row, label, before);
        return new SmartLockDraft(await SmartLockFacts.Read(db, input, checks, before)) { Codes = input.CheckCodes(checks) };
    }

    private static SignPieceInput SignPieceOf(RowText row, string? label, SignPiece? before) => Common(new SignPieceInput
    {
        PieceType = Word(row[Field.PieceType]) ?? before?.PieceType.ToString(),
        RiderText = row[Field.RiderText] ?? before?.RiderText,
        Material = row[Field.Material] ?? before?.Material,
        Condition = Word(row[Field.Condition]) ?? before?.Condition.ToString(),
    }, row, label, before);

    private static string? Word(string? text) => text is null ? null : CellLook.Joined(text);

    private static T Common<T>(T input, RowText row, string? label, Item? before) where T : ItemInput => input with
    {
        Label = label ?? before?.Label,
        Hook = row[Field.Hook] ?? before?.Hook,
        Location = row[Field.Location] ?? before?.Location,
        Notes = row[Field.Notes] ?? before?.Notes,
    };

    private sealed record KeyDraft(KeyFacts Facts) : ItemDraft
    {
        public override ItemFacts Item => Facts.Item;
        public override ItemDraft At(Property? property, Unit? unit, Key? master) => this with { Facts = Facts with { Item = Item with { Property = property, Unit = unit }, Master = master } };
        public override Item Make(string code, DateTime now) => new Key(code, now, Facts);
        public override IReadOnlyList<string> ChangesOf(Item before) => Facts.ChangesOf((Key)before);
        public override void Edit(Item item) => ((Key)item).Edit(Facts);
    }

    private sealed record LockboxDraft(LockboxFacts Facts) : ItemDraft
    {
        public override ItemFacts Item => Facts.Item;
        public override ItemDraft At(Property? property, Unit? unit, Key? master) => this with { Facts = Facts with { Item = Item with { Property = property, Unit = unit } } };
        public override Item Make(string code, DateTime now) => new Lockbox(code, now, Facts);
        public override IReadOnlyList<string> ChangesOf(Item before) => Facts.ChangesOf((Lockbox)before);
        public override void Edit(Item item) => ((Lockbox)item).Edit(Facts);
    }

    private sealed record SignPieceDraft(SignPieceFacts Facts) : ItemDraft
    {
        public override ItemFacts Item => Facts.Item;
        public override ItemDraft At(Property? property, Unit? unit, Key? master) => this with { Facts = Facts with { Item = Item with { Property = property, Unit = unit } } };
        public override Item Make(string code, DateTime now) => new SignPiece(code, now, Facts);
        public override IReadOnlyList<string> ChangesOf(Item before) => Facts.ChangesOf((SignPiece)before);
        public override void Edit(Item item) => ((SignPiece)item).Edit(Facts);
    }

    private sealed record SmartLockDraft(SmartLockFacts Facts) : ItemDraft
    {
        public override ItemFacts Item => Facts.Item;
        public override ItemDraft At(Property? property, Unit? unit, Key? master) => this with { Facts = Facts with { Item = Item with { Property = property, Unit = unit } } };
        public override Item Make(string code, DateTime now) => new SmartLock(code, now, Facts);
        public override IReadOnlyList<string> ChangesOf(Item before) => Facts.ChangesOf((SmartLock)before);
        public override void Edit(Item item) => ((SmartLock)item).Edit(Facts);
    }
}
