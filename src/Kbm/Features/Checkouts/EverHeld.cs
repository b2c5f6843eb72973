using Kbm.Features.Receipts;

namespace Kbm.Features.Checkouts;

/// <summary>One hand-over and what came back of it, with the receipts of both.</summary>
public sealed record PastLoan
{
    public required string Code { get; init; }
    public required string Label { get; init; }
    public string? Place { get; init; }
    public required long HolderId { get; init; }
    public required string Holder { get; init; }
    public required int Quantity { get; init; }
    public required int Outstanding { get; init; }
    public required DateTime At { get; init; }
    public DateTime? DueAt { get; init; }
    public required long Sequence { get; init; }

    /// <summary>The last return, and its receipt.</summary>
    public DateTime? BackAt { get; init; }
    public long? BackSequence { get; init; }

    public string Receipt => Receipts.Receipt.NumberOf(Sequence);

    public string? BackReceipt => BackSequence is { } sequence ? Receipts.Receipt.NumberOf(sequence) : null;
}

internal static class EverHeld
{
    /// <summary>These check-outs, open and closed, newest first.</summary>
    public static IQueryable<PastLoan> Rows(IQueryable<Checkout> checkouts) => checkouts.OrderByDescending(c => c.Id).Select(c => new PastLoan
    {
        Code = c.Item.Code,
        Label = c.Label,
        Place = c.Place,
        HolderId = c.HolderId,
        Holder = c.Holder.Name,
        Quantity = c.Quantity,
        Outstanding = c.Outstanding,
        At = c.At,
        DueAt = c.DueAt,
        Sequence = c.Receipt.Sequence,
        BackAt = c.CheckIns.OrderByDescending(i => i.Id).Select(i => (DateTime?)i.At).FirstOrDefault(),
        BackSequence = c.CheckIns.OrderByDescending(i => i.Id).Select(i => (long?)i.Receipt.Sequence).FirstOrDefault(),
    });
}
