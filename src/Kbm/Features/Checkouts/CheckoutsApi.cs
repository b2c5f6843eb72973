using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Api;
using Kbm.Features.Items;
using Kbm.Features.Receipts;
using Kbm.Web;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Checkouts;

/// <summary>What is handed over: to whom, what, why, until when, and at which property signs are put up.</summary>
public sealed record CheckOutRequest(HolderInput? Holder, IReadOnlyList<OutLine?>? Lines, string? Purpose, string? Due, string? Kind, long? PropertyId);

/// <summary>What comes back, and who brings it when that is not its holder.</summary>
public sealed record CheckInRequest(IReadOnlyList<ReturnLine?>? Lines, HolderInput? BroughtBy);

public sealed record CheckedOutLine(long Id, string Code, int Quantity, DateTime? Due);

public sealed record CheckedOutAnswer(string Receipt, IReadOnlyList<CheckedOutLine> Checkouts);

public sealed record CheckedInLine(long Id, long CheckoutId, string Code, int Quantity, int Outstanding);

public sealed record CheckedInAnswer(string Receipt, IReadOnlyList<CheckedInLine> Checkins);

public sealed record CheckoutAnswer(
    long Id, string Code, string Label, int Quantity, int Outstanding, CheckoutKind Kind, CheckoutHolder Holder,
    DateTime At, DateTime? Due, string? Purpose, string Receipt, NamedProperty? Property);

public sealed record CheckoutHolder(long ContactId, string Name);

public sealed record CheckoutList(IReadOnlyList<CheckoutAnswer> Checkouts, int Page, int PageSize, int Total);

internal static class CheckoutsApi
{
    public static void MapCheckouts(this IEndpointRouteBuilder api)
    {
        api.MapPost("/checkouts", CheckOut).For(Permissions.Desk).WithTags("Desk").WithName("CheckOut")
            .WithSummary("Hands items over: all of them or none. An Idempotency-Key header makes retrying safe.")
            .Produces<CheckedOutAnswer>(201).ProducesProblem(400).ProducesProblem(401).ProducesProblem(404).ProducesProblem(409);
        api.MapPost("/checkins", CheckIn).For(Permissions.Desk).WithTags("Desk").WithName("CheckIn")
            .WithSummary("Takes items back, whole or in part: all of the lines or none.")
            .Produces<CheckedInAnswer>(201).ProducesProblem(400).ProducesProblem(401).ProducesProblem(404).ProducesProblem(409);
        api.MapPost("/checkouts/{id:long}/extend", Extend).For(Permissions.Desk).WithTags("Desk").WithName("ExtendCheckout")
            .WithSummary("Gives what is still out of a checkout another due date: a day, which ends when the company's does, or an instant.")
            .Produces<CheckedOutLine>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(404).ProducesProblem(409);
        api.MapGet("/checkouts", List).For(Permissions.See).WithTags("Desk").WithName("ListCheckouts")
            .WithSummary("Lists checkouts, newest first.").Produces<CheckoutList>().ProducesProblem(401);
    }

    private static async Task<IResult> CheckOut(
        CheckOutRequest request, WorkTheDesk desk, HttpContext context, [FromHeader(Name = "Idempotency-Key")] string? key)
    {
        var done = await desk.Run(context.User.Actor(), new()
        {
            Holder = request.Holder,
            Out = [.. request.Lines?.Select(l => l ?? new(null)) ?? []],
            Purpose = request.Purpose,
            Due = request.Due,
            Kind = request.Kind,
            PropertyId = request.PropertyId,
            ActKey = ActKey(context, key),
        });
        return done.Answer(receipts => Results.Created($"/api/v1/receipts/{receipts.Out!.Number}", new CheckedOutAnswer(
            receipts.Out.Number, [.. receipts.Out.Checkouts.Select(c => new CheckedOutLine(c.Id, c.Item.Code, c.Quantity, c.DueAt))])));
    }

    private static async Task<IResult> CheckIn(
        CheckInRequest request, WorkTheDesk desk, HttpContext context, [FromHeader(Name = "Idempotency-Key")] string? key)
    {
        var done = await desk.Run(context.User.Actor(), new()
        {
            Holder = request.BroughtBy,
            Back = [.. request.Lines?.Select(l => l ?? new(null)) ?? []],
            ActKey = ActKey(context, key),
        });
        return done.Answer(receipts => Results.Created($"/api/v1/receipts/{receipts.In!.Number}", new CheckedInAnswer(
            receipts.In.Number,
            [.. receipts.In.CheckIns.Select(c => new CheckedInLine(c.Id, c.CheckoutId, c.Checkout.Item.Code, c.Quantity, c.Checkout.Outstanding))])));
    }

    private static async Task<IResult> Extend(long id, ExtendInput input, ExtendLoan act, HttpContext context) =>
        (await act.Run(context.User.Actor(), id, input)).Answer(loan => Results.Ok(new CheckedOutLine(loan.Id, loan.Item.Code, loan.Outstanding, loan.DueAt)));

    private static async Task<CheckoutList> List(TenantDb db, bool? open, string? code, long? contactId, int? page, int? pageSize)
    {
        IQueryable<Checkout> checkouts = db.Checkouts;
        code = string.IsNullOrWhiteSpace(code) ? null : code.Trim().ToUpperInvariant();
        if (open is { } only) checkouts = checkouts.Where(c => c.Outstanding > 0 == only);
        if (code is not null) checkouts = checkouts.Where(c => c.Item.Code == code);
        if (contactId is not null) checkouts = checkouts.Where(c => c.HolderId == contactId);
        var found = await checkouts.OrderByDescending(c => c.Id)
            .Select(c => new CheckoutAnswer(
                c.Id, c.Item.Code, c.Label, c.Quantity, c.Outstanding, c.Kind, new(c.HolderId, c.Holder.Name),
                c.At, c.DueAt, c.Purpose, Receipt.NumberOf(c.Receipt.Sequence),
                c.PropertyId == null ? null : new(c.PropertyId.Value, c.Property!.Name)))
            .Page(page, pageSize);
        return new(found.Rows, found.Page, found.PageSize, found.Total);
    }

    // One user's keys are no other user's, and not the desk's. Hashed, so that any key fits and none is taken for another.
    private static string? ActKey(HttpContext context, string? key) => string.IsNullOrWhiteSpace(key)
        ? null : $"api:{context.User.Id()}:{Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}";
}
