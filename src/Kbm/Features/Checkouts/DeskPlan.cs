using Kbm.Data;
using Kbm.Features.Contacts;
using Kbm.Features.Items;
using Kbm.Features.Settings;
using Kbm.Features.Shared;

namespace Kbm.Features.Checkouts;

internal sealed record PlanOut(string Code, int Quantity);

internal sealed record PlanReturn(long CheckoutId, int? Quantity, ReturnCondition Condition, string? Note);

/// <summary>A basket whose form is right: what can be known without looking at the database has been checked.</summary>
internal sealed record DeskPlan
{
    public required CompanyTime Time { get; init; }
    public required IReadOnlyList<PlanOut> Out { get; init; }
    public required IReadOnlyList<PlanReturn> Back { get; init; }
    public long? HolderId { get; init; }
    public string? HolderName { get; init; }
    public string? Purpose { get; init; }
    public DateTime? DueAt { get; init; }
    public CheckoutKind Kind { get; init; }
    public string? ActKey { get; init; }
    public string? ActHash { get; init; }

    public static Outcome<DeskPlan> Check(Basket basket, CompanySettings settings, CompanyTime time)
    {
        var checks = new Checks();
        if (basket.Out.Count + basket.Back.Count == 0) checks.Refuse("lines", "Add at least one item.");
        if (basket.Out.Count + basket.Back.Count > WorkTheDesk.MostLines)
            checks.Refuse("lines", $"One act has at most {WorkTheDesk.MostLines} lines.");
        if (checks.Failed) return checks.Refusals;
        var kind = checks.Choice("kind", basket.Kind, CheckoutKind.Loan);
        var plan = new DeskPlan
        {
            Time = time,
            Out = [.. basket.Out.Select(l => CheckOut(l, checks))],
            Back = [.. basket.Back.Select(l => CheckBack(l, checks))],
            HolderId = basket.Holder?.ContactId,
            HolderName = basket.Holder is { ContactId: null } h ? checks.Optional("holder", h.Name, Contact.NameLength) : null,
            Purpose = checks.Optional("purpose", basket.Purpose, Checkout.PurposeLength),
            Kind = kind,
            DueAt = basket.Out.Count == 0 ? null : DueDate.Read(basket.Due, kind, settings, time, checks),
            ActKey = checks.Optional("idempotencyKey", basket.ActKey, 80),
            ActHash = basket.ActKey is null ? null : basket.Hash(),
        };
        if (plan.Out.Count > 0 && plan.HolderId is null && plan.HolderName is null) checks.Refuse("holder", "Say who takes it.");
        if (plan.Out.DistinctBy(l => l.Code).Count() < plan.Out.Count || plan.Back.DistinctBy(l => l.CheckoutId).Count() < plan.Back.Count)
            checks.Refuse("lines", "The same thing is there twice; change its quantity instead.");
        return checks.Failed ? checks.Refusals : plan;
    }

    private static PlanOut CheckOut(OutLine line, Checks checks) => new(
        checks.Required("lines", line.Code, 12, "an item's code").ToUpperInvariant(),
        checks.Number("lines", line.Quantity ?? 1, 1, Item.MostCopies, "A quantity"));

    private static PlanReturn CheckBack(ReturnLine line, Checks checks)
    {
        if (line.CheckoutId is null) checks.Refuse("lines", "Name the checkout that comes back.");
        return new(
            line.CheckoutId ?? 0,
            line.Quantity is null ? null : checks.Number("lines", line.Quantity, 1, Item.MostCopies, "A quantity"),
            checks.Choice("lines", line.Condition, ReturnCondition.Good),
            checks.Optional("lines", line.Note, CheckIn.NoteLength));
    }
}
