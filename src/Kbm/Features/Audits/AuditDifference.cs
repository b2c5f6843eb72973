using Kbm.Data;
using Kbm.Features.Checkouts;
using Kbm.Features.Items;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Audits;

public enum DifferenceKind { Missing, WrongCount, WrongHook, Extra, Retired, Unknown }

/// <summary>So many copies found at a place.</summary>
public sealed record FoundAt(HookPlace Place, int Quantity, DateTime At, string By);

/// <summary>Who had copies at the moment of the count.</summary>
public sealed record OutThen(string Holder, int Quantity, DateTime Since, DateTime? DueAt);

/// <summary>What was corrected.</summary>
public sealed record FixedAs(string What, DateTime At, string By);

/// <summary>Where the cabinet and the record do not agree about an item, or about a code that no item has.</summary>
public sealed record AuditDifference
{
    public required string Code { get; init; }

    /// <summary>Null for a code that no item has.</summary>
    public long? ItemId { get; init; }
    public string? Label { get; init; }
    public required DifferenceKind Kind { get; init; }

    /// <summary>Copies that were in by the record.</summary>
    public required int Expected { get; init; }

    /// <summary>Copies that were found, wherever.</summary>
    public required int Counted { get; init; }

    /// <summary>Copies found more than expected, or fewer, each count judged at its moment.</summary>
    public required int Delta { get; init; }

    /// <summary>All copies by the record when it was counted.</summary>
    public required int Copies { get; init; }
    public ItemState? Apart { get; init; }

    /// <summary>Where it belonged when it was counted.</summary>
    public required HookPlace Home { get; init; }

    /// <summary>Whether the place where it belongs has been counted.</summary>
    public required bool IsHomeCounted { get; init; }
    public required IReadOnlyList<FoundAt> Found { get; init; }

    /// <summary>When it was last counted.</summary>
    public required DateTime At { get; init; }
    public IReadOnlyList<OutThen> Out { get; init; } = [];

    /// <summary>What has been corrected of it.</summary>
    public FixedAs? Fix { get; init; }

    /// <summary>Where it hangs by the count: where it belongs, if any of it was found there; otherwise where most of it was found.</summary>
    public HookPlace Place => Found.Any(f => f.Quantity > 0 && f.Place.IsSame(Home)) ? Home
        : Found.Where(f => f.Quantity > 0).OrderByDescending(f => f.Quantity).FirstOrDefault()?.Place ?? Home;

    public bool IsElsewhere => !Place.IsSame(Home);

    /// <summary>From the counts of one code that count, the oldest first.</summary>
    internal static AuditDifference? Of(IReadOnlyList<AuditCount> counts, string? label)
    {
        var last = counts[^1];
        var (delta, counted) = (counts.Sum(c => c.Quantity - c.Expected), counts.Sum(c => c.Quantity));
        if (counts.All(c => c.Quantity == c.Expected)) return null;
        return new()
        {
            Code = last.Code,
            ItemId = last.ItemId,
            Label = label,
            Kind = KindOf(last, delta, counted, counts.Any(c => c.IsHome)),
            Expected = last.In,
            Counted = counted,
            Delta = delta,
            Copies = last.Copies,
            Apart = last.Apart,
            Home = last.Home,
            IsHomeCounted = counts.Any(c => c.IsHome),
            Found = [.. counts.Select(c => new FoundAt(c.Place, c.Quantity, c.At, c.UserName))],
            At = last.At,
        };
    }

    // Until the place where it belongs is counted, what hangs elsewhere may be a part of it: only the hook is wrong.
    private static DifferenceKind KindOf(AuditCount last, int delta, int counted, bool isHomeCounted) => last switch
    {
        { ItemId: null } => DifferenceKind.Unknown,
        { Apart: ItemState.Retired } => DifferenceKind.Retired,
        _ when delta == 0 || (!isHomeCounted && counted > 0 && counted <= last.In) => DifferenceKind.WrongHook,
        _ when counted == 0 => DifferenceKind.Missing,
        { In: 0 } => DifferenceKind.Extra,
        _ => DifferenceKind.WrongCount,
    };
}
