using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Api;
using Kbm.Web;

namespace Kbm.Features.Receipts;

public sealed record ReceiptHolder(long? ContactId, string Name);

public sealed record ReceiptLine(string Code, string Label, int Quantity, long CheckoutId);

/// <summary>A receipt as the API gives it.</summary>
public sealed record ReceiptDto(
    string Number, ReceiptKind Kind, DateTime At, string By, ReceiptHolder Holder, DateTime? Due, string? Purpose, IReadOnlyList<ReceiptLine> Lines)
{
    /// <param name="receipt">With its lines and their items loaded.</param>
    public static ReceiptDto Of(Receipt receipt) => new(
        receipt.Number, receipt.Kind, receipt.At, receipt.UserName, new(receipt.HolderId, receipt.HolderName), receipt.DueAt, receipt.Purpose,
        receipt.Kind == ReceiptKind.Out
            ? [.. receipt.Checkouts.Select(c => new ReceiptLine(c.Item.Code, c.Label, c.Quantity, c.Id))]
            : [.. receipt.CheckIns.Select(c => new ReceiptLine(c.Checkout.Item.Code, c.Checkout.Label, c.Quantity, c.CheckoutId))]);
}

internal static class ReceiptsApi
{
    public static void MapReceipts(this IEndpointRouteBuilder api) =>
        api.MapGet("/receipts/{number}", Get).For(Permissions.See).WithTags("Desk").WithName("GetReceipt")
            .WithSummary("The paper of one act at the desk, by its number.").Produces<ReceiptDto>().ProducesProblem(401).ProducesProblem(404);

    private static async Task<IResult> Get(string number, TenantDb db) => await db.Receipt(number) is { } receipt
        ? Results.Ok(ReceiptDto.Of(receipt))
        : Answers.Problem([Refusal.NotFound("There is no receipt of that number.")]);
}
