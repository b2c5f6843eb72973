using Kbm.Data;
using Kbm.Features.Activity;
using Kbm.Features.Items;
using Kbm.Features.Secrets;
using Kbm.Features.Shared;

namespace Kbm.Features.Lockboxes;

/// <summary>What is typed about a lockbox.</summary>
public sealed record LockboxInput : ItemInput
{
    public string? SupraId { get; init; }

    /// <summary>Where at its property it hangs.</summary>
    public string? Spot { get; init; }

    /// <summary>The code of a new lockbox; that of one that is there is changed by an act of its own.</summary>
    public string? LockCode { get; init; }

    internal static LockboxInput Of(NewItem item) => Of<LockboxInput>(item) with { SupraId = item.SupraId, Spot = item.Spot, LockCode = item.LockCode };
}

/// <summary>What was typed about a lockbox, cleaned and with what it names looked up.</summary>
public sealed record LockboxFacts(ItemFacts Item)
{
    public string? SupraId { get; init; }
    public string? Spot { get; init; }

    internal static async Task<LockboxFacts> Read(TenantDb db, LockboxInput input, Checks checks, Lockbox? before) =>
        new(await ItemFacts.Read(db, input, checks, before, "North gate box"))
        {
            SupraId = checks.Optional("supraId", input.SupraId, Lockbox.SupraIdLength),
            Spot = checks.Optional("spot", input.Spot, Lockbox.SpotLength),
        };

    internal IReadOnlyList<string> ChangesOf(Lockbox lockbox) => Item.ChangesOf(lockbox,
        Sentences.Change("Supra id", lockbox.SupraId, SupraId), Sentences.Change("spot", lockbox.Spot, Spot));
}
