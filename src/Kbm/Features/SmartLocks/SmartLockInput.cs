using Kbm.Data;
using Kbm.Features.Activity;
using Kbm.Features.Items;
using Kbm.Features.Secrets;
using Kbm.Features.Shared;

namespace Kbm.Features.SmartLocks;

/// <summary>What is typed about a smart lock.</summary>
public sealed record SmartLockInput : ItemInput
{
    public string? Provider { get; init; }
    public string? Model { get; init; }
    public string? Serial { get; init; }
    public string? Instructions { get; init; }

    /// <summary>The codes of a new smart lock; those of one that is there are changed by an act of their own.</summary>
    public string? LockCode { get; init; }
    public string? BackupCode { get; init; }
    public string? PairingCode { get; init; }

    /// <summary>What the QR code on the lock or in its box says, by which an app finds the lock.</summary>
    public string? PairingQr { get; init; }

    internal static SmartLockInput Of(NewItem item) => Of<SmartLockInput>(item) with
    {
        Provider = item.Provider,
        Model = item.Model,
        Serial = item.Serial,
        Instructions = item.Instructions,
        LockCode = item.LockCode,
        BackupCode = item.BackupCode,
        PairingCode = item.PairingCode,
        PairingQr = item.PairingQr,
    };

    /// <summary>The codes that were entered.</summary>
    internal IReadOnlyList<(SecretField Field, string Code)> CheckCodes(Checks checks) =>
    [
        .. new[]
        {
            (SecretField.LockCode, checks.Code("lockCode", LockCode, SecretField.LockCode)),
            (SecretField.BackupCode, checks.Code("backupCode", BackupCode, SecretField.BackupCode)),
            (SecretField.PairingCode, checks.Code("pairingCode", PairingCode, SecretField.PairingCode)),
            (SecretField.PairingQr, checks.Code("pairingQr", PairingQr, SecretField.PairingQr)),
        }.Where(c => c.Item2 is not null).Select(c => (c.Item1, c.Item2!)),
    ];
}

/// <summary>What was typed about a smart lock, cleaned and with what it names looked up.</summary>
public sealed record SmartLockFacts(ItemFacts Item)
{
    public string? Provider { get; init; }
    public string? Model { get; init; }
    public string? Serial { get; init; }
    public string? Instructions { get; init; }

    internal static async Task<SmartLockFacts> Read(TenantDb db, SmartLockInput input, Checks checks, SmartLock? before) =>
        new(await ItemFacts.Read(db, input, checks, before, "4B front door lock"))
        {
            Provider = checks.Optional("provider", input.Provider, SmartLock.ProviderLength),
            Model = checks.Optional("model", input.Model, SmartLock.ModelLength),
            Serial = checks.Optional("serial", input.Serial, SmartLock.SerialLength),
            Instructions = checks.Paragraphs("instructions", input.Instructions, SmartLock.InstructionsLength),
        };

    internal IReadOnlyList<string> ChangesOf(SmartLock smartLock) => Item.ChangesOf(
        smartLock,
        Sentences.Change("provider", smartLock.Provider, Provider),
        Sentences.Change("model", smartLock.Model, Model),
        Sentences.Change("serial number", smartLock.Serial, Serial),
        smartLock.Instructions == Instructions ? null : "instructions");
}
