using System.Globalization;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Api;
using Kbm.Features.Settings;
using Kbm.Features.Shared;
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

/// <summary>A receipt as a list of the API gives it.</summary>
public sealed record ReceiptSummary(
    string Number, ReceiptKind Kind, DateTime At, string By, ReceiptHolder Holder, DateTime? Due, string? Purpose, IReadOnlyList<string> Items, int Quantity, int Outstanding)
{
    internal static ReceiptSummary Of(ReceiptRow row) =>
        new(row.Number, row.Kind, row.At, row.UserName, new(row.HolderId, row.HolderName), row.DueAt, row.Purpose, row.Codes, row.Quantity, row.Outstanding);
}

public sealed record ReceiptList(IReadOnlyList<ReceiptSummary> Receipts, int Page, int PageSize, int Total);

internal static class ReceiptsApi
{
    public static void MapReceipts(this IEndpointRouteBuilder api)
    {
        api.MapGet("/receipts", List).For(Permissions.See).WithTags("Desk").WithName("ListReceipts")
            .WithSummary("Receipts, newest first: kind is out or in, state is open, overdue or back, person a contact's id, item a code, property an id, from and to the company's days.")
            .Produces<ReceiptList>().ProducesProblem(400).ProducesProblem(401);
        api.MapGet("/receipts/print", Print).For(Permissions.See).WithTags("Desk").WithName("PrintReceipts")
            .WithSummary($"Several receipts as one PDF, up to {ReceiptBatch.Most}: those whose number is given, again and again, or all=true with the filters of the list.")
            .Produces<byte[]>(200, "application/pdf").ProducesProblem(400).ProducesProblem(401);
        api.MapGet("/receipts/{number}", Get).For(Permissions.See).WithTags("Desk").WithName("GetReceipt")
            .WithSummary("The paper of one act at the desk, by its number.").Produces<ReceiptDto>().ProducesProblem(401).ProducesProblem(404);
    }

    private static async Task<IResult> List(
        TenantDb db, Store<TenantDb> store, TimeProvider clock,
        string? q, string? kind, string? state, long? person, string? item, long? property, DateOnly? from, DateOnly? to, int? page, int? pageSize)
    {
        var checks = new Checks();
        if (!string.IsNullOrWhiteSpace(kind)) checks.Choice("kind", kind, ReceiptKind.Out);
        if (!string.IsNullOrWhiteSpace(state)) checks.Choice("state", state, ReceiptOpen.Open);
        if (checks.Failed) return Answers.Problem(checks.Refusals);
        var filter = new ReceiptFilter
        {
            Q = q,
            Kind = kind,
            State = state,
            Item = item,
            Person = person?.ToString(CultureInfo.InvariantCulture),
            Property = property?.ToString(CultureInfo.InvariantCulture),
            From = from?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            To = to?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        var found = await db.ReceiptPage(filter, new(await store.CompanySettings(), clock.GetUtcNow().UtcDateTime), page, pageSize);
        return Results.Ok(new ReceiptList([.. found.Rows.Select(ReceiptSummary.Of)], found.Page, found.PageSize, found.Total));
    }

    private static async Task<IResult> Print(TenantDb db, Store<TenantDb> store, TimeProvider clock, HttpRequest request)
    {
        var settings = await store.CompanySettings();
        var pdf = await new ReceiptBatch(db, settings, new(settings, clock.GetUtcNow().UtcDateTime), request).Render();
        return pdf.Answer(bytes => Results.File(bytes, "application/pdf", "receipts.pdf"));
    }

    private static async Task<IResult> Get(string number, TenantDb db) => await db.Receipt(number) is { } receipt
        ? Results.Ok(ReceiptDto.Of(receipt))
        : Answers.Problem([Refusal.NotFound("There is no receipt of that number.")]);
}
