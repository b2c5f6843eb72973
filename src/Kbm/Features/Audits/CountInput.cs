using Kbm.Features.Items;

namespace Kbm.Features.Audits;

/// <summary>So many copies of an item, or one more of it.</summary>
/// <param name="Code">The item's code, or the address that its tag holds.</param>
/// <param name="Quantity">All of them that are there; null for one more than before.</param>
public sealed record CountLine(string? Code, int? Quantity = null);

/// <summary>What was found at a place.</summary>
public sealed record CountInput
{
    public const int MostLines = 500;

    /// <summary>The hook where it was found; without one, what has no hook.</summary>
    public string? Hook { get; init; }
    public string? Location { get; init; }
    public IReadOnlyList<CountLine?>? Lines { get; init; }

    /// <summary>Items that were looked for there: those that nobody has counted there yet are not there.</summary>
    public IReadOnlyList<string?>? Rest { get; init; }

    /// <summary>Everything that belongs there was looked for.</summary>
    public bool Done { get; init; }

    /// <summary>When it was counted, where that was before: on a printed sheet.</summary>
    public DateTime? CountedAt { get; init; }

    /// <summary>The number of the last count that whoever counts has seen: what somebody else has counted otherwise since is not overwritten. Null overwrites it.</summary>
    public long? Seen { get; init; }

    /// <summary>What somebody else has counted otherwise since is left out, and the other lines are taken down; else none is.</summary>
    public bool LeavesOthers { get; init; }

    /// <summary>A count of this key is taken down once.</summary>
    public string? ActKey { get; init; }
}

/// <summary>What came of counting an item at a place.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Label">Null for a code that no item has.</param>
/// <param name="Quantity">How many copies were found there.</param>
/// <param name="Expected">How many belonged there.</param>
/// <param name="Home">Where it belongs.</param>
/// <param name="IsHome">Whether that is here.</param>
/// <param name="Apart">What keeps it from being in at all.</param>
public sealed record Counted(string Code, string? Label, int Quantity, int Expected, HookPlace? Home, bool IsHome, ItemState? Apart)
{
    internal static Counted Of(AuditCount count, string? label) => new(
        count.Code, label, count.Quantity, count.Expected, count.ItemId is null ? null : count.Home, count.IsHome, count.Apart);

    /// <summary>"KA014 Front door: 2 here." with where it belongs, or what is wrong with it, where that is elsewhere.</summary>
    public string Sentence => (Label is null ? $"There is no item {Code}." : $"{Code} {Label}: {Quantity} here.") + Apart switch
    {
        ItemState.Retired => " It is retired.",
        ItemState.InLockbox => " By the record it is in a lockbox.",
        ItemState.InSign => " By the record it is in a sign.",
        ItemState.Installed => " By the record it is installed.",
        _ => Home is null || IsHome ? "" : $" It belongs on {Home.InSentence}.",
    };

    public bool IsRight => Apart is null && IsHome;
}
