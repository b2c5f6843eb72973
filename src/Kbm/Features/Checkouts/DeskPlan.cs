using System.Globalization;
using Kbm.Data;
using Kbm.Features.Contacts;
using Kbm.Features.Items;
using Kbm.Features.Settings;
using Kbm.Features.Shared;

namespace Kbm.Features.Checkouts;

/// <param name="Code">The item's code.</param>
/// <param name="Quantity">How many copies.</param>
/// <param name="At">The line as refusals name it, such as "lines[0]".</param>
internal sealed record PlanOut(string Code, int Quantity, string At);

/// <param name="CheckoutId">What comes back.</param>
/// <param name="Quantity">How many copies; null for all that are out.</param>
/// <param name="Condition">How it comes back.</param>
/// <param name="Note">What is to be said about it.</param>
/// <param name="At">The line as refusals name it, such as "lines[0]".</param>
internal sealed record PlanReturn(long CheckoutId, int? Quantity, ReturnCondition Condition, string? Note, string At);

/// <summary>A basket whose form is right: what can be known without looking at the database has been checked.</summary>
internal sealed record DeskPlan
{
    public required CompanyTime Time { get; init; }
    public required IReadOnlyList<PlanOut> Out { get; init; }
    public required IReadOnlyList<PlanReturn> Back { get; init; }
    public long? HolderId { get; init; }
    public string? HolderName { get; init; }
    public long? PropertyId { get; init; }
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
            Out = [.. basket.Out.Select((l, i) => CheckOut(l, Line(i), checks))],
            Back = [.. basket.Back.Select((l, i) => CheckBack(l, Line(i), checks))],
            HolderId = basket.Holder?.ContactId,
            HolderName = basket.Holder is { ContactId: null } h ? checks.Optional("holder", h.Name, Contact.NameLength) : null,
            PropertyId = basket.Out.Count == 0 ? null : basket.PropertyId,
            Purpose = checks.Optional("purpose", basket.Purpose, Checkout.PurposeLength),
            Kind = kind,
            DueAt = basket.Out.Count == 0 ? null : DueDate.Read(basket.Due, kind, settings, time, checks),
            ActKey = checks.Optional("idempotencyKey", basket.ActKey, 80),
            ActHash = basket.ActKey is null ? null : basket.Hash(),
        };
        if (plan.Out.Count > 0 && plan.HolderId is null && plan.HolderName is null) checks.Refuse("holder", "Say who takes it.");
        foreach (var twice in Again(plan.Out, l => l.Code).Select(l => l.At + ".code").Concat(Again(plan.Back, l => l.CheckoutId).Select(l => l.At + ".checkoutId")))
            checks.Refuse(twice, "The same thing is there twice; change its quantity instead.");
        return checks.Failed ? checks.Refusals : plan;
    }

    private static string Line(int index) => string.Create(CultureInfo.InvariantCulture, $"lines[{index}]");

    private static IEnumerable<T> Again<T, TKey>(IEnumerable<T> lines, Func<T, TKey> by) => lines.GroupBy(by).SelectMany(same => same.Skip(1));

    private static PlanOut CheckOut(OutLine line, string at, Checks checks) => new(
        checks.Required(at + ".code", line.Code, 12, "an item's code").ToUpperInvariant(),
        checks.Number(at + ".quantity", line.Quantity ?? 1, 1, Item.MostCopies, "A quantity"),
        at);

    private static PlanReturn CheckBack(ReturnLine line, string at, Checks checks)
    {
        if (line.CheckoutId is null) checks.Refuse(at + ".checkoutId", "Name the checkout that comes back.");
        return new(
            line.CheckoutId ?? 0,
            line.Quantity is null ? null : checks.Number(at + ".quantity", line.Quantity, 1, Item.MostCopies, "A quantity"),
            checks.Choice(at + ".condition", line.Condition, ReturnCondition.Good),
            checks.Optional(at + ".note", line.Note, CheckIn.NoteLength),
            at);
    }
}
