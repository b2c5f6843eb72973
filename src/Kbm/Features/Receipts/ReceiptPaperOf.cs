using Kbm.Features.Checkouts;
using Kbm.Features.Contacts;
using Kbm.Features.Settings;

namespace Kbm.Features.Receipts;

/// <summary>Writes a receipt down as its page and its PDF show it: names as they were then, times as the company sees them.</summary>
internal static class ReceiptPaperOf
{
    /// <param name="receipt">With its holder and lines loaded.</param>
    /// <param name="settings">The company's name, header and footer.</param>
    /// <param name="time">The company's times.</param>
    /// <param name="address">The absolute address of the receipt's page.</param>
    /// <param name="codes">By the ids of items, the lock codes that stand on it.</param>
    public static ReceiptPaper Of(
        Receipt receipt, CompanySettings settings, CompanyTime time, string address, IReadOnlyDictionary<long, string>? codes = null) => new()
        {
            Number = receipt.Number,
            Title = receipt.Kind == ReceiptKind.Out ? "Handed over" : "Taken back",
            CompanyName = settings.Name,
            Header = settings.ReceiptHeader,
            Footer = settings.ReceiptFooter,
            At = time.FullDateAndTime(receipt.At),
            By = receipt.UserName,
            Holder = receipt.HolderName,
            HolderDetail = receipt.Holder is { } holder ? Detail(holder) : null,
            Purpose = receipt.Purpose,
            Due = receipt.DueAt is { } due ? time.Due(due) : null,
            Lines = receipt.Kind == ReceiptKind.Out ? [.. receipt.Checkouts.Select(c => Line(c, codes?.GetValueOrDefault(c.ItemId)))] : [.. receipt.CheckIns.Select(c => Line(c, receipt))],
            Address = address,
        };

    /// <summary>The absolute address of a receipt on the host that was asked.</summary>
    public static string Address(HttpRequest request, Receipt receipt) =>
        $"{request.Scheme}://{request.Host}/receipts/{receipt.Number}";

    private static string Detail(Contact holder) =>
        string.Join(" · ", new[] { holder.Kind.ToString(), holder.Company, holder.Phone }.Where(part => !string.IsNullOrEmpty(part)));

    private static ReceiptPaperLine Line(Checkout line, string? code) => new(
        line.Item.Code, line.Label, line.Place, line.Quantity, Note(line.Inside is { } inside ? $"with {inside} inside" : null, code is null ? null : $"code {code}"));

    private static ReceiptPaperLine Line(CheckIn line, Receipt receipt) =>
        new(line.Checkout.Item.Code, line.Checkout.Label, line.Checkout.Place, line.Quantity, Note(line, receipt));

    private static string? Note(CheckIn line, Receipt receipt) => Note(
        line.Checkout.HolderId == receipt.HolderId ? null : $"was with {line.Checkout.Holder.Name}",
        line.Condition == ReturnCondition.Good ? null : line.Condition.ToString().ToLowerInvariant(),
        line.Note);

    private static string? Note(params string?[] notes) => string.Join(" · ", notes.OfType<string>()) is { Length: > 0 } note ? note : null;
}
